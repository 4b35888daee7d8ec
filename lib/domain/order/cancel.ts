/** Three ways an order ends without goods: declined by staff, withdrawn by its customer, voided after acceptance. */
import { doneAt } from '../done-at.ts'
import { refused } from '../operation.ts'
import type { Decision, Posting, Refused } from '../operation.ts'
import { isBlank } from '../text.ts'
import { countOnReceipts, postBalance, releasePoints, takeBack } from './ledger.ts'
import type { OrderPayload } from './operations.ts'
import type { Order, Payment, Tender } from './order.ts'
import { entryOf, settle, stampOf, withHistory } from './order-act.ts'
import type { Act } from './order-act.ts'

/** B23: only until accepted. */
export function decline(act: Act<OrderPayload<'order.decline'>>): Decision<Order> {
  const reason = act.payload.reason.trim()
  return isBlank(reason) ? refused('reasonMissing') : endDraft(act, { reason })
}

/** GB6: the customer's own word; the order's state is the same as after a decline. */
export function withdraw(act: Act<OrderPayload<'order.withdraw'>>): Decision<Order> {
  return endDraft(act, {})
}

function endDraft(act: Act<unknown>, params: Record<string, string>): Decision<Order> {
  const { order } = act
  const after: Order = { ...order, state: 'declined', changed: stampOf(act.facts), points: released(order) }
  return settle(order, withHistory(after, entryOf(act, params)), releasePoints(order))
}

/** B24, GB2: the invoice is voided, paid money goes back as the dialog said, goods and points return. */
export function voidOrder(act: Act<OrderPayload<'order.void'>>): Decision<Order> {
  const { order, payload } = act
  const reason = payload.reason.trim()
  if (isBlank(reason)) return refused('reasonMissing')
  const paidMinor = order.invoice?.paidMinor ?? 0
  const refund = paidMinor > 0 ? refundOf(act, paidMinor) : null
  if (refund?.kind === 'refused') return refund
  const after: Order = {
    ...order,
    state: 'voided',
    changed: stampOf(act.facts),
    lines: order.lines.map((line) => ({ ...line, deliveredMilli: 0 })),
    invoice: order.invoice && { ...order.invoice, paidMinor: 0, state: 'voided', debtMinor: 0 },
    payments: refund ? [...order.payments, refund] : order.payments,
    points: released(order),
  }
  const params = { reason, ...(refund ? { tender: refund.tender, amountMinor: refund.amountMinor } : {}) }
  return settle(order, withHistory(after, entryOf(act, params)), [
    postBalance(order, 'receivable', -(order.invoice?.totalMinor ?? 0), 'void'),
    ...(refund ? giveBack(order, refund.tender, paidMinor) : []),
    ...releasePoints(order),
    ...takeBack(order),
    // Its money has gone back here: a till that took it gives nothing for these goods any more.
    ...countOnReceipts(
      order,
      order.lines.map((line) => ({ lineId: line.id, quantityMilli: line.quantityMilli - line.cancelledMilli })),
    ),
  ])
}

type Refunding = { refund: Tender | null; refundId: string | null }

/** How money goes back, as the dialog said. */
export function refundOf(act: Act<Refunding>, amountMinor: number): Payment | Refused {
  const { order, payload, facts, operation } = act
  const { refund: tender, refundId } = payload
  if (tender === null || refundId === null) return refused('refundTenderMissing', { paidMinor: amountMinor })
  if (order.payments.some((payment) => payment.id === refundId)) return refused('badRequest', { path: 'refundId' })
  const { id: by, name: byName } = facts.actor
  return { id: refundId, kind: 'refund', tender, amountMinor, at: doneAt(operation, facts), by, byName }
}

export function giveBack(order: Order, tender: Tender, amountMinor: number): Posting[] {
  const back = postBalance(order, 'receivable', amountMinor, 'refund')
  return tender === 'deposit' ? [back, postBalance(order, 'deposit', amountMinor, 'refund')] : [back]
}

const released = (order: Order): Order['points'] => order.points && { ...order.points, state: 'released' }
