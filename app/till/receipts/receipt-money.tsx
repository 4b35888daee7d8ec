/** What a receipt comes to and how it was paid. */
'use client'
import type { Receipt } from '../../../lib/domain/till/receipt.ts'
import { Money } from '../../_ui/money.tsx'
import { tenderWord } from '../../_ui/order-words.ts'
import { useLanguage, useWords } from '../../_ui/words-engine.ts'
import { isPaidOut } from '../print/receipt-paper.ts'
import { counterWords } from '../order/words.ts'
import classes from './receipt-view.module.css'
import { receiptsWords } from './words.ts'

export function ReceiptMoney({ receipt }: { receipt: Receipt }) {
  const t = useWords(receiptsWords)
  const ofOrder = useWords(counterWords)
  const language = useLanguage()
  const sign = isPaidOut(receipt) ? -1 : 1
  const sum = (label: string, minor: number, isStrong = false) => (
    <div key={label} data-strong={isStrong || undefined}>
      <dt>{label}</dt>
      <dd>
        <Money minor={minor + 0} fraction="always" />
      </dd>
    </div>
  )
  return (
    <dl className={classes.money} aria-label={t('money')}>
      {receipt.order && receipt.order.paidBeforeMinor > 0 && sum(ofOrder('paidBefore'), -receipt.order.paidBeforeMinor)}
      {receipt.order && receipt.order.leftMinor > 0 && sum(ofOrder('left'), -receipt.order.leftMinor)}
      {receipt.roundingMinor !== 0 && sum(t('rounding'), receipt.roundingMinor)}
      {sum(t(sign < 0 ? 'totalReturn' : 'totalSale'), sign * receipt.totalMinor, true)}
      {receipt.tenders.map(({ tender, amountMinor }) => sum(tenderWord(tender, language), sign * amountMinor))}
      {receipt.givenMinor !== null && receipt.changeMinor > 0 && (
        <>
          {sum(t('given'), receipt.givenMinor)}
          {sum(t('change'), receipt.changeMinor)}
        </>
      )}
    </dl>
  )
}
