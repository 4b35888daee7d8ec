/** A receipt that takes the money of an order (decision 012): is it one, and what the order makes of it. */
import { documentOf } from '../knowledge.ts'
import { refused } from '../operation.ts'
import type { Facts, Refused } from '../operation.ts'
import { takeAtCounter } from '../order/at-the-counter.ts'
import type { AtCounter } from '../order/at-the-counter.ts'
import type { Order, Tender } from '../order/order.ts'
import type { ReceiptPayload } from './operations.ts'
import type { Receipt } from './receipt.ts'

/** undefined: no order, or none that is known here. */
export function counterOrder({ orderId }: Pick<ReceiptPayload, 'orderId'>, facts: Facts): Order | null | undefined {
  return orderId === null ? undefined : documentOf<Order>(facts, 'order', orderId)
}

/** What no till of ours closes. What became of the order meanwhile is no reason: the money has been taken. */
export function counterRefusal(payload: ReceiptPayload, totalMinor: number, facts: Facts): Refused | null {
  const { orderId, order: taken, lines, tenders } = payload
  if ((orderId === null) !== (taken === undefined)) return refused('badRequest', { path: 'order' })
  if (taken === undefined) return null
  const isPlain = lines.every(({ returnOf, discountMinor }) => returnOf === null && discountMinor === 0)
  // Agreed prices, to the kopeck: what the invoice says is what is paid.
  if (!isPlain || payload.roundingMinor !== 0) return refused('badRequest', { path: 'lines' })
  if (totalMinor <= 0) return refused('nothingToPay')
  if (tenders.some(({ tender }) => tender === 'points')) return refused('tenderNotPossible', { tender: 'points' })
  const order = counterOrder(payload, facts)
  if (order === null) return refused('notFound')
  const isOfOrder = (id: string) => order?.lines.some((line) => line.id === id && line.payWith === 'money') ?? true
  return lines.every(({ id }) => isOfOrder(id)) ? null : refused('unknownLine')
}

/** null: no order, or none that is known here. */
export function takeForOrder(receipt: Receipt, facts: Facts): AtCounter | null {
  const order = counterOrder(receipt, facts)
  if (!order || !receipt.order) return null
  return takeAtCounter(
    order,
    {
      id: receipt.id,
      totalMinor: receipt.totalMinor,
      tenders: receipt.tenders.filter((one): one is { tender: Tender; amountMinor: number } => one.tender !== 'points'),
      lines: receipt.lines,
      handedOver: receipt.order.handedOver,
      at: receipt.at,
    },
    facts,
  )
}
