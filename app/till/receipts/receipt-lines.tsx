'use client'
import type { Receipt, ReceiptLine } from '../../../lib/domain/till/receipt.ts'
import { signedAmount } from '../../../lib/domain/till/receipt.ts'
import { useFormat } from '../../_ui/format.ts'
import { Money } from '../../_ui/money.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import classes from './receipt-view.module.css'
import { leftMilli, type Returned } from './returned.ts'
import { receiptsWords } from './words.ts'

export function ReceiptLines({ receipt, returned }: { receipt: Receipt; returned: Returned }) {
  const t = useWords(receiptsWords)
  return (
    <ul className={classes.lines} aria-label={t('lines')}>
      {receipt.lines.map((line) => (
        <Line key={line.id} line={line} returned={returned} />
      ))}
    </ul>
  )
}

function Line({ line, returned }: { line: ReceiptLine; returned: Returned }) {
  const t = useWords(receiptsWords)
  const format = useFormat()
  const cameBackMilli = line.returnOf === null ? line.quantityMilli - leftMilli(line, returned) : 0
  return (
    <li>
      <span>
        {line.name}
        <span className={`r-figures ${classes.figures}`}>
          {format.quantity(line.quantityMilli, line.unit)} × {format.money(line.priceMinor, 'RUB', 'always')}
          {line.returnOf === null &&
            line.discountMinor > 0 &&
            ` · ${t('discount', { amount: format.money(line.discountMinor) })}`}
        </span>
        {line.returnOf !== null && <span className={classes.came}>{t('goesBack')}</span>}
        {cameBackMilli > 0 && (
          <span className={classes.came}>
            {cameBackMilli >= line.quantityMilli
              ? t('cameBackAll')
              : t('cameBack', { quantity: format.quantity(cameBackMilli, line.unit) })}
          </span>
        )}
      </span>
      <Money minor={signedAmount(line)} fraction="always" />
    </li>
  )
}
