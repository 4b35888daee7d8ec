/** What must be known before an act on an order can be decided. Later rounds name what the earlier ones revealed. */
import { accountOf } from '../customer/account.ts'
import type { Customer, Settings } from '../customer/customer.ts'
import { priceId } from '../catalogue/catalogue.ts'
import { readPayload } from '../noun.ts'
import type { Facts, Needs, Operation, Ref } from '../operation.ts'
import { balanceAccount, stockAccount } from './ledger.ts'
import { orderPayloads } from './operations.ts'
import type { OrderPayload } from './operations.ts'
import { parseOrder } from './parse-order.ts'
import { priceTypeOf } from './submit.ts'

const nothing: Needs = { documents: [], accounts: [] }
const ref = (kind: string, id: string): Ref => ({ kind, id })
const documents = (...refs: Ref[]): Needs => ({ documents: refs, accounts: [] })

export function orderNeeds(operation: Operation, body: unknown, known: Facts['document']): Needs {
  if (operation.kind === 'order.submit') {
    const payload = readPayload(orderPayloads['order.submit'], operation.payload)
    return payload.kind === 'read' ? submitNeeds(payload.data, operation.actorId, known) : nothing
  }
  const order = parseOrder(body)
  if (!order) return nothing
  switch (operation.kind) {
    case 'order.accept':
    case 'order.complete':
      return documents(ref('customer', order.customerId))
    case 'order.deliverLine': {
      const payload = readPayload(orderPayloads['order.deliverLine'], operation.payload)
      const line = payload.kind === 'read' && order.lines.find((each) => each.id === payload.data.lineId)
      return line ? documents(ref('product', line.productId)) : nothing
    }
    case 'order.return': {
      const payload = readPayload(orderPayloads['order.return'], operation.payload)
      if (payload.kind === 'refused') return nothing
      const ids = new Set(payload.data.lines.map(({ lineId }) => lineId))
      const products = order.lines.filter(({ id }) => ids.has(id)).map(({ productId }) => productId)
      return documents(...[...new Set(products)].map((id) => ref('product', id)))
    }
    case 'order.pay':
    case 'order.correctPayment':
      return { documents: [], accounts: [balanceAccount(order.customerId, 'deposit')] }
    case 'order.assign': {
      const payload = readPayload(orderPayloads['order.assign'], operation.payload)
      const driverId = payload.kind === 'read' ? payload.data.driverId : null
      return driverId === null ? nothing : documents(ref('person', driverId))
    }
    default:
      return nothing
  }
}

/** Whoever ordered, and whom the order names, may be joined to somebody else: then it is that one's (GA6). */
function submitNeeds(payload: OrderPayload<'order.submit'>, actorId: string, known: Facts['document']): Needs {
  const named = [...new Set([payload.customerId, ...(payload.source === 'shop' ? [actorId] : [])])]
  const records = named.map((id) => ref('customer', id))
  const accounts = records.map((record, index) => {
    const body = known(record) as Customer | null | undefined // safe: written by decide, by this schema
    return body ? accountOf(body) : (named[index] ?? payload.customerId)
  })
  // A customer's own record speaks for what the device names.
  const account = accounts.at(-1) ?? payload.customerId
  const customer = ref('customer', account)
  const settings = ref('settings', 'organisation')
  const products = [...new Set(payload.lines.map((line) => line.productId))]
  // Safe: these documents are written by decide and the importer, by these schemas.
  const priceTypeId = priceTypeOf(known(customer) as Customer | null, known(settings) as Settings | null)
  const prices = priceTypeId
    ? [ref('priceType', priceTypeId), ...products.map((id) => ref('price', priceId(priceTypeId, id)))]
    : []
  return {
    documents: [
      ...records,
      customer,
      settings,
      ...products.flatMap((id) => [ref('product', id), ref('stock', id)]),
      ...prices,
    ],
    accounts: [
      balanceAccount(account, 'points'),
      balanceAccount(account, 'deposit'),
      ...products.flatMap((id) => [stockAccount(id, 'reserved'), stockAccount(id, 'issued')]),
    ],
    // Nobody may join the customer to another one while the order is being written.
    holds: records.map((record) => ({ ref: record, how: 'together' })),
  }
}
