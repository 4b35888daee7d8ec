/** B22, E07: accepted, an unpaid invoice and the reserve come into being together or not at all. */
import { documentOf } from '../knowledge.ts'
import { refused } from '../operation.ts'
import type { Customer } from '../customer/customer.ts'
import type { Decision, Facts, Posting, Refused } from '../operation.ts'
import { postBalance, reserve, takePoints } from './ledger.ts'
import type { OrderPayload } from './operations.ts'
import type { Order, Stamp } from './order.ts'
import { entryOf, settle, stampOf, withHistory } from './order-act.ts'
import type { Act } from './order-act.ts'

export function accept(act: Act<OrderPayload<'order.accept'>>): Decision<Order> {
  const refusal = customerRefusal(act.order, act.facts)
  if (refusal) return refusal
  const { order, postings } = acceptedOrder(act.order, stampOf(act.facts))
  return settle(act.order, withHistory(order, entryOf(act)), postings)
}

/** GA5: an order of a customer whom nobody has matched stays draft, also when a person presses "accept". */
export function customerRefusal(order: Order, facts: Facts): Refused | null {
  const customer = documentOf<Customer>(facts, 'customer', order.customerId)
  if (customer === undefined) return null
  if (customer === null) return refused('unknownCustomer')
  return customer.matched ? null : refused('customerUnmatched')
}

/** An order of points lines only has nothing to pay: its invoice is paid from the start. */
export function acceptedOrder(order: Order, changed: Stamp): { order: Order; postings: Posting[] } {
  return {
    order: {
      ...order,
      state: 'accepted',
      changed,
      invoice: {
        totalMinor: order.totalMinor,
        paidMinor: 0,
        state: order.totalMinor === 0 ? 'paid' : 'unpaid',
        debtMinor: 0,
      },
      points: order.points && { ...order.points, state: 'taken' },
    },
    postings: [postBalance(order, 'receivable', order.totalMinor, 'invoice'), ...takePoints(order), ...reserve(order)],
  }
}
