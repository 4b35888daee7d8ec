/** What must be known before an act on an order can be decided. Later rounds name what the earlier ones revealed. */
import type { Customer, Settings } from '../customer/customer.ts'
import { priceId } from '../catalogue/catalogue.ts'
import { readPayload } from '../noun.ts'
import type { Account, Facts, Needs, Operation, Ref } from '../operation.ts'
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
    return payload.kind === 'read' ? submitNeeds(payload.data, known) : nothing
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
    case 'order.pay':
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

function submitNeeds(payload: OrderPayload<'order.submit'>, known: Facts['document']): Needs {
  const customer = ref('customer', payload.customerId)
  const settings = ref('settings', 'organisation')
  const products = [...new Set(payload.lines.map((line) => line.productId))]
  // Safe: these documents are written by decide and the importer, by these schemas.
  const priceTypeId = priceTypeOf(known(customer) as Customer | null, known(settings) as Settings | null)
  const prices = priceTypeId
    ? [ref('priceType', priceTypeId), ...products.map((id) => ref('price', priceId(priceTypeId, id)))]
    : []
  const accounts: Account[] = [
    balanceAccount(payload.customerId, 'points'),
    balanceAccount(payload.customerId, 'deposit'),
    ...products.flatMap((id) => [stockAccount(id, 'reserved'), stockAccount(id, 'issued')]),
  ]
  return {
    documents: [customer, settings, ...products.flatMap((id) => [ref('product', id), ref('stock', id)]), ...prices],
    accounts,
  }
}
