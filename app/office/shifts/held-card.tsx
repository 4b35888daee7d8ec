/** One act of a till that waits for the office: what it is, why it does not fit, who was before, and the decision. */
'use client'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { sumAmounts } from '../../../lib/domain/money.ts'
import { tillPayloads, type ReceiptPayload } from '../../../lib/domain/till/operations.ts'
import { parseNumbered } from '../../../lib/domain/till/shift.ts'
import type { HeldExplained, JournalEntry } from '../../../lib/workplace-types.ts'
import { useFormat } from '../../_ui/format.ts'
import { useNotice } from '../../_ui/notice.tsx'
import { useReasons } from '../../_ui/reasons.ts'
import { useWorkplace } from '../../_ui/use-workplace.ts'
import { When } from '../../_ui/when.tsx'
import { baseWords } from '../../_ui/words.ts'
import { useLanguage, useWords } from '../../_ui/words-engine.ts'
import { AskedPart } from '../asked.tsx'
import { failureSentence } from '../failure-sentence.ts'
import { actorWord, actWord } from '../journal/act-words.ts'
import { receiptNumberOf } from '../../till/print/receipt-number.ts'
import { useAsk } from '../use-ask.ts'
import { officeWords } from '../words.ts'
import { RuleDialog, type Rule } from './rule-dialog.tsx'
import classes from './shifts.module.css'
import { shiftsWords } from './words.ts'

export function HeldCard({ entry, again }: { entry: JournalEntry; again: () => void }) {
  const t = useWords(shiftsWords)
  const language = useLanguage()
  const workplace = useWorkplace()
  const { deviceId, seq } = entry
  const asked = useAsk(`held.${deviceId}.${seq}`, () => workplace.office.explainHeld({ deviceId, seq }), {
    everyMs: 60_000,
  })
  return (
    <li className={classes.card}>
      <h4>
        {entry.kind === 'receipt.close'
          ? t('receiptNumber', { number: receiptNumberOf(entry.target.id) })
          : actWord(entry.kind, language)}
      </h4>
      <p className={classes.soft}>
        <When at={entry.madeAt} /> · {actorWord(entry, language)} · {t('arrived')} <When at={entry.arrivedAt} />
      </p>
      <AskedPart asked={asked} isSmall rows={2}>
        {(told) => (told ? <Told entry={entry} told={told} again={again} /> : <p>{t('decidedAlready')}</p>)}
      </AskedPart>
    </li>
  )
}

function Told({ entry, told, again }: { entry: JournalEntry; told: HeldExplained; again: () => void }) {
  const payload = told.payload === null ? null : readReceipt(told.payload)
  return (
    <>
      {payload && <Lines payload={payload} />}
      <Why told={told} />
      {told.originals.map((original) => (
        <Original key={original.receiptId} original={original} />
      ))}
      <Acts entry={entry} rules={rulesOf(payload, told)} again={again} />
    </>
  )
}

/** What the office may say of it. Where its number is another receipt's there is no place for it in the books. */
function rulesOf(payload: ReceiptPayload | null, { now }: HeldExplained): readonly Rule[] {
  if (now.kind === 'refused' && now.reason === 'alreadyExists') return ['refuse']
  if (payload?.lines.some(({ returnOf }) => returnOf !== null)) return ['asItIs', 'writtenDown']
  return payload ? ['asItIs'] : ['refuse']
}

const readReceipt = (payload: unknown): ReceiptPayload | null =>
  tillPayloads['receipt.close'].safeParse(payload).data ?? null

function Lines({ payload }: { payload: ReceiptPayload }) {
  const t = useWords(shiftsWords)
  const format = useFormat()
  const money = (minor: number) => format.money(minor, 'RUB', 'always')
  const paid = sumAmounts(payload.tenders.map(({ amountMinor }) => amountMinor)) ?? 0
  return (
    <>
      <ul className={classes.lines}>
        {payload.lines.map((line) => (
          <li key={line.id}>
            {line.returnOf ? t('cameBack') : t('wentOut')}: {line.name},{' '}
            {format.quantity(line.quantityMilli, line.unit)}
            {line.returnOf && ` — ${money(line.returnOf.amountMinor)}`}
          </li>
        ))}
      </ul>
      <p>
        <strong>{paid < 0 ? t('paidOut', { amount: money(-paid) }) : t('takenIn', { amount: money(paid) })}</strong>
        {payload.reason !== null && ` · ${t('cashierSaid', { reason: payload.reason })}`}
      </p>
    </>
  )
}

