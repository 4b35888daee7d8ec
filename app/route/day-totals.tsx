/** What the driver has on hand and what is left, always in sight. */
import { useFormat } from '../_ui/format.ts'
import { useWords } from '../_ui/words-engine.ts'
import type { Totals } from './day.ts'
import classes from './day-totals.module.css'
import { routeWords } from './words.ts'

export function DayTotals({ totals }: { totals: Totals }) {
  const t = useWords(routeWords)
  const format = useFormat()
  const figures = [
    [t('totalCash'), format.money(totals.cashMinor)],
    [t('totalCard'), format.money(totals.cardMinor)],
    [t('totalDelivered'), String(totals.delivered)],
    [t('totalLeft'), String(totals.left)],
  ] as const
  return (
    <dl className={classes.totals} aria-label={t('totalsTitle')}>
      {figures.map(([label, figure]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className="r-figures">{figure}</dd>
        </div>
      ))}
    </dl>
  )
}
