/**
 * An order paid at the counter (decision 012). A till takes the money with the order as it knew it; here the order takes of
 * it what fits, as it is now. Nothing is refused: the money lies in the drawer, and the goods may be out of the door.
 *
 *     money of the receipt = paid on the order + price of goods beyond the order + onto the customer's deposit
 *
 * The last two are nothing where the order is as the till knew it. Otherwise the receipt says why, for the office to look at.
 */
import { documentOf } from '../knowledge.ts'
import type { Customer } from '../customer/customer.ts'
import type { Effect, Facts, Posting } from '../operation.ts'
import { acceptedOrder, customerRefusal } from './accept.ts'
import { balanceAccount, stockAccount } from './ledger.ts'
import { completedOrder } from './deliver.ts'
import type { Order, Tender } from './order.ts'
import { paidOrder, paymentsOf } from './paid-order.ts'
import { stampOf, withHistory } from './order-act.ts'
import { dueMinor } from './due.ts'
import { isOpen, isUnderWay } from './states.ts'

/** The scope of the orders that a till can take money for. */
export const counterScope = 'counter'

/** Open, or delivered and not paid: what a cashier may be asked for. */
export const isForCounter = (order: Order): boolean => isOpen(order) || dueMinor(order) > 0

export type CounterLine = {
  /** The order's line. */
  id: string
  productId: string | null
  stocked: boolean
  quantityMilli: number
  amountMinor: number
}

export type CounterReceipt = {
  id: string
  totalMinor: number
  tenders: readonly { tender: Tender; amountMinor: number }[]
  lines: readonly CounterLine[]
  handedOver: boolean
  at: number
}

/** Why the order did not take everything. `changed`: it is no longer what the till had taken up. */
export const misfits = ['alreadyPaid', 'alreadyFinished', 'notAccepted', 'changed'] as const
export type Misfit = (typeof misfits)[number]

export type CounterFit = {
  /** Paid on the order. */
  appliedMinor: number
  /** Goods that left beyond what the order holds, by line: sold by the receipt alone. */
  beyondMilli: Record<string, number>
  /** Their price, as far as it was paid. */
  goodsMinor: number
  /** Neither: it stands on the customer's deposit until somebody has asked the customer. */
  depositMinor: number
  /** Goods that left and nobody paid. */
  shortMinor: number
  /** null: everything fits. */
  reason: Misfit | null
}

export type AtCounter = { order: Order; fit: CounterFit; effects: Effect[] }

export function takeAtCounter(before: Order, receipt: CounterReceipt, facts: Facts): AtCounter {
  const start = opened(before, receipt, facts)
  const { order } = start
  const takes = order.state !== 'draft' && order.state !== 'declined' && order.state !== 'voided'
  const appliedMinor = takes ? Math.min(receipt.totalMinor, dueMinor(order)) : 0
  const paid = payOn(order, receipt, appliedMinor, facts)
  const wasOpen = isUnderWay(order)
  const done =
    takes && wasOpen && receipt.handedOver ? completed(paid.order, receipt, facts) : { order: paid.order, postings: [] }

  const beyond = receipt.handedOver ? goodsBeyond(receipt, takes ? order : null) : []
  const goodsPriceMinor = beyond.reduce((sum, { priceMinor }) => sum + priceMinor, 0)
  const surplusMinor = receipt.totalMinor - appliedMinor
  const goodsMinor = Math.min(surplusMinor, goodsPriceMinor)
  const depositMinor = surplusMinor - goodsMinor
  const fit: CounterFit = {
    appliedMinor,
    beyondMilli: Object.fromEntries(beyond.map(({ line, milli }) => [line.id, milli])),
    goodsMinor,
    depositMinor,
    shortMinor: goodsPriceMinor - goodsMinor,
    reason: null,
  }
  fit.reason = misfitOf(before, { takes, wasOpen, receipt, fit })

  const postings: Posting[] = [
    ...start.postings,
    ...paid.postings,
    ...done.postings,
    {
      account: balanceAccount(order.customerId, 'deposit'),
      delta: depositMinor,
      floored: true,
      entry: 'surplus',
      ref: { kind: 'receipt', id: receipt.id },
    },
    ...beyond.map(({ line, milli }): Posting => ({
      account: stockAccount(line.productId ?? '', 'issued'),
      delta: line.stocked && line.productId !== null ? milli : 0,
      floored: false,
      entry: 'sale',
      ref: { kind: 'receipt', id: receipt.id },
    })),
  ].filter(({ delta }) => delta !== 0)
  const after = done.order
  return {
    order: after,
    fit,
    effects: [
      ...(after === before ? [] : [{ kind: 'change' as const, ref: { kind: 'order', id: after.id }, body: after }]),
      ...(postings.length > 0 ? [{ kind: 'post' as const, postings }] : []),
      ...(after.state === before.state ? [] : [{ kind: 'publish' as const, order: after.id, state: after.state }]),
    ],
  }
}

