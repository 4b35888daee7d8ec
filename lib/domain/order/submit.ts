/**
 * B12, B14: the cart becomes an order. The server gives the number, sets the prices, holds the points (GB3) and asks
 * whether the order is accepted by itself (GA8); a device shows it as draft until the answer comes.
 */
import { acceptance } from '../acceptance.ts'
import type { Acceptance } from '../acceptance.ts'
import { rolesFor } from '../access.ts'
import type { Amounts, PriceType } from '../catalogue/catalogue.ts'
import { missingStock } from '../catalogue/stock.ts'
import { accountOf, ownAccount } from '../customer/account.ts'
import type { Address, Customer, Settings } from '../customer/customer.ts'
import { balanceOf, documentOf } from '../knowledge.ts'
import { sumAmounts } from '../money.ts'
import { refused } from '../operation.ts'
import type { Decision, Facts, Operation, Refused } from '../operation.ts'
import type { Role } from '../staff/person.ts'
import { orNothing } from '../text.ts'
import { acceptedOrder } from './accept.ts'
import { balanceAccount, holdPoints, stockAccount } from './ledger.ts'
import type { OrderPayload } from './operations.ts'
import type { Order, OrderLine } from './order.ts'
import { automaticActor, entryOf, settle, stampOf, withHistory } from './order-act.ts'
import { priceLine } from './price-lines.ts'

type Payload = OrderPayload<'order.submit'>

/** From where each role orders. */
const sources: Partial<Record<Role, Payload['source']>> = {
  customer: 'shop',
  operator: 'desk',
  office: 'desk',
  administrator: 'desk',
}

export function submit(payload: Payload, operation: Operation, facts: Facts): Decision<Order> {
  const { actor } = facts
  const roles = rolesFor(actor, operation.kind)
  const asCustomer = payload.source === 'shop'
  if (!roles.some((role) => sources[role] === payload.source)) return refused('notAllowed')
  if (payload.lines.length === 0) return refused('emptyOrder')
  const lineIds = new Set(payload.lines.map((line) => line.id))
  if (lineIds.size < payload.lines.length) return refused('badRequest', { path: 'lines' })

  const whose = asCustomer ? ofCustomer(payload, facts) : ofStaff(payload, facts)
  if ('kind' in whose) return whose
  const { customerId, client } = whose
  const customer = documentOf<Customer>(facts, 'customer', customerId)
  if (customer === null) return refused('unknownCustomer')
  const settings = documentOf<Settings>(facts, 'settings', 'organisation')
  const priceTypeId = priceTypeOf(customer, settings)
  const lines: OrderLine[] = []
  for (const wanted of payload.lines) {
    const line = priceLine(wanted, { facts, priceTypeId, currency: settings?.currency, forCustomer: asCustomer })
    if ('kind' in line) return line
    lines.push(line)
  }
  const totalMinor = sumAmounts(lines.filter((line) => line.payWith === 'money').map((line) => line.amount))
  const totalPoints = sumAmounts(lines.filter((line) => line.payWith === 'points').map((line) => line.amount))
  if (totalMinor === null || totalPoints === null) return refused('amountTooLarge')
  const refusal = pointsRefusal(facts, customerId, totalPoints)
  if (refusal) return refusal

  const draft: Order = {
    id: operation.target.id,
    number: facts.orderNumber,
    state: 'draft',
    source: payload.source,
    customerId,
    customerName: customer?.name ?? (asCustomer ? actor.name : ''),
    ...(client && { client: { id: client.id, name: client.name } }),
    phone: client?.phones[0] ?? customer?.phones[0] ?? null,
    priceTypeId: priceTypeId ?? null,
    address: addressOf(payload, customer),
    window: payload.window,
    lines,
    totalMinor,
    totalPoints,
    intent: payload.intent,
    note: orNothing(payload.note),
    acceptance: null,
    invoice: null,
    payments: [],
    points: totalPoints > 0 ? { amount: totalPoints, state: 'held' } : null,
    driverId: null,
    driverName: null,
    stop: null,
    failure: null,
    publishedState: null,
    publishedAt: null,
    createdAt: facts.now,
    createdBy: actor.id,
    changed: stampOf(facts),
    history: [entryOf({ operation, facts })],
  }
  return facts.place === 'server' ? answer(draft, customer ?? null, facts) : settle(null, draft, holdPoints(draft))
}

type Whose = {
  customerId: string
  /** The record that was ordered with, where it stands for another customer; null: none does. */
  client: Customer | null
}

