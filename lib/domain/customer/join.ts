/**
 * GA5, GA6: an app's client is joined to a customer of the books, re-mapped to another one, or separated again. One act,
 * one transaction:
 *
 *     record      stays the sign-in: its phones, its name; it points to the customer it stands for
 *     open orders leave the customer they were with and arrive at the other (`order/move-order.ts`)
 *     finished    stay where they are, with their invoices and debts
 *     credit      deposit, points and containers go along, for nobody orders as the old record any more; what was brought is
 *                 noted, and at a re-mapping as much of it goes on as is still there
 *     addresses   go along, and do not stay behind with a customer who was joined by mistake
 *
 * On a device only the record itself is known: there the act shows it as joined, and the server does the rest.
 */
import { balanceOf, documentOf } from '../knowledge.ts'
import { accepted, refused } from '../operation.ts'
import type { Decision, Effect, Facts, Operation, Posting, Refused } from '../operation.ts'
import { balanceAccount } from '../order/ledger.ts'
import type { BalanceName } from '../order/ledger.ts'
import { openOrdersRef } from '../order/open-orders.ts'
import type { Order } from '../order/order.ts'
import { moveOrder } from '../order/move-order.ts'
import { doneAt } from '../done-at.ts'
import { shortened } from '../text.ts'
import type { DocumentList } from '../trade.ts'
import { moveAddresses } from './move-addresses.ts'
import type { Customer, Joined, Settings } from './customer.ts'
import type { CustomerPayload } from './operations.ts'

/** Beyond that one transaction would hold up everybody else's. */
export const mostOpenOrders = 500
const mostClients = 50
const mostFormerAccounts = 10

/** Accounts that belong to the person and not to an order. */
export const credits = ['deposit', 'points', 'containers'] as const satisfies readonly BalanceName[]
type Credit = (typeof credits)[number]

type Remapping = { customerId?: string; from: string | null }
type Act<Payload> = { customer: Customer; payload: Payload; operation: Operation; facts: Facts }

export function join(act: Act<CustomerPayload<'customer.join'>>): Decision<Customer> {
  const { customer, payload, facts } = act
  if (payload.customerId === customer.id) return refused('joinSelf')
  if (customer.joined?.customerId === payload.customerId) return accepted(customer)
  const refusal = staleRefusal(customer, payload.from) ?? clientsRefusal(customer)
  if (refusal) return refusal
  const to = documentOf<Customer>(facts, 'customer', payload.customerId)
  if (to === null) return refused('unknownCustomer')
  if (to?.joined) return refused('joinedElsewhere', { name: to.joined.name })
  if (to && !to.matched) return refused('customerUnmatched')
  if (to && (to.clients ?? []).length >= mostClients) return refused('tooManyJoined')
  return remap(act, to)
}

export function separate(act: Act<CustomerPayload<'customer.separate'>>): Decision<Customer> {
  const { customer, payload } = act
  if (!customer.joined) return refused('notJoined')
  return staleRefusal(customer, payload.from) ?? remap(act, null)
}

/** GB5: somebody else has joined or separated it since this person looked. */
function staleRefusal({ joined }: Customer, from: string | null): Refused | null {
  if ((joined?.customerId ?? null) === from) return null
  return joined ? alreadyJoined(joined) : refused('notJoined')
}

export const alreadyJoined = ({ name, byName, at }: Joined): Refused =>
  refused('alreadyJoined', { name, by: byName, at })

function clientsRefusal({ clients = [] }: Customer): Refused | null {
  if (clients.length === 0) return null
  return refused('othersJoined', {
    name: shortened(clients.map(({ name }) => name).join(', '), 300),
  })
}

