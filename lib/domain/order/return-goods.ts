/**
 * GB2: a completed order is not voided but returned. Somebody at the desk takes lines back: what is owed for the order
 * shrinks first, what was paid beyond that goes back as the dialog said; goods come into the stock, points to the customer.
 */
import { documentOf } from '../knowledge.ts'
import { doneAt } from '../done-at.ts'
import { refused } from '../operation.ts'
import type { Product } from '../catalogue/catalogue.ts'
import type { Decision, Refused } from '../operation.ts'
import { isWhole } from '../quantity.ts'
import { isBlank, shortened } from '../text.ts'
import { refundOf } from './cancel.ts'
import { orderAfterReturn, takeBackGoods } from './goods-back.ts'
import { countOnReceipts, postBalance, takeIn } from './ledger.ts'
import type { OrderPayload } from './operations.ts'
import type { Order } from './order.ts'
import { entryOf, entryTextLength, settle, withHistory } from './order-act.ts'
import type { Act } from './order-act.ts'

type Return = Act<OrderPayload<'order.return'>>

export function returnGoods(act: Return): Decision<Order> {
  const { order, payload, facts, operation } = act
  const reason = payload.reason.trim()
  if (isBlank(reason)) return refused('reasonMissing')
  const taken = takeBackGoods(order, payload.lines)
  if ('kind' in taken) return taken
  const wrong = quantityRefusal(act)
  if (wrong) return wrong
  const refundMinor = taken.creditMinor - taken.debtMinor
  const refund = refundMinor > 0 ? refundOf(act, refundMinor) : null
  if (refund?.kind === 'refused') return refund

  const { id: by, name: byName } = facts.actor
  const record = { id: payload.returnId, at: doneAt(operation, facts), by, byName, reason }
  const after = orderAfterReturn(order, taken, { refunds: refund ? [refund] : [], record })
  const entry = entryOf(act, {
    reason: shortened(reason, entryTextLength),
    amountMinor: taken.creditMinor,
    ...(taken.debtMinor > 0 ? { debtMinor: taken.debtMinor } : {}),
    ...(refund ? { tender: refund.tender, refundMinor } : {}),
    ...(taken.creditPoints > 0 ? { points: taken.creditPoints } : {}),
  })
  return settle(order, withHistory(after.order, entry), [
    ...after.postings,
    ...(refund?.tender === 'deposit' ? [postBalance(order, 'deposit', refundMinor, 'refund')] : []),
    ...payload.lines.flatMap(({ lineId, quantityMilli }) => {
      const line = order.lines.find(({ id }) => id === lineId)
      return line ? [takeIn(order, line, quantityMilli)] : []
    }),
    ...countOnReceipts(order, payload.lines),
  ])
}

/** GC5: a second press with the same id is the first one. */
export const isKnownReturn = ({ returns = [] }: Order, returnId: string): boolean =>
  returns.some(({ id }) => id === returnId)

function quantityRefusal({ order, payload, facts }: Return): Refused | null {
  for (const { lineId, quantityMilli } of payload.lines) {
    const line = order.lines.find(({ id }) => id === lineId)
    if (!line || isWhole(quantityMilli)) continue
    const product = documentOf<Product>(facts, 'product', line.productId)
    if (product && !product.fractional) return refused('wrongQuantity', { product: line.name })
  }
  return null
}
