/**
 * For whom a record stands (GA5, GA6). A person signs in as the record that the phone belongs to; orders, prices and money
 * are those of the *account*: the record itself, or the customer it is joined to. An account is never joined itself, so
 * one step leads there.
 */
import type { Actor } from '../operation.ts'
import type { Customer } from './customer.ts'

export const accountOf = ({ id, joined }: Pick<Customer, 'id' | 'joined'>): string => joined?.customerId ?? id

/**
 * As what a customer's device may name this person: the record, the account, and accounts it had before. Work that was
 * done without a network names them still, and goes to the account of now. `record`: undefined or null where it is not
 * known; then only what the session says counts.
 */
export function ownAccount(
  actor: Actor,
  record: Customer | null | undefined,
): { account: string | null; named: readonly (string | null)[] } {
  if (!record) return { account: actor.customerId, named: [actor.customerId, actor.id] }
  const account = accountOf(record)
  return { account, named: [record.id, account, ...(record.formerAccounts ?? [])] }
}
