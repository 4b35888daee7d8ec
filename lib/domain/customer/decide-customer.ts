/** The customer as a noun of the trade: shape, role, whose record it is, rule — in this order. */
import { rolesFor } from '../access.ts'
import { doneAt } from '../done-at.ts'
import { accepted, refused } from '../operation.ts'
import type { Decision, Facts, Operation } from '../operation.ts'
import { readPayload } from '../noun.ts'
import { damaged } from '../damaged.ts'
import { isPlainId } from '../text.ts'
import type { Noun } from '../noun.ts'
import { customerSchema } from './customer.ts'
import type { Customer } from './customer.ts'
import { deposit, isKnownDeposit } from './deposit.ts'
import { documentOf } from '../knowledge.ts'
import { accountOf, ownAccount } from './account.ts'
import { customerNeeds } from './customer-needs.ts'
import { edit, register, removeAddress, setAddress } from './edit.ts'
import { alreadyJoined, join, separate } from './join.ts'
import { customerPayloads } from './operations.ts'
import type { CustomerOperationKind, CustomerPayload } from './operations.ts'
import { goesToAccount, insteadOf } from './redirect.ts'

export const customerNoun: Noun = {
  documentKind: 'customer',
  operations: Object.keys(customerPayloads),
  needs: customerNeeds,
  decide: (body, operation, facts) => decideCustomer(operation.kind as CustomerOperationKind, body, operation, facts), // safe: the table routes only these kinds here
  hasHappened: () => false,
  scopesOf: (ref) => ['customers', `customer:${ref.id}`],
  sortKeyOf: (ref, body) => `${(parseCustomer(body)?.name ?? '').toLowerCase().slice(0, 80)}:${ref.id}`,
}

function decideCustomer(
  kind: CustomerOperationKind,
  body: unknown,
  operation: Operation,
  facts: Facts,
): Decision<Customer> {
  const read = readPayload(customerPayloads[kind], operation.payload)
  if (read.kind === 'refused') return read
  const { actor } = facts
  const roles = rolesFor(actor, kind)
  if (roles.length === 0) return refused('notAllowed')
  const { id } = operation.target
  const own = roles.every((role) => role === 'customer')
  const record = own && actor.id !== id ? documentOf<Customer>(facts, 'customer', actor.id) : undefined
  if (own && actor.id !== id && !ownAccount(actor, record).named.includes(id)) return refused('notYours')

  if (kind === 'customer.register') {
    if (body !== null) return refused('alreadyExists')
    if (!isPlainId(id)) return refused('badRequest', { path: 'target.id' })
    return register(read.data as CustomerPayload<'customer.register'>, id, facts) // safe: read by this kind's schema
  }
  if (body === null) return refused('notFound')
  const customer = parseCustomer(body)
  if (!customer) return damaged(operation.target, facts.place)
  const account = record?.formerAccounts?.includes(id)
    ? accountOf(record)
    : goesToAccount(kind)
      ? accountOf(customer)
      : id
  if (account === id) return actOn(kind, { customer, payload: read.data, operation, facts, own })
  if (kind === 'customer.deposit' && isKnownDeposit(customer, read.data as CustomerPayload<'customer.deposit'>))
    return accepted(customer)
  const other = documentOf<Customer>(facts, 'customer', account)
  // Not on this device: the server will say.
  if (!other) return facts.place === 'server' ? refused('notFound') : accepted(customer)
  return insteadOf(customer, other, actOn(kind, { customer: other, payload: read.data, operation, facts, own }))
}

type Act = { customer: Customer; payload: unknown; operation: Operation; facts: Facts; own: boolean }

function actOn(kind: Exclude<CustomerOperationKind, 'customer.register'>, act: Act): Decision<Customer> {
  const { customer, operation, facts } = act
  const typed = <Kind extends CustomerOperationKind>() => act as Act & { payload: CustomerPayload<Kind> } // safe: read by this kind's schema
  switch (kind) {
    case 'customer.edit':
      return edit(typed<'customer.edit'>())
    case 'customer.setAddress':
      return setAddress(typed<'customer.setAddress'>())
    case 'customer.removeAddress':
      return removeAddress(typed<'customer.removeAddress'>())
    case 'customer.match':
      if (customer.joined) return alreadyJoined(customer.joined)
      return accepted(customer.matched ? customer : { ...customer, matched: true })
    case 'customer.join':
      return join(typed<'customer.join'>())
    case 'customer.separate':
      return separate(typed<'customer.separate'>())
    case 'customer.deposit':
      return deposit(customer, typed<'customer.deposit'>().payload, facts, doneAt(operation, facts))
  }
}

/** null: not a customer. Fields that a newer version has added are kept. */
function parseCustomer(body: unknown): Customer | null {
  return customerSchema.safeParse(body).success ? (body as Customer) : null // safe: it has just been checked
}
