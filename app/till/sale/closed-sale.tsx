/** The sale has become a receipt: its number, the change in the largest type there is, and the next sale. */
'use client'
import { Button } from '@mantine/core'
import { IconCircleCheck, IconPrinterOff } from '@tabler/icons-react'
import type { Receipt } from '../../../lib/domain/till/receipt.ts'
import { useFormat } from '../../_ui/format.ts'
import { tenderWord } from '../../_ui/order-words.ts'
import { useLanguage, useWords } from '../../_ui/words-engine.ts'
import type { PrintOutcome } from '../print/print-port.ts'
import classes from './receipt-panel.module.css'
import { counterWords } from '../order/words.ts'
import { SoldTakeStrips } from './lost-take-strip.tsx'
import { useSale } from './use-sale.ts'
import { saleWords } from './words.ts'

export function ClosedSale({ receipt, printed }: { receipt: Receipt; printed: PrintOutcome | null }) {
  const t = useWords(saleWords)
  const ofOrder = useWords(counterWords)
  const format = useFormat()
  const language = useLanguage()
  const { forgetClosed, currency } = useSale()
  return (
    <section className={classes.closed} aria-label={t('closedNumber', { number: receipt.number })}>
      <SoldTakeStrips />
      <p className={classes.done} role="status">
        <IconCircleCheck size={28} aria-hidden />
        {t('closedNumber', { number: receipt.number })}
      </p>
      <p className={classes.sold}>
        {receipt.totalMinor < 0 ? t('closedReturn') : t('closedSale')}{' '}
        <span className="r-figures">{format.money(Math.abs(receipt.totalMinor), currency, 'always')}</span>
      </p>
      {receipt.order && (
        <p className={classes.sold}>
          {receipt.order.leftMinor > 0
            ? ofOrder('closedPart', {
                name: receipt.order.name,
                left: format.money(receipt.order.leftMinor, currency, 'always'),
              })
            : ofOrder(receipt.order.handedOver ? 'closedHanded' : 'closedOrder', { name: receipt.order.name })}
        </p>
      )}
      <p className={classes.ways}>
        {receipt.tenders.map(({ tender, amountMinor }) => (
          <span key={tender}>
            {t('paidBy', {
              tender: tenderWord(tender, language),
              amount: format.money(Math.abs(amountMinor), currency, 'always'),
            })}
          </span>
        ))}
      </p>
      {receipt.givenMinor !== null && (
        <p className={classes.change}>
          <span>{t('change')}</span>
          <strong>{format.money(receipt.changeMinor, currency, 'always')}</strong>
        </p>
      )}
      {printed === 'noPrinter' && (
        <p className={classes.notPrinted}>
          <IconPrinterOff size={22} aria-hidden /> {t('notPrinted')}
        </p>
      )}
      <Button size="lg" onClick={forgetClosed}>
        {t('newSale')}
      </Button>
    </section>
  )
}