/** GB1: goods handed over accept the order that they are of, unless its customer waits to be matched (GA5). */
function opened(
  before: Order,
  { handedOver, at }: CounterReceipt,
  facts: Facts,
): { order: Order; postings: Posting[] } {
  const known = documentOf<Customer>(facts, 'customer', before.customerId)
  const mayAccept = before.state === 'draft' && handedOver && known !== null && customerRefusal(before, facts) === null
  if (!mayAccept) return { order: before, postings: [] }
  const start = acceptedOrder(before, stampOf(facts))
  return { ...start, order: withHistory(start.order, entry('accept', {}, { at, facts })) }
}

/** The deposit that a receipt is paid from is posted by the receipt. */
function payOn(
  order: Order,
  receipt: CounterReceipt,
  appliedMinor: number,
  facts: Facts,
): { order: Order; postings: Posting[] } {
  const { invoice } = order
  if (!invoice || appliedMinor === 0) return { order, postings: [] }
  const payments = paymentsOf(receipt, { kind: 'payment', mostMinor: appliedMinor, facts })
  const entries = payments.map(({ tender, amountMinor }) =>
    entry('pay', { tender, amountMinor }, { at: receipt.at, facts }),
  )
  const paid = paidOrder(order, invoice, payments)
  return { ...paid, order: withHistory(paid.order, ...entries) }
}

function completed(order: Order, { at }: CounterReceipt, facts: Facts): { order: Order; postings: Posting[] } {
  const { order: after, debtMinor, postings } = completedOrder(order, facts)
  return {
    order: withHistory(after, entry('complete', debtMinor > 0 ? { debtMinor } : {}, { at, facts })),
    postings,
  }
}

type Beyond = { line: CounterLine; milli: number; priceMinor: number }

/** Handed over by the receipt, and not (or no longer) on the order. `order` null: it takes nothing. */
function goodsBeyond({ lines }: CounterReceipt, order: Order | null): Beyond[] {
  return lines.flatMap((line) => {
    const own = order?.lines.find(({ id }) => id === line.id)
    const milli = line.quantityMilli - (own ? own.quantityMilli - own.cancelledMilli : 0)
    if (milli <= 0) return []
    return [{ line, milli, priceMinor: own ? Math.max(0, line.amountMinor - own.amount) : line.amountMinor }]
  })
}

function misfitOf(
  before: Order,
  { takes, wasOpen, receipt, fit }: { takes: boolean; wasOpen: boolean; receipt: CounterReceipt; fit: CounterFit },
): Misfit | null {
  if (!takes) return before.state === 'draft' ? 'notAccepted' : 'alreadyFinished'
  // Somebody else has ended it, and the goods went over the counter as well.
  if (receipt.handedOver && !wasOpen) return 'alreadyFinished'
  // Also goods that the till gave no price: they left, and the order does not hold them.
  if (Object.keys(fit.beyondMilli).length > 0) return 'changed'
  return fit.appliedMinor === receipt.totalMinor ? null : 'alreadyPaid'
}

function entry(what: string, params: Record<string, string | number>, { at, facts }: { at: number; facts: Facts }) {
  return { at, by: facts.actor.id, byName: facts.actor.name, what, params }
}
