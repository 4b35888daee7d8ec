/** What must be known before an act on a customer can be decided. Later rounds name what the earlier ones revealed. */
import { priceId } from '../catalogue/catalogue.ts'
import { readPayload } from '../noun.ts'
import type { Account, Facts, Needs, Operation, Ref } from '../operation.ts'
import { balanceAccount } from '../order/ledger.ts'
import { openOrdersRef } from '../order/open-orders.ts'
import type { Order } from '../order/order.ts'
import { priceTypeOf } from '../order/submit.ts'
import { accountOf } from './account.ts'
import type { Customer, Settings } from './customer.ts'
import { readPhones } from './edit.ts'
import { credits, mostOpenOrders, openOrderIds } from './join.ts'
import { customerPayloads } from './operations.ts'
import { goesToAccount } from './redirect.ts'

const ref = (kind: string, id: string): Ref => ({ kind, id })

export function customerNeeds(operation: Operation, body: unknown, known: Facts['document']): Needs {
  const { kind, payload } = operation
  switch (kind) {
    case 'customer.register':
    case 'customer.edit':
    case 'customer.setAddress':
    case 'customer.removeAddress':
    case 'customer.deposit': {
      const documents = namedBy(kind, payload)
      const elsewhere = redirectNeeds(operation, body as Customer | null, known) // safe: written by decide, by this schema
      return { documents: [...documents, ...elsewhere.documents], accounts: [], locked: elsewhere.locked }
    }
    case 'customer.join': {
      const read = readPayload(customerPayloads[kind], payload)
      return read.kind === 'read' ? remapNeeds(operation.target.id, read.data.customerId, body, known) : nothing
    }
    case 'customer.separate':
      return remapNeeds(operation.target.id, operation.target.id, body, known)
    default:
      return nothing
  }
}

const nothing: Needs = { documents: [], accounts: [] }

function namedBy(kind: string, payload: unknown): Ref[] {
  const phones = (given: readonly string[]): Ref[] =>
    readPhones(given).flatMap((phone) => (phone === null ? [] : [ref('phone', phone)]))
  if (kind === 'customer.register') {
    const read = readPayload(customerPayloads[kind], payload)
    return read.kind === 'read' ? phones([read.data.phone]) : []
  }
  if (kind !== 'customer.edit') return []
  const read = readPayload(customerPayloads[kind], payload)
  if (read.kind === 'refused') return []
  const { phones: given = [], priceTypeId } = read.data
  return [...phones(given), ...(priceTypeId ? [ref('priceType', priceTypeId)] : [])]
}

/** The record of whoever acts, and the account to which the act goes in place of its target. */
function redirectNeeds({ kind, target, actorId }: Operation, body: Customer | null, known: Facts['document']) {
  const documents: Ref[] = []
  const locked: Ref[] = []
  const add = (record: Customer | null | undefined): void => {
    if (!record?.joined) return
    const account = ref('customer', accountOf(record))
    documents.push(account)
    locked.push(account)
  }
  if (goesToAccount(kind)) add(body)
  if (kind !== 'customer.register' && actorId !== target.id) {
    const actor = ref('customer', actorId)
    documents.push(actor)
    const record = known(actor) as Customer | null | undefined // safe: as above
    if (record?.formerAccounts?.includes(target.id)) {
      const account = ref('customer', accountOf(record))
      documents.push(account)
      locked.push(account)
    }
  }
  return { documents, locked }
}

function remapNeeds(id: string, to: string, body: unknown, known: Facts['document']): Needs {
  // Safe: these documents are written by decide and the importer, by these schemas.
  const from = (body as Customer | null)?.joined?.customerId ?? id
  const list = openOrdersRef(from)
  const listed = openOrderIds(known(list))
  const orders = listed.length > mostOpenOrders ? [] : listed.map((each) => ref('order', each))
  const customers = [...new Set([from, to])].filter((each) => each !== id).map((each) => ref('customer', each))
  const settings = ref('settings', 'organisation')
  const target = (to === id ? body : known(ref('customer', to))) as Customer | null | undefined
  const priceTypeId = priceTypeOf(target, known(settings) as Settings | null | undefined)
  const drafts = orders.flatMap((each) => {
    const order = known(each) as Order | null | undefined
    return order?.state === 'draft' && order.priceTypeId !== priceTypeId ? [order] : []
  })
  const products = new Set(drafts.flatMap(({ lines }) => lines.map(({ productId }) => productId)))
  const prices = priceTypeId ? [...products].map((product) => ref('price', priceId(priceTypeId, product))) : []
  const accounts = [...new Set([id, from])].flatMap((owner) =>
    credits.map((name): Account => balanceAccount(owner, name)),
  )
  return {
    documents: [...customers, settings, list, ...orders, ...prices],
    accounts,
    locked: [...customers, ...orders],
    holds: [{ ref: ref('customer', id), how: 'alone' }],
  }
}
