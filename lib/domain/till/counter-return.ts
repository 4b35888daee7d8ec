/**
 * Goods come back on a receipt that paid an order: they count on the order's lines as well, where the desk counts its own
 * returns, and its invoice is credited. Only what this one receipt paid in full comes back at a till: of an order paid in
 * parts the till does not know the other parts.
 */
import { documentOf } from '../knowledge.ts'
import { refused } from '../operation.ts'
import type { Effect, Facts, Refused } from '../operation.ts'
import { orderAfterReturn, takeBackGoods } from '../order/goods-back.ts'
import { countOnReceipts } from '../order/ledger.ts'
import type { LineBack, Taken } from '../order/goods-back.ts'
import type { Order, Tender } from '../order/order.ts'
import { entryTextLength, withHistory } from '../order/order-act.ts'
import { paymentsOf } from '../order/paid-order.ts'
import { isUnderWay } from '../order/states.ts'
import { shortened } from '../text.ts'
import { elsewhereMinor } from './receipt.ts'
import type { Receipt, ReceiptLine } from './receipt.ts'
import { notBack } from './refund.ts'

export type OrderBack = { order: Order; originalId: string; backs: LineBack[]; taken: Taken }

/** What of these lines is an order's; or why it does not come back here. */
export function orderBacks(
  lines: readonly ReceiptLine[],
  tenders: Receipt['tenders'],
  facts: Facts,
): OrderBack[] | Refused {
  const found: OrderBack[] = []
  for (const originalId of new Set(lines.flatMap(({ returnOf }) => returnOf?.receiptId ?? []))) {
    const original = documentOf<Receipt>(facts, 'receipt', originalId)
    if (!original?.order || original.orderId === null) continue
    if (isOwnSale(original)) continue
    if (isReturnedAtDesk(original)) return refused('returnedAtDesk')
    // An exchange would give less money back than the goods that came back are worth.
    if (lines.some(({ returnOf }) => returnOf?.receiptId !== originalId)) return refused('returnedAtDesk')
    if (tenders.some(({ tender }) => tender === 'points')) return notBack('points')
    const order = documentOf<Order>(facts, 'order', original.orderId)
    if (!order) continue
    if (facts.place === 'device') {
      const refusal = notAtTill(original, order)
      if (refusal) return refusal
      continue
    }
    if (order.state !== 'completed' && order.state !== 'shipped') return refused('notCompleted', toldOf(order))
    const backs = sumByLine(lines, originalId)
    const taken = takeBackGoods(order, backs)
    if ('kind' in taken) return taken
    found.push({ order, originalId, backs, taken })
  }
  return found
}

/**
 * Why goods of that receipt do not come back at a till, as far as a till knows it: also of another's receipt, which it does
 * not hold, so that the rules cannot ask. `order`: this till's copy of the order; it may be older than the receipt, and what
 * it says for certain is that an order was only paid.
 */
export function notAtTill(receipt: Receipt, order: Order | null | undefined): Refused | null {
  if (!receipt.order || isOwnSale(receipt)) return null
  if (isReturnedAtDesk(receipt)) return refused('returnedAtDesk')
  const isOnlyPaid = order && isUnderWay(order) && !receipt.order.handedOver
  return isOnlyPaid ? refused('notCompleted', toldOf(order)) : null
}

const toldOf = ({ state, changed }: Order) => ({ state, by: changed.byName, at: changed.at })

/** All of it was sold by the receipt alone: it comes back like any other goods. */
const isOwnSale = ({ order }: Receipt): boolean =>
  order?.fit != null && order.fit.appliedMinor === 0 && order.fit.goodsMinor > 0 && order.fit.depositMinor === 0

/** Of an order paid in parts, or that did not take all of it, this receipt knows only its own. */
export const isReturnedAtDesk = (receipt: Receipt): boolean =>
  receipt.order !== undefined &&
  !isOwnSale(receipt) &&
  (elsewhereMinor(receipt) > 0 || (receipt.order.fit !== null && receipt.order.fit.reason !== null))

function sumByLine(lines: readonly ReceiptLine[], originalId: string): LineBack[] {
  const sums = new Map<string, { lineId: string; quantityMilli: number; amountMinor: number }>()
  for (const { returnOf, quantityMilli, amountMinor } of lines) {
    if (returnOf?.receiptId !== originalId) continue
    const { lineId } = returnOf
    const sum = sums.get(lineId) ?? { lineId, quantityMilli: 0, amountMinor: 0 }
    sums.set(lineId, {
      lineId,
      quantityMilli: sum.quantityMilli + quantityMilli,
      amountMinor: sum.amountMinor + amountMinor,
    })
  }
  return [...sums.values()]
}

/** The order after it. Goods, register and deposit are posted by the receipt. */
export function returnForOrder(
  { order, originalId, backs, taken }: OrderBack,
  receipt: Receipt,
  facts: Facts,
): Effect[] {
  const { id: by, name: byName } = facts.actor
  const tenders = receipt.tenders as { tender: Tender; amountMinor: number }[] // safe: points were refused above
  const refunds = paymentsOf({ ...receipt, tenders }, { kind: 'refund', mostMinor: taken.creditMinor, facts })
  const refundMinor = refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  const reason = receipt.reason ?? ''
  const record = { id: receipt.id, at: receipt.at, by, byName, reason }
  const after = orderAfterReturn(order, taken, { refunds, record })
  const entry = {
    at: receipt.at,
    by,
    byName,
    what: 'return',
    params: {
      reason: shortened(reason, entryTextLength),
      amountMinor: taken.creditMinor,
      ...(refunds[0] ? { tender: refunds[0].tender, refundMinor } : {}),
    },
  }
  const postings = [...after.postings, ...countOnReceipts(order, backs, originalId)].filter(({ delta }) => delta !== 0)
  return [
    { kind: 'change', ref: { kind: 'order', id: order.id }, body: withHistory(after.order, entry) },
    ...(postings.length > 0 ? [{ kind: 'post' as const, postings }] : []),
  ]
}
