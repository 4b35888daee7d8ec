/** The customer as a noun of the trade: shape, role, whose record it is, rule — in this order. */
import { rolesFor } from '../access.ts'
import { doneAt } from '../done-at.ts'
import { accepted, refused } from '../operation.ts'
import type { Decision, Facts, Needs, Operation, Ref } from '../operation.ts'
import { readPayload } from '../noun.ts'
import { isPlainId } from '../text.ts'
import type { Noun } from '../noun.ts'
import { customerSchema } from './customer.ts'
import type { Customer } from './customer.ts'
import { deposit } from './deposit.ts'
import { edit, readPhones, register, removeAddress, setAddress } from './edit.ts'
import { customerPayloads } from './operations.ts'
import type { CustomerOperationKind, CustomerPayload } from './operations.ts'

export const customerNoun: Noun = {
  documentKind: 'customer',
  operations: Object.keys(customerPayloads),
  needs: customerNeeds,
  decide: (body, operation, facts) => decideCustomer(operation.kind as CustomerOperationKind, body, operation, facts), // safe: the table routes only these kinds here
  hasHappened: () => false,
  scopesOf: (ref) => ['customers', `customer:${ref.id}`],
  sortKeyOf: (ref, body) => `${(parseCustomer(body)?.name ?? '').toLowerCase().slice(0, 80)}:${ref.id}`,
}

function customerNeeds({ kind, payload }: Operation): Needs {
  const phones = (given: readonly string[]) => readPhones(given).filter((phone) => phone !== null)
  const documents: Ref[] = []
  if (kind === 'customer.register') {
    const read = readPayload(customerPayloads[kind], payload)
    if (read.kind === 'read') documents.push(...phones([read.data.phone]).map((id) => ({ kind: 'phone', id })))
  }
  if (kind === 'customer.edit') {
    const read = readPayload(customerPayloads[kind], payload)
    if (read.kind === 'read') {
      const { phones: given = [], priceTypeId } = read.data
      documents.push(...phones(given).map((id) => ({ kind: 'phone', id })))
      if (priceTypeId) documents.push({ kind: 'priceType', id: priceTypeId })
    }
  }
  return { documents, accounts: [] }
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
  if (own && actor.customerId !== id) return refused('notYours')

  if (kind === 'customer.register') {
    if (body !== null) return refused('alreadyExists')
    if (!isPlainId(id)) return refused('badRequest', { path: 'target.id' })
    return register(read.data as CustomerPayload<'customer.register'>, id, facts) // safe: read by this kind's schema
  }
  if (body === null) return refused('notFound')
  const customer = parseCustomer(body)
  if (!customer) {
    // Our fault, not the person's: on the server the operation is held, not refused (S22).
    if (facts.place === 'server') throw new Error(`The stored document customer/${id} is no customer`)
    return refused('badRequest', { path: 'document' })
  }
  const act = <Kind extends CustomerOperationKind>() => {
    const payload = read.data as CustomerPayload<Kind> // safe: read by this kind's schema
    return { customer, payload, facts, own }
  }
  switch (kind) {
    case 'customer.edit':
      return edit(act<'customer.edit'>())
    case 'customer.setAddress':
      return setAddress(act<'customer.setAddress'>())
    case 'customer.removeAddress':
      return removeAddress(act<'customer.removeAddress'>())
    case 'customer.match':
      return accepted(customer.matched ? customer : { ...customer, matched: true })
    case 'customer.deposit':
      return deposit(customer, act<'customer.deposit'>().payload, facts, doneAt(operation, facts))
  }
}

/** null: not a customer. Fields that a newer version has added are kept. */
function parseCustomer(body: unknown): Customer | null {
  return customerSchema.safeParse(body).success ? (body as Customer) : null // safe: it has just been checked
}