function Why({ told: { now } }: { told: HeldExplained }) {
  const t = useWords(shiftsWords)
  const reasons = useReasons()
  const text =
    now.kind === 'refused'
      ? reasons.refusal(now.reason, now.params)
      : now.kind === 'held'
        ? reasons.hold(now.cause)
        : t('nothingInTheWay')
  return (
    <p className={classes.word} data-tone={now.kind === 'accepted' ? 'good' : 'bad'}>
      {text}
    </p>
  )
}

/** The sale that goods came back of, and who had taken them back before. */
function Original({ original }: { original: HeldExplained['originals'][number] }) {
  const t = useWords(shiftsWords)
  const format = useFormat()
  const { receipt, returns } = original
  if (!receipt) return <p className={classes.soft}>{t('originalUnknown')}</p>
  const nameOf = (lineId: string) => receipt.lines.find(({ id }) => id === lineId)
  return (
    <div className={classes.original}>
      <p>
        {t('soldOn', { till: receipt.tillName, number: receiptNumberOf(receipt.id) })} · <When at={receipt.at} /> ·{' '}
        {format.money(receipt.totalMinor, 'RUB', 'always')}
      </p>
      <ul className={classes.lines}>
        {receipt.lines
          .filter(({ returnOf }) => returnOf === null)
          .map((line) => (
            <li key={line.id}>
              {line.name}, {format.quantity(line.quantityMilli, line.unit)}
            </li>
          ))}
      </ul>
      {returns.length > 0 && (
        <>
          <p>{t('cameBackBefore')}</p>
          <ul className={classes.lines}>
            {returns.map(({ receiptId, tillName, lineId, quantityMilli, at }, index) => (
              // The desk may have taken goods of one line back more than once, each time on the same order.
              <li key={`${index} ${receiptId} ${lineId}`}>
                {nameOf(lineId)?.name ?? ''}, {format.quantity(quantityMilli, nameOf(lineId)?.unit ?? '')} —{' '}
                {parseNumbered(receiptId) === null
                  ? t('onOrder')
                  : t('onReceipt', { till: tillName, number: receiptNumberOf(receiptId) })}
                , <When at={at} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}

const beginKeys = { asItIs: 'asItIs', writtenDown: 'writeDown', refuse: 'refuse' } as const satisfies Record<
  Rule,
  string
>

function Acts({ entry, rules, again }: { entry: JournalEntry; rules: readonly Rule[]; again: () => void }) {
  const t = useWords(shiftsWords)
  const base = useWords(baseWords)
  const office = useWords(officeWords)
  const workplace = useWorkplace()
  const notice = useNotice()
  const [rule, setRule] = useState<Rule | null>(null)
  const [isBusy, setBusy] = useState(false)
  const { deviceId, seq } = entry

  const decide = async (how: { how: 'again' } | { how: Rule; reason: string }): Promise<boolean> => {
    setBusy(true)
    try {
      const { verdict } = await workplace.office.decideHeld({ deviceId, seq, ...how })
      notice({ tone: verdict === 'held' ? 'bad' : 'good', text: t(verdict === 'held' ? 'stillHeld' : 'decided') })
      again()
      return true
    } catch (cause) {
      notice({ tone: 'bad', text: office('actFailed', { reason: failureSentence(cause, base) }) })
      return false
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className={classes.acts}>
      {rules.map((one) => (
        <Button key={one} variant={one === 'asItIs' ? 'filled' : 'default'} onClick={() => setRule(one)}>
          {t(beginKeys[one])}
        </Button>
      ))}
      <Button variant="default" loading={isBusy && rule === null} onClick={() => void decide({ how: 'again' })}>
        {t('checkAgain')}
      </Button>
      {rule && (
        <RuleDialog rule={rule} onClose={() => setRule(null)} onRule={(reason) => decide({ how: rule, reason })} />
      )}
    </div>
  )
}
