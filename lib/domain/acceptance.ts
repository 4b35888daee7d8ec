/**
 * GA2: may this order be accepted by itself? One pure function: *accepted because…* or *draft because…*. A prohibition
 * wins over everything (A19, GA1); then what a person should look at speaks before what merely did not allow it.
 */
import type { AcceptanceReason } from './order/order.ts'

export type AcceptanceQuestion = {
  /** The order's address in the customer's record. null: none, or not the one an operator has seen (A15). */
  address: { autoAccept: boolean; neverAutoAccept: boolean } | null
  /** GE5: a price differs from what the customer saw. */
  priceChanged: boolean
  /** GA5. */
  customerMatched: boolean
  /** E09. */
  priceListConfirms: boolean
  stockMissing: boolean
  /** B15: the way the customer wants to pay is offered, and a deposit suffices. */
  intentPossible: boolean
}

export type Acceptance = { automatic: boolean; reason: AcceptanceReason }

export function acceptance(question: AcceptanceQuestion): Acceptance {
  const draft = (reason: AcceptanceReason): Acceptance => ({ automatic: false, reason })
  const { address } = question
  if (address?.neverAutoAccept) return draft('addressForbids')
  if (question.priceChanged) return draft('priceChanged')
  if (!question.customerMatched) return draft('customerUnmatched')
  if (address === null) return draft('addressUnknown')
  if (!address.autoAccept && !question.priceListConfirms) return draft('noRule')
  if (question.stockMissing) return draft('stockMissing')
  if (!question.intentPossible) return draft('intentNotPossible')
  return { automatic: true, reason: address.autoAccept ? 'addressAllows' : 'priceListConfirms' }
}
