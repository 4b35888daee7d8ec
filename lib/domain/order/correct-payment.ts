/**
 * Cash was pressed and a card was meant: the payment is taken back by its own tender and stands anew by the right one, in the
 * sums of whoever took it. The invoice does not move. What a till took stands on its receipt and in its Z, and is mended there.
 */
import { balanceOf } from '../knowledge.ts'
import { doneAt } from '../done-at.ts'
import { refused } from '../operation.ts'
import type { Decision } from '../operation.ts'
import { balanceAccount, postBalance } from './ledger.ts'
import type { OrderPayload } from './operations.ts'
import type { Order, Payment } from './order.ts'
import { entryOf, settle, unchanged, withHistory } from './order-act.ts'
import type { Act } from './order-act.ts'

export function correctPayment(act: Act<OrderPayload<'order.correctPayment'>>): Decision<Order> {
  const { order, payload, facts, operation } = act
  const { paymentId, correctionId, tender } = payload
  const payment = order.payments.find(({ id, kind }) => id === paymentId && kind === 'payment')
  if (!payment) return refused('badRequest', { path: 'paymentId' })
  if (payment.tender === tender) return unchanged(order)
  const before = order.payments.find(({ corrects }) => corrects === paymentId)
  if (before) return refused('alreadyCorrected', { by: before.byName, at: before.at })
  if (payment.receiptId !== undefined) return refused('paidAtTill')
  if (order.payments.some(({ id }) => id === correctionId)) return refused('badRequest', { path: 'correctionId' })
  const { amountMinor, by, byName } = payment
  if (tender === 'deposit') {
    const balanceMinor = balanceOf(facts, balanceAccount(order.customerId, 'deposit'))
    if (balanceMinor !== undefined && balanceMinor < amountMinor)
      return refused('depositTooSmall', { balanceMinor, neededMinor: amountMinor })
  }
  const at = doneAt(operation, facts)
  const same = { amountMinor, at, by, byName }
  const back: Payment = {
    id: `${correctionId}/back`,
    kind: 'refund',
    tender: payment.tender,
    ...same,
    corrects: paymentId,
  }
  const anew: Payment = { id: correctionId, kind: 'payment', tender, ...same }
  const after: Order = { ...order, payments: [...order.payments, back, anew] }
  const toDeposit = payment.tender === 'deposit' ? amountMinor : tender === 'deposit' ? -amountMinor : 0
  return settle(order, withHistory(after, entryOf(act, { amountMinor, from: payment.tender, tender })), [
    postBalance(order, 'deposit', toDeposit, 'correction'),
  ])
}

/** GC5: a second press with the same id is the first one. */
export const isKnownCorrection = (order: Order, correctionId: string): boolean =>
  order.payments.some(({ id, kind }) => kind === 'payment' && id === correctionId)

/** It stands as it was pressed: nobody has corrected it, and no till has it in its books. */
export const isCorrectable = (order: Order, payment: Payment): boolean =>
  payment.kind === 'payment' &&
  payment.receiptId === undefined &&
  !order.payments.some(({ corrects }) => corrects === payment.id)
