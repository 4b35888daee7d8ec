/** B17, B19, B21 and the driver's day: what was handed over, under way, not delivered. */
import { documentOf } from '../knowledge.ts'
import { doneAt } from '../done-at.ts'
import { refused } from '../operation.ts'
import type { Product } from '../catalogue/catalogue.ts'
import type { Decision, Facts, Posting } from '../operation.ts'
import { isWhole } from '../quantity.ts'
import { orNothing, shortened } from '../text.ts'
import { issue, openMilli, postBalance } from './ledger.ts'
import type { OrderPayload } from './operations.ts'
import type { Order, OrderLine } from './order.ts'
import { entryOf, entryTextLength, settle, stampOf, unchanged, withHistory } from './order-act.ts'
import type { Act } from './order-act.ts'

/** Absolute: "so much in all", so that doing it twice changes nothing and a slip can be mended downwards. */
export function deliverLine(act: Act<OrderPayload<'order.deliverLine'>>): Decision<Order> {
  const { order, payload, facts } = act
  const line = order.lines.find((candidate) => candidate.id === payload.lineId)
  if (!line) return refused('unknownLine')
  const { deliveredMilli } = payload
  if (deliveredMilli > line.quantityMilli - line.cancelledMilli)
    return refused('moreThanOrdered', { product: line.name })
  const product = documentOf<Product>(facts, 'product', line.productId)
  if (product && !product.fractional && !isWhole(deliveredMilli)) {
    return refused('wrongQuantity', { product: line.name })
  }
  if (deliveredMilli === line.deliveredMilli) return unchanged(order)

  const begins = order.state === 'accepted' && order.driverId !== null && deliveredMilli > 0
  const after: Order = {
    ...order,
    ...(begins ? { state: 'inDelivery', changed: stampOf(facts) } : {}),
    lines: order.lines.map((each) => (each === line ? { ...line, deliveredMilli } : each)),
    failure: deliveredMilli > 0 ? null : order.failure,
  }
  const entry = entryOf(act, { product: line.name, deliveredMilli })
  return settle(order, withHistory(after, entry), issue(order, line, deliveredMilli - line.deliveredMilli))
}

export function startDelivery(act: Act<OrderPayload<'order.startDelivery'>>): Decision<Order> {
  const { order, facts } = act
  if (order.driverId === null) return refused('unknownDriver')
  if (order.state === 'inDelivery') return unchanged(order)
  return settle(order, withHistory({ ...order, state: 'inDelivery', changed: stampOf(facts) }, entryOf(act)))
}

/** The order stays where it is in its day; the office sees the reason and decides what next. */
export function failDelivery(act: Act<OrderPayload<'order.failDelivery'>>): Decision<Order> {
  const { order, payload, facts, operation } = act
  const note = orNothing(payload.note)
  const { id: by, name: byName } = facts.actor
  const failure = { reason: payload.reason, note, at: doneAt(operation, facts), by, byName }
  const entry = entryOf(act, {
    reason: payload.reason,
    ...(note === null ? {} : { note: shortened(note, entryTextLength) }),
  })
  return settle(order, withHistory({ ...order, failure }, entry))
}

/**
 * B19, B20: everything that stands on it is delivered, and what is not paid is a debt. The history is written by whoever
 * ended it.
 */
export function completedOrder(order: Order, facts: Facts): { order: Order; debtMinor: number; postings: Posting[] } {
  const { invoice } = order
  if (!invoice) throw new Error(`Order ${order.id} is ${order.state} and has no invoice`)
  const debtMinor = invoice.totalMinor - invoice.paidMinor
  return {
    order: {
      ...order,
      state: 'completed',
      changed: stampOf(facts),
      lines: order.lines.map(deliveredInFull),
      invoice: { ...invoice, debtMinor },
      failure: null,
    },
    debtMinor,
    postings: [
      ...order.lines.flatMap((line) => issue(order, line, openMilli(line))),
      postBalance(order, 'debt', debtMinor, 'debt'),
    ],
  }
}

const deliveredInFull = (line: OrderLine): OrderLine => ({
  ...line,
  deliveredMilli: line.quantityMilli - line.cancelledMilli,
})
