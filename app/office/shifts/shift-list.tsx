/** All shifts, the newest first, with what is wrong in words. */
'use client'
import { Button, NativeSelect } from '@mantine/core'
import { IconCashRegister } from '@tabler/icons-react'
import { useState } from 'react'
import type { Shift } from '../../../lib/domain/till/shift.ts'
import { ChoiceChips } from '../../_ui/choice-chips.tsx'
import { Empty } from '../../_ui/empty.tsx'
import { useFormat } from '../../_ui/format.ts'
import { placeHref } from '../../_ui/place.ts'
import { useNow } from '../../_ui/use-workplace.ts'
import { When } from '../../_ui/when.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import { ScreenHead } from '../asked.tsx'
import screen from '../screen.module.css'
import table from '../table.module.css'
import type { Register } from './compare-shift.ts'
import { ConcernChips } from './concern-chips.tsx'
import { concernsOf, wantsSomebody } from './shift-concerns.ts'
import { useShiftStates } from './use-shift-states.ts'
import { shiftsWords } from './words.ts'

const step = 30
type Which = 'all' | 'attention' | 'open'

export function ShiftList({ shifts, registerOf }: { shifts: readonly Shift[]; registerOf: (id: string) => Register }) {
  const t = useWords(shiftsWords)
  const now = useNow()
  const [which, setWhich] = useState<Which>('all')
  const [tillId, setTillId] = useState('')
  const [count, setCount] = useState(step)
  const ofTill = shifts.filter((shift) => tillId === '' || shift.tillId === tillId)
  const looked = ofTill.slice(0, count)
  const asked = useShiftStates(
    'shifts',
    looked.map(({ id }) => id),
  )
  const rows = looked
    .map((shift) => {
      const state = asked.value?.get(shift.id) ?? null
      return { shift, concerns: concernsOf(shift, { register: registerOf(shift.id), state, now }) }
    })
    .filter(
      ({ shift, concerns }) => which === 'all' || (which === 'open' ? shift.state === 'open' : wantsSomebody(concerns)),
    )
  const tills = new Map(shifts.toReversed().map((shift) => [shift.tillId, shift.tillName]))
  return (
    <>
      <ScreenHead title={t('title')} asked={asked} />
      {asked.failure !== null && <p role="status">{t('numbersNotAsked', { why: asked.failure })}</p>}
      {shifts.length > 0 && (
        <div className={screen.filters}>
          {tills.size > 1 && (
            <NativeSelect
              label={t('till')}
              value={tillId}
              onChange={(event) => setTillId(event.currentTarget.value)}
              data={[{ value: '', label: t('anyTill') }, ...[...tills].map(([value, label]) => ({ value, label }))]}
            />
          )}
          <ChoiceChips<Which>
            label={t('which')}
            isLabelHidden
            value={which}
            onChange={setWhich}
            choices={[
              { value: 'all', label: t('whichAll') },
              { value: 'attention', label: t('whichAttention') },
              { value: 'open', label: t('whichOpen') },
            ]}
          />
        </div>
      )}
      {shifts.length === 0 ? (
        <Empty icon={<IconCashRegister size={36} />} title={t('empty')} text={t('emptyText')} />
      ) : rows.length === 0 ? (
        <Empty icon={<IconCashRegister size={36} />} title={t(which === 'open' ? 'noneOpen' : 'noneWrong')} />
      ) : (
        <ShiftTable rows={rows} registerOf={registerOf} />
      )}
      {ofTill.length > count && (
        <p className={screen.more}>
          <Button variant="default" onClick={() => setCount(count + step)}>
            {t('earlier')}
          </Button>
        </p>
      )}
    </>
  )
}

function ShiftTable({
  rows,
  registerOf,
}: {
  rows: readonly { shift: Shift; concerns: ReturnType<typeof concernsOf> }[]
  registerOf: (id: string) => Register
}) {
  const t = useWords(shiftsWords)
  const format = useFormat()
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">{t('shift')}</th>
          <th scope="col">{t('openedAndClosed')}</th>
          <th scope="col" className={table.figure}>
            {t('receipts')}
          </th>
          <th scope="col" className={table.figure}>
            {t('takings')}
          </th>
          <th scope="col">{t('howIsIt')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ shift, concerns }) => {
          const { closing } = shift
          const totals = totalsOf(shift, registerOf(shift.id))
          return (
            <tr key={shift.id}>
              <td data-label={t('shift')}>
                <a href={placeHref('shifts', shift.id)}>
                  {t('shiftName', { till: shift.tillName, number: shift.number })}
                </a>
              </td>
              <td data-label={t('openedAndClosed')}>
                <div>
                  <When at={shift.opened.at} /> – {closing ? <When at={closing.at} /> : t('isOpen')}
                  <span className={table.soft}>
                    {closing && closing.by !== shift.opened.by
                      ? `${shift.opened.byName} – ${closing.byName}`
                      : shift.opened.byName}
                  </span>
                </div>
              </td>
              <td data-label={t('receipts')} className={table.figure}>
                {format.number(totals.count)}
              </td>
              <td data-label={t('takings')} className={table.figure}>
                {format.money(totals.minor, 'RUB', 'always')}
              </td>
              <td data-label={t('howIsIt')}>
                <ConcernChips concerns={concerns} isOpen={closing === null} />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** By its Z; of an open one what has arrived. */
function totalsOf({ closing }: Shift, register: Register): { count: number; minor: number } {
  if (closing) {
    const { sales, returns } = closing.totals
    return { count: sales.count + returns.count, minor: sales.amountMinor - returns.amountMinor }
  }
  return {
    count: (register.saleCount ?? 0) + (register.returnCount ?? 0),
    minor: (register.sale ?? 0) - (register.return ?? 0),
  }
}