/** What a customer's device ordered while it did not know of a re-mapping goes to the account of now (GA6). */
function ofCustomer(payload: Payload, facts: Facts): Whose | Refused {
  const record = documentOf<Customer>(facts, 'customer', facts.actor.id)
  const { account, named } = ownAccount(facts.actor, record)
  if (account === null || !named.includes(payload.customerId)) return refused('notYours')
  return { customerId: account, client: record && record.id !== account ? record : null }
}

function ofStaff(payload: Payload, facts: Facts): Whose {
  const named = documentOf<Customer>(facts, 'customer', payload.customerId)
  if (!named?.joined) return { customerId: payload.customerId, client: null }
  return { customerId: accountOf(named), client: named }
}

/** GA8: only here, on the server, an order may accept itself. */
function answer(draft: Order, customer: Customer | null, facts: Facts): Decision<Order> {
  const verdict = judge(draft, customer, facts)
  const judged = { ...draft, acceptance: verdict }
  if (!verdict.automatic) return settle(null, judged, holdPoints(draft))
  const stamp = { at: facts.now, by: automaticActor.id, byName: automaticActor.name }
  const { order, postings } = acceptedOrder(judged, stamp)
  const entry = { ...stamp, what: 'accept', params: { reason: verdict.reason } }
  return settle(null, withHistory(order, entry), [...holdPoints(draft), ...postings])
}

function judge(draft: Order, customer: Customer | null, facts: Facts): Acceptance {
  const priceType = draft.priceTypeId ? documentOf<PriceType>(facts, 'priceType', draft.priceTypeId) : null
  const known = knownAddress(draft.address, customer)
  return acceptance({
    address: known && (known.verified !== null || known.autoAccept || known.neverAutoAccept) ? known : null,
    priceChanged: draft.lines.some((line) => line.seenPrice !== null),
    customerMatched: customer?.matched ?? false,
    priceListConfirms: priceType?.autoConfirm ?? false,
    // Looked at only when everything else would accept: what is not looked at cannot have changed meanwhile.
    get stockMissing() {
      return missingStock(draft, (productId) => stockOf(facts, productId)).length > 0
    },
    intentPossible: isIntentPossible(draft, facts),
  })
}

/** Stock as the ledger has it now: warehouses from the document, promises and issues from the locked accounts. */
function stockOf(facts: Facts, productId: string): Record<string, number> {
  const stock = documentOf<Amounts>(facts, 'stock', productId)
  return {
    ...stock?.amounts,
    reserved: balanceOf(facts, stockAccount(productId, 'reserved')) ?? 0,
    issued: balanceOf(facts, stockAccount(productId, 'issued')) ?? 0,
  }
}

/** B15. */
function isIntentPossible(order: Order, facts: Facts): boolean {
  if (order.intent === null) return true
  const settings = documentOf<Settings>(facts, 'settings', 'organisation')
  if (!settings?.paymentIntents.includes(order.intent)) return false
  if (order.intent !== 'deposit') return true
  return (balanceOf(facts, balanceAccount(order.customerId, 'deposit')) ?? 0) >= order.totalMinor
}

/** null: there is none. undefined: not known on this device. */
export function priceTypeOf(
  customer: Customer | null | undefined,
  settings: Settings | null | undefined,
): string | null | undefined {
  if (!customer) return customer
  return customer.priceTypeId ?? (settings === undefined ? undefined : (settings?.retailPriceTypeId ?? null))
}

function addressOf(payload: Payload, customer: Customer | null | undefined): Order['address'] {
  if (!payload.address) return null
  const { id, raw, note } = payload.address
  const known = knownAddress(payload.address, customer)
  return { id: known || customer === undefined ? id : null, raw: raw.trim(), verified: known?.verified ?? null, note }
}

/** The address in the customer's record, if the order names it and did not write something else beside its name. */
function knownAddress(
  named: { id: string | null; raw: string } | null,
  customer: Customer | null | undefined,
): Address | null {
  const known = customer?.addresses.find((address) => address.id === named?.id)
  return known && known.raw.trim() === named?.raw.trim() ? known : null
}

/** GB3: the server refuses a submit that would overdraw; a device that knows the balance says so at once. */
function pointsRefusal(facts: Facts, customerId: string, needed: number): Refused | null {
  if (needed === 0) return null
  const balance = balanceOf(facts, balanceAccount(customerId, 'points'))
  return balance === undefined || balance >= needed ? null : refused('pointsTooFew', { balance, needed })
}
