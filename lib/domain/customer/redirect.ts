/**
 * Work that names a record or an account of before a re-mapping (GA6): done without a network, or while somebody else
 * joined. It goes to the account of now, beside its target, which stays as it is; nothing of it is lost.
 */
import { accepted } from '../operation.ts'
import type { Decision } from '../operation.ts'
import type { Customer } from './customer.ts'

/** Addresses and money are the account's. Name, phones and e-mail are the record's own: it is what the person signs in as. */
export const goesToAccount = (kind: string): boolean =>
  kind === 'customer.setAddress' || kind === 'customer.removeAddress' || kind === 'customer.deposit'

/** The answer of a rule that was asked about `account`, as the answer to an act on `target`. */
export function insteadOf(target: Customer, account: Customer, decision: Decision<Customer>): Decision<Customer> {
  if (decision.kind === 'refused') return decision
  if (decision.body === account) return accepted(target)
  const ref = { kind: 'customer', id: account.id }
  return accepted(target, { kind: 'change', ref, body: decision.body }, ...decision.effects)
}
