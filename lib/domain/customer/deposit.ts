/** B14: prepaid money is taken at the office and stands on the customer's deposit. The payment's id counts it once (GC5). */
import { accepted } from '../operation.ts'
import type { Decision, Facts, Posting } from '../operation.ts'
import type { Customer, Deposit } from './customer.ts'
import type { CustomerPayload } from './operations.ts'

/** Some weeks of one customer's prepayments: longer than any work waits on a device. */
const keptDeposits = 200

export function deposit(
  customer: Customer,
  payload: CustomerPayload<'customer.deposit'>,
  facts: Facts,
  at: number,
): Decision<Customer> {
  const { paymentId, tender, amountMinor } = payload
  if (isKnownDeposit(customer, payload)) return accepted(customer)
  const { id: by, name: byName } = facts.actor
  const taken: Deposit = { id: paymentId, tender, amountMinor, at, by, byName }
  const posting: Posting = {
    account: `balance/${customer.id}/deposit`,
    delta: amountMinor,
    floored: true,
    entry: 'deposit',
    ref: { kind: 'customer', id: customer.id },
  }
  const after = { ...customer, deposits: [...customer.deposits, taken].slice(-keptDeposits) }
  return accepted(after, { kind: 'post', postings: [posting] })
}

export const isKnownDeposit = ({ deposits }: Customer, { paymentId }: CustomerPayload<'customer.deposit'>): boolean =>
  deposits.some(({ id }) => id === paymentId)
