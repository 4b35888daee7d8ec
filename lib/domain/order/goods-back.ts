/**
 * Goods that come back, as the order sees it: at the desk (`order.return`) or over the counter on the receipt that paid the
 * order. Both count on the same lines, so nothing comes back twice. The line keeps what was delivered and says how much of
 * it came back; its amount, the invoice and the points shrink by what that came to, in parts that add up to the line.
 */
import { lineAmount } from '../money.ts'
import { refused } from '../operation.ts'
import type { Posting, Refused } from '../operation.ts'
import { partOf } from '../part-of.ts'
import { totalsOf } from './cancel-rest.ts'
import { postBalance } from './ledger.ts'
import type { GoodsBack, Order, OrderLine, Payment } from './order.ts'

export type LineBack = {
  lineId: string
  quantityMilli: number
  /** What a till has given back for it already; missing: what the line says. */
  amountMinor?: number
}

export const returnableMilli = (line: OrderLine): number => line.deliveredMilli - (line.returnedMilli ?? 0)

/** What the order comes to with these goods back, before anybody asks about the money. */
export type Taken = { lines: OrderLine[]; creditMinor: number; creditPoints: number; debtMinor: number }

export function takeBackGoods(order: Order, backs: readonly LineBack[]): Taken | Refused {
  const wanted = new Map(backs.map((back) => [back.lineId, back]))
  if (wanted.size < backs.length) return refused('badRequest', { path: 'lines' })
  for (const { lineId, quantityMilli } of backs) {
    const line = order.lines.find(({ id }) => id === lineId)
    if (!line) return refused('unknownLine')
    const leftMilli = returnableMilli(line)
    if (quantityMilli > leftMilli) return refused('moreThanSold', { product: line.name, leftMilli })
  }
  const lines = order.lines.map((line) => {
    const back = wanted.get(line.id)
    return back ? without(line, back) : line
  })
  const before = totalsOf(order.lines)
  const after = totalsOf(lines)
  const creditMinor = before.totalMinor - after.totalMinor
  return {
    lines,
    creditMinor,
    creditPoints: before.totalPoints - after.totalPoints,
    debtMinor: Math.min(creditMinor, order.invoice?.debtMinor ?? 0),
  }
}

function without(line: OrderLine, { quantityMilli, amountMinor }: LineBack): OrderLine {
  const returned = line.returnedMilli ?? 0
  const soldMilli = line.quantityMilli - line.cancelledMilli
  const sold = { quantityMilli: soldMilli, amountMinor: lineAmount(line.price, soldMilli) ?? line.amount }
  const amount = amountMinor ?? partOf(sold, returned, quantityMilli)
  // The last part takes what is left, whatever a till made of the parts before.
  const isLast = amountMinor === undefined && returned + quantityMilli === soldMilli
  return {
    ...line,
    returnedMilli: returned + quantityMilli,
    amount: isLast ? 0 : Math.max(0, line.amount - amount),
  }
}

const keptReturns = 20

/** The order without them: `refunds` went back to the customer, the rest of the credit lessened the debt. */
export function orderAfterReturn(
  order: Order,
  { lines, creditMinor, creditPoints }: Taken,
  { refunds, record }: { refunds: readonly Payment[]; record: Omit<GoodsBack, 'amountMinor' | 'points'> },
): { order: Order; postings: Posting[] } {
  const { invoice } = order
  if (!invoice) throw new Error(`Order ${order.id} is ${order.state} and has no invoice`)
  const refundMinor = refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  const debtCutMinor = creditMinor - refundMinor
  const { totalMinor, totalPoints } = totalsOf(lines)
  const paidMinor = invoice.paidMinor - refundMinor
  const back: GoodsBack = { ...record, amountMinor: creditMinor, points: creditPoints }
  const after: Order = {
    ...order,
    lines,
    totalMinor,
    totalPoints,
    invoice: {
      totalMinor,
      paidMinor,
      state: paidMinor === totalMinor ? 'paid' : 'unpaid',
      debtMinor: invoice.debtMinor - debtCutMinor,
    },
    payments: [...order.payments, ...refunds],
    points: order.points && totalPoints > 0 ? { ...order.points, amount: totalPoints } : null,
    returns: [...(order.returns ?? []), back].slice(-keptReturns),
  }
  return {
    order: after,
    postings: [
      postBalance(order, 'receivable', refundMinor - creditMinor, 'return'),
      postBalance(order, 'debt', -debtCutMinor, 'return'),
      postBalance(order, 'points', creditPoints, 'return'),
    ],
  }
}
