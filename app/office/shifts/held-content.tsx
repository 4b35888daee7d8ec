/** What waits, as somebody in the office reads it: goods and money of a receipt, a sum moved, a drawer counted. */
'use client'
import { sumAmounts } from '../../../lib/domain/money.ts'
import type { ReceiptPayload } from '../../../lib/domain/till/operations.ts'
import { parseNumbered } from '../../../lib/domain/till/shift.ts'
import type { HeldExplained } from '../../../lib/workplace-types.ts'
import { useFormat } from '../../_ui/format.ts'
import { When } from '../../_ui/when.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import { receiptNumberOf } from '../../till/print/receipt-number.ts'
import type { HeldContent } from './held-offer.ts'
import classes from './shifts.module.css'
import { shiftsWords } from './words.ts'

export function Content({ content }: { content: HeldContent }) {
  switch (content.kind) {
    case 'receipt':
      return <Lines payload={content.payload} />
    case 'cash':
      return <Moved {...content} />
    case 'close':
      return <Counted {...content} />
  }
}

function Moved({ direction, amountMinor, reason }: HeldContent & { kind: 'cash' }) {
  const t = useWords(shiftsWords)
  const format = useFormat()
  return (
    <p>
      <strong>
        {t(direction === 'in' ? 'putIn' : 'takenOut')} {format.money(amountMinor, 'RUB', 'always')}
      </strong>
      {reason.trim() !== '' && ` · ${t('cashierSaid', { reason })}`}
    </p>
  )
}

function Counted({ countedMinor, expectedMinor, receipts, reason }: HeldContent & { kind: 'close' }) {
  const t = useWords(shiftsWords)
  const format = useFormat()
  const money = (minor: number) => format.money(minor, 'RUB', 'always')
  const difference = expectedMinor === null ? null : countedMinor - expectedMinor
  return (
    <>
      <dl className={classes.facts}>
        <dt>{t('receipts')}</dt>
        <dd>{format.number(receipts)}</dd>
        {expectedMinor !== null && (
          <>
            <dt>{t('expected')}</dt>
            <dd>{money(expectedMinor)}</dd>
          </>
        )}
        <dt>{t('countedAtClose')}</dt>
        <dd>{money(countedMinor)}</dd>
      </dl>
      {difference !== null && (
        <p>
          <strong>
            {difference === 0
              ? t('drawerAgrees')
              : t(difference < 0 ? 'heldShortage' : 'heldSurplus', { amount: money(Math.abs(difference)) })}
          </strong>
          {reason !== null && reason.trim() !== '' && ` · ${t('cashierSaid', { reason })}`}
        </p>
      )}
    </>
  )
}

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

/** The sale that goods came back of, and who had taken them back before. */
export function Original({ original }: { original: HeldExplained['originals'][number] }) {
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