/** `to`: undefined on a device that does not hold it; null: the record itself. */
function remap(act: Act<Remapping>, to: Customer | null | undefined): Decision<Customer> {
  const { customer, facts, operation } = act
  const present = customer.joined ?? null
  const shown = recordAfter(act, to, { deposit: 0, points: 0, containers: 0 })
  if (facts.place === 'device') return accepted(shown)

  const from = present === null ? null : documentOf<Customer>(facts, 'customer', present.customerId)
  if (to === undefined || (present !== null && !from)) throw new Error(`Facts lack the customers of ${operation.kind}`)
  const orders = ordersOf(customer, from?.id ?? customer.id, facts)
  if ('kind' in orders) return orders

  const places = moveAddresses(customer, from ?? null, to)
  const carried = carry(customer, from ?? null, to, operation, facts)
  const target = to ?? customer
  const { id: by, name: byName } = facts.actor
  const what = operation.kind.slice(operation.kind.indexOf('.') + 1)
  const entry = {
    ...{ at: doneAt(operation, facts), by, byName, what },
    params: { from: shortened((from ?? customer).name, 60), customer: shortened(target.name, 60) },
  }
  const settings = documentOf<Settings>(facts, 'settings', 'organisation')
  const client = { id: customer.id, name: customer.name }
  const moved = orders.map((order) =>
    moveOrder(order, { to: target, client, addresses: places.known, settings, entry }, facts),
  )
  const record = {
    ...recordAfter(act, to, carried.brought, places.brought),
    addresses: places.record,
  }
  const effects: Effect[] = moved.map(({ order }) => ({
    kind: 'change',
    ref: { kind: 'order', id: order.id },
    body: order,
  }))
  if (from) effects.push(change({ ...from, addresses: places.from, clients: without(from, customer.id) }))
  if (to) effects.push(change({ ...to, addresses: places.to, clients: withClient(to, customer) }))
  const postings = [...carried.postings, ...moved.flatMap((one) => one.postings)].filter(({ delta }) => delta !== 0)
  if (postings.length > 0) effects.push({ kind: 'post', postings })
  return accepted(record, ...effects)
}

const change = (body: Customer): Effect => ({ kind: 'change', ref: { kind: 'customer', id: body.id }, body })

const without = ({ clients = [] }: Customer, id: string) => clients.filter((client) => client.id !== id)
const withClient = (to: Customer, { id, name, phones }: Customer) => [
  ...without(to, id),
  { id, name, phone: phones[0] ?? null },
]

function recordAfter(
  { customer, payload, facts, operation }: Act<Remapping>,
  to: Customer | null | undefined,
  brought: Joined['brought'],
  addressIds: string[] = [],
): Customer {
  const present = customer.joined ?? null
  const wasMatched = present?.wasMatched ?? customer.matched
  const former = (customer.formerAccounts ?? []).filter((id) => id !== payload.customerId)
  const formerAccounts = [...former, ...(present ? [present.customerId] : [])]
    .filter((id, index, all) => all.lastIndexOf(id) === index)
    .slice(-mostFormerAccounts)
  if (to === null) return { ...customer, joined: null, matched: wasMatched, formerAccounts }
  const { id: by, name: byName } = facts.actor
  const joined: Joined = {
    customerId: payload.customerId ?? '',
    name: to?.name ?? '',
    ...{ at: doneAt(operation, facts), by, byName, wasMatched, brought, addressIds },
  }
  return { ...customer, joined, matched: true, formerAccounts }
}

/** Its open orders: all of the record's own, or those that came by this record to the customer it stood for. */
function ordersOf(customer: Customer, from: string, facts: Facts): Order[] | Refused {
  const ids = openOrderIds(facts.document(openOrdersRef(from)))
  if (ids.length > mostOpenOrders) return refused('tooManyOpenOrders')
  return ids.flatMap((id) => {
    const order = documentOf<Order>(facts, 'order', id)
    if (!order || order.customerId !== from) return []
    return from === customer.id || order.client?.id === customer.id ? [order] : []
  })
}

/** In a fixed order, so that the same act always says the same. */
export const openOrderIds = (list: unknown): string[] => [...((list as DocumentList | null)?.ids ?? [])].sort() // safe: made by the server

function carry(
  customer: Customer,
  from: Customer | null,
  to: Customer | null,
  operation: Operation,
  facts: Facts,
): { brought: Joined['brought']; postings: Posting[] } {
  const brought = { deposit: 0, points: 0, containers: 0 }
  const postings: Posting[] = []
  const move = (name: Credit, source: string, amount: number): void => {
    const target = to?.id ?? customer.id
    if (source === target || amount <= 0) return
    brought[name] += amount
    const ref = { kind: 'customer', id: customer.id }
    for (const [id, delta] of [
      [source, -amount],
      [target, amount],
    ] as const) {
      postings.push({
        account: balanceAccount(id, name),
        delta,
        floored: name !== 'containers',
        entry: operation.kind === 'customer.join' ? 'join' : 'separate',
        ref,
      })
    }
  }
  for (const name of credits) {
    move(name, customer.id, balanceOf(facts, balanceAccount(customer.id, name)) ?? 0)
    if (from === null) continue
    // What was spent meanwhile is spent: it paid for orders that stay there.
    const left = Math.max(0, balanceOf(facts, balanceAccount(from.id, name)) ?? 0)
    move(name, from.id, Math.min(customer.joined?.brought[name] ?? 0, left))
  }
  return { brought, postings }
}
