/** One shift: what waits for the office, the till's count beside the books, the drawer, the numbers. */
'use client'
import { IconCashRegister } from '@tabler/icons-react'
import type { Shift } from '../../../lib/domain/till/shift.ts'
import { BackLink } from '../../_ui/back-link.tsx'
import { Empty } from '../../_ui/empty.tsx'
import { useFormat } from '../../_ui/format.ts'
import { useNow } from '../../_ui/use-workplace.ts'
import { When } from '../../_ui/when.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import { AskedPart, ScreenHead } from '../asked.tsx'
import { compareShift, drawerDifference, isSame, moneyApart, type ComparedRow, type Register } from './compare-shift.ts'
import { ComparedTable } from './compared-table.tsx'
import { ConcernChips } from './concern-chips.tsx'
import { HeldReceipts } from './held-receipts.tsx'
import { concernsOf } from './shift-concerns.ts'
import { ShiftNumbers } from './shift-numbers.tsx'
import classes from './shifts.module.css'
import { useShiftStates } from './use-shift-states.ts'
import { shiftsWords } from './words.ts'

export function ShiftDetail({
  shiftId,
  shift,
  register,
}: {
  shiftId: string
  /** null: the server has none of that name. Its receipts may wait all the same. */
  shift: Shift | null
  register: Register
}) {
  const t = useWords(shiftsWords)
  const back = <BackLink to="shifts">{t('back')}</BackLink>
  if (!shift)
    return (
      <>
        <Empty
          icon={<IconCashRegister size={36} />}
          title={t('noSuchShift')}
          text={t('noSuchShiftText')}
          action={back}
        />
        <HeldReceipts shiftId={shiftId} shift={null} count={0} />
      </>
    )
  return (
    <>
      <p className={classes.back}>{back}</p>
      <Known shift={shift} register={register} />
    </>
  )
}

function Known({ shift, register }: { shift: Shift; register: Register }) {
  const t = useWords(shiftsWords)
  const format = useFormat()
  const now = useNow()
  const asked = useShiftStates('shift', [shift.id])
  const state = asked.value?.get(shift.id) ?? null
  const concerns = concernsOf(shift, { register, state, now })
  const rows = compareShift(shift, register)
  const writtenDown = register.writtenDown ?? 0
  const heldActs = state?.heldActs ?? 0
  return (
    <>
      <ScreenHead title={t('shiftName', { till: shift.tillName, number: shift.number })} asked={asked} />
      <p className={classes.when}>
        <span>
          {t('opened')} <When at={shift.opened.at} />, {shift.opened.byName}
        </span>
        {shift.closing && (
          <span>
            {t('closed')} <When at={shift.closing.at} />, {shift.closing.byName}
          </span>
        )}
        {!shift.closing && <span>{t('isOpen')}</span>}
        <ConcernChips concerns={concerns} isOpen={shift.closing === null} />
      </p>
      <HeldReceipts shiftId={shift.id} shift={shift} count={(state?.held.length ?? 0) + heldActs} again={asked.again} />
      <section className={classes.part}>
        <h3>{t('compared')}</h3>
        <Agreement
          isOpen={shift.closing === null}
          rows={rows}
          held={state?.held.length ?? 0}
          heldActs={heldActs}
          missing={state?.missing.length ?? 0}
        />
        {writtenDown !== 0 && (
          <p className={classes.word}>{t('writtenDown', { amount: format.money(writtenDown, 'RUB', 'always') })}</p>
        )}
        <ComparedTable shift={shift} rows={rows} />
      </section>
      <div className={classes.columns}>
        <Drawer shift={shift} />
        <section className={classes.part}>
          <h3>{t('numbers')}</h3>
          <AskedPart asked={asked} isSmall rows={2}>
            {() => (state ? <ShiftNumbers state={state} /> : <p>{t('numbersUnknown')}</p>)}
          </AskedPart>
        </section>
      </div>
    </>
  )
}

/** Does the till's count agree with the books, and if not, why? */
function Agreement({
  isOpen,
  rows,
  held,
  heldActs,
  missing,
}: {
  isOpen: boolean
  rows: readonly ComparedRow[]
  held: number
  heldActs: number
  missing: number
}) {
  const t = useWords(shiftsWords)
  const format = useFormat()
  if (isOpen) return <p className={classes.word}>{t('stillOpen')}</p>
  if (rows.every(isSame))
    return (
      <p className={classes.word} data-tone="good">
        {t('agrees')}
      </p>
    )
  const apart = moneyApart(rows)
  const amount = format.money(Math.abs(apart), 'RUB', 'always')
  return (
    <p className={classes.word} data-tone="bad">
      {apart === 0 ? t('apartElsewhere') : t(apart > 0 ? 'tillHasMore' : 'tillHasLess', { amount })}{' '}
      {held > 0
        ? t('apartHeld', { count: held })
        : heldActs > 0
          ? t('apartActs')
          : missing > 0
            ? t('apartMissing', { count: missing })
            : t('apartUnknown')}
    </p>
  )
}

function Drawer({ shift }: { shift: Shift }) {
  const t = useWords(shiftsWords)
  const format = useFormat()
  const { closing, movements } = shift
  const money = (minor: number) => format.money(minor, 'RUB', 'always')
  const difference = drawerDifference(shift)
  return (
    <section className={classes.part}>
      <h3>{t('drawer')}</h3>
      <dl className={classes.facts}>
        <dt>{t('atOpening')}</dt>
        <dd>{money(shift.openingMinor)}</dd>
        {closing && (
          <>
            <dt>{t('expected')}</dt>
            <dd>{money(closing.expectedMinor)}</dd>
            <dt>{t('countedAtClose')}</dt>
            <dd>{money(closing.countedMinor)}</dd>
          </>
        )}
      </dl>
      {difference !== null && (
        <p className={classes.word} data-tone={difference === 0 ? 'good' : 'bad'}>
          {difference === 0
            ? t('drawerAgrees')
            : t(difference < 0 ? 'shortage' : 'surplus', { amount: money(Math.abs(difference)) })}
          {closing?.reason && ` — ${closing.reason}`}
        </p>
      )}
      {movements.length > 0 && (
        <ul className={classes.movements} aria-label={t('movements')}>
          {movements.map(({ id, direction, amountMinor, reason, at, byName }) => (
            <li key={id}>
              <span>
                {t(direction === 'in' ? 'putIn' : 'takenOut')}: {reason}
                <span className={classes.soft}>
                  <When at={at} /> · {byName}
                </span>
              </span>
              <span className="r-figures">{money(direction === 'in' ? amountMinor : -amountMinor)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
