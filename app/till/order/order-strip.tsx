/** The order on the screen: which one, what was paid before, and whether its goods go over the counter now. */
'use client'
import { IconAlertTriangle, IconPackage } from '@tabler/icons-react'
import { ChoiceChips } from '../../_ui/choice-chips.tsx'
import { useFormat } from '../../_ui/format.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { useSale } from '../sale/use-sale.ts'
import classes from './order.module.css'
import type { TakenOrder } from '../sale/sale.ts'
import type { Staleness } from './taken-order.ts'
import { useStaleness } from './use-waiting-orders.ts'
import { counterWords } from './words.ts'

export function OrderStrip({ taken }: { taken: TakenOrder }) {
  const t = useWords(counterWords)
  const format = useFormat()
  const state = useSale()
  const { change, currency, sale } = state
  const stale = useStaleness(state)
  const hand = (handedOver: boolean) =>
    void change((before) =>
      before.saleId === sale.saleId && before.order ? { ...before, order: { ...before.order, handedOver } } : before,
    )
  return (
    <section className={classes.strip} aria-label={taken.name}>
      <p className={classes.head}>
        <IconPackage size={22} aria-hidden />
        <span>
          {taken.name}
          <span className={classes.soft}>{t('pricesStand')}</span>
        </span>
      </p>
      {taken.paidBeforeMinor > 0 && (
        <p className={classes.paid}>
          <span>{t('paidBefore')}</span>
          <span className="r-figures">{format.money(-taken.paidBeforeMinor, currency, 'always')}</span>
        </p>
      )}
      {taken.canHandOver ? (
        <ChoiceChips
          label={t('goods')}
          isLabelHidden
          value={taken.handedOver ? 'now' : 'later'}
          onChange={(value) => hand(value === 'now')}
          choices={[
            { value: 'now', label: t('handOver'), hint: t('handOverHint') },
            {
              value: 'later',
              label: t('deliverLater'),
              hint: t(taken.mustHandOver ? 'notAcceptedHint' : 'deliverLaterHint'),
              disabled: taken.mustHandOver,
            },
          ]}
        />
      ) : (
        <p className={classes.soft}>{t('delivered')}</p>
      )}
      {stale !== null && (
        <p className={classes.stale} role="alert">
          <IconAlertTriangle size={22} aria-hidden />
          {t(staleKeys[stale])}
        </p>
      )}
    </section>
  )
}

export const staleKeys = {
  ended: 'staleEnded',
  paid: 'stalePaid',
  unmatched: 'staleUnmatched',
  nothingForMoney: 'stalePaid',
  changed: 'staleChanged',
  gone: 'staleGone',
} as const satisfies Record<Staleness, string>
