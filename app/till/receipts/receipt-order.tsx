/** The order that a receipt paid, and what the order did not take of it. */
'use client'
import type { Receipt } from '../../../lib/domain/till/receipt.ts'
import { useFormat } from '../../_ui/format.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { counterWords } from '../order/words.ts'
import classes from './receipt-view.module.css'

const unfitKeys = {
  alreadyPaid: 'unfitAlreadyPaid',
  alreadyFinished: 'unfitAlreadyFinished',
  notAccepted: 'unfitNotAccepted',
  changed: 'unfitChanged',
} as const

export function ReceiptOrder({ receipt: { order } }: { receipt: Receipt }) {
  const t = useWords(counterWords)
  const format = useFormat()
  if (!order) return null
  const { fit, settled } = order
  return (
    <>
      <p>{t(order.handedOver ? 'orderHanded' : 'orderPaid', { name: order.name })}</p>
      {fit && fit.reason !== null && (
        <p className={classes.unfit}>
          {t(unfitKeys[fit.reason], {
            deposit: format.money(fit.depositMinor, 'RUB', 'always'),
            goods: format.money(fit.goodsMinor + fit.shortMinor, 'RUB', 'always'),
          })}
        </p>
      )}
      {settled && <p className={classes.soft}>{t('settled', { note: settled.note, by: settled.byName })}</p>}
    </>
  )
}
