/** B18, B25: money against the invoice that acceptance made, in parts if need be, with any tender, now or as a debt later. */
import { balanceOf } from '../knowledge.ts'
import { doneAt } from '../done-at.ts'
import { refused } from '../operation.ts'
import type { Decision, Refused } from '../operation.ts'
import { rolesFor } from '../access.ts'
import { balanceAccount, postBalance } from './ledger.ts'
import type { OrderPayload } from './operations.ts'
import type { Order, Payment } from './order.ts'
import { entryOf, settle, withHistory } from './order-act.ts'
import type { Act } from './order-act.ts'
import { paidOrder } from './paid-order.ts'

export function pay(act: Act<OrderPayload<'order.pay'>>): Decision<Order> {
  const { order, payload, facts, operation } = act
  const { invoice } = order
  const { paymentId, tender, amountMinor } = payload
  if (!invoice) return refused('notAccepted', { state: order.state })
  if (order.payments.some((known) => known.id === paymentId)) return refused('badRequest', { path: 'paymentId' })
  const dueMinor = invoice.totalMinor - invoice.paidMinor
  if (dueMinor <= 0) return paidRefusal(order)
  if (amountMinor === 0 || amountMinor > dueMinor) return refused('wrongAmount', { dueMinor })
  if (tender === 'deposit') {
    const refusal = depositRefusal(act)
    if (refusal) return refusal
  }

  const { id: by, name: byName } = facts.actor
  const at = doneAt(operation, facts)
  const payment: Payment = { id: paymentId, kind: 'payment', tender, amountMinor, at, by, byName }
  const { order: after, postings } = paidOrder(order, invoice, [payment])
  return settle(order, withHistory(after, entryOf(act, { tender, amountMinor })), [
    ...postings,
    ...(tender === 'deposit' ? [postBalance(order, 'deposit', -amountMinor, 'payment')] : []),
  ])
}

/** GC5: a second press with the same id is the first one, whatever has become of the order since. */
export const isKnownPayment = (order: Order, paymentId: string): boolean =>
  order.payments.some((payment) => payment.kind === 'payment' && payment.id === paymentId)

function paidRefusal(order: Order): Refused {
  const last = order.payments.findLast((payment) => payment.kind === 'payment')
  return last ? refused('alreadyPaid', { by: last.byName, at: last.at }) : refused('nothingToPay')
}

/** A driver takes cash and cards; the customer's deposit is spent by those who see it. */
function depositRefusal({ order, payload, facts, operation }: Act<OrderPayload<'order.pay'>>): Refused | null {
  if (rolesFor(facts.actor, operation.kind).every((role) => role === 'driver')) {
    return refused('tenderNotPossible', { tender: payload.tender })
  }
  const balanceMinor = balanceOf(facts, balanceAccount(order.customerId, 'deposit'))
  if (balanceMinor === undefined || balanceMinor >= payload.amountMinor) return null
  return refused('depositTooSmall', { balanceMinor, neededMinor: payload.amountMinor })
}
