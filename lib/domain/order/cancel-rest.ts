/**
 * The customer took less than was ordered, and the rest will not come: the order shrinks to what was handed over. The
 * invoice, the promised goods and the points follow; what was paid beyond the new sum goes back as the dialog said.
 * Completing (B19) stays what it is: everything that still stands on the order was delivered.
 */
import { lineAmount, sumAmounts } from '../money.ts'
import { refused } from '../operation.ts'
import type { Decision } from '../operation.ts'
import { isBlank } from '../text.ts'
import { giveBack, refundOf } from './cancel.ts'
import { countOnReceipts, openMilli, postBalance, releaseRest } from './ledger.ts'
import type { OrderPayload } from './operations.ts'
import type { Order, OrderLine } from './order.ts'
import { entryOf, settle, unchanged, withHistory } from './order-act.ts'
import type { Act } from './order-act.ts'

export function cancelRest(act: Act<OrderPayload<'order.cancelRest'>>): Decision<Order> {
  const { order, payload } = act
  const { invoice } = order
  if (!invoice) throw new Error(`Order ${order.id} is ${order.state} and has no invoice`)
  const reason = payload.reason.trim()
  if (isBlank(reason)) return refused('reasonMissing')
  if (order.lines.every((line) => openMilli(line) === 0)) return unchanged(order)
  if (order.lines.every((line) => line.deliveredMilli === 0)) return refused('nothingDelivered')

  const lines = order.lines.map(withoutRest)
  const { totalMinor, totalPoints } = totalsOf(lines)
  const excessMinor = Math.max(0, invoice.paidMinor - totalMinor)
  const refund = excessMinor > 0 ? refundOf(act, excessMinor) : null
  if (refund?.kind === 'refused') return refund
  const paidMinor = invoice.paidMinor - excessMinor
  const after: Order = {
    ...order,
    lines,
    totalMinor,
    totalPoints,
    invoice: { ...invoice, totalMinor, paidMinor, state: paidMinor === totalMinor ? 'paid' : 'unpaid' },
    payments: refund ? [...order.payments, refund] : order.payments,
    points: order.points && totalPoints > 0 ? { ...order.points, amount: totalPoints } : null,
    failure: null,
  }
  const params = { reason, ...(refund ? { tender: refund.tender, amountMinor: refund.amountMinor } : {}) }
  return settle(order, withHistory(after, entryOf(act, params)), [
    postBalance(order, 'receivable', totalMinor - invoice.totalMinor, 'cancel'),
    ...(refund ? giveBack(order, refund.tender, excessMinor) : []),
    postBalance(order, 'points', order.totalPoints - totalPoints, 'release'),
    ...releaseRest(order),
    // A till that took the money gives nothing for what does not come.
    ...countOnReceipts(
      order,
      order.lines.map((line) => ({ lineId: line.id, quantityMilli: openMilli(line) })),
    ),
  ])
}

function withoutRest(line: OrderLine): OrderLine {
  const cancelledMilli = line.cancelledMilli + openMilli(line)
  return { ...line, cancelledMilli, amount: amountOf(line, line.quantityMilli - cancelledMilli) }
}

/** Less of what could be counted can be counted. */
function amountOf({ id, price }: OrderLine, milli: number): number {
  const amount = lineAmount(price, milli)
  if (amount === null) throw new Error(`The amount of line ${id} is too large`)
  return amount
}

export function totalsOf(lines: readonly OrderLine[]): Pick<Order, 'totalMinor' | 'totalPoints'> {
  const sum = (payWith: OrderLine['payWith']) =>
    sumAmounts(lines.filter((line) => line.payWith === payWith).map((line) => line.amount)) ?? 0
  return { totalMinor: sum('money'), totalPoints: sum('points') }
}

/** What the order would come to, for the dialog: the new sum, and what of the money would go back. */
export function afterCancelRest(order: Order): { totalMinor: number; excessMinor: number } {
  const { totalMinor } = totalsOf(order.lines.map(withoutRest))
  return { totalMinor, excessMinor: Math.max(0, (order.invoice?.paidMinor ?? 0) - totalMinor) }
}
