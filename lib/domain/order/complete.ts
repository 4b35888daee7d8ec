/** B19, B26, GB1: everything is delivered and the order ends; what is not paid becomes a debt (B20). */
import { rolesFor } from '../access.ts'
import { refused } from '../operation.ts'
import type { Decision, Posting, Refused } from '../operation.ts'
import { acceptedOrder, customerRefusal } from './accept.ts'
import { completedOrder } from './deliver.ts'
import type { OrderPayload } from './operations.ts'
import type { Order } from './order.ts'
import { entryOf, settle, stampOf, withHistory } from './order-act.ts'
import type { Act } from './order-act.ts'

export function complete(act: Act<OrderPayload<'order.complete'>>): Decision<Order> {
  const { order, facts } = act
  const start = order.state === 'draft' ? acceptFirst(act) : { order, postings: [] }
  if ('kind' in start) return start
  const { order: after, debtMinor, postings } = completedOrder(start.order, facts)
  const entry = entryOf(act, debtMinor > 0 ? { debtMinor } : {})
  return settle(order, withHistory(after, entry), [...start.postings, ...postings])
}

/** GB1, for those who may accept. A driver waits for the office. */
function acceptFirst(act: Act<unknown>): { order: Order; postings: Posting[] } | Refused {
  const { order, facts } = act
  if (rolesFor(facts.actor, 'order.accept').length === 0) return refused('notAccepted', { state: order.state })
  const refusal = customerRefusal(order, facts)
  if (refusal) return refusal
  const start = acceptedOrder(order, stampOf(facts))
  return { ...start, order: withHistory(start.order, { ...entryOf(act), what: 'accept' }) }
}
