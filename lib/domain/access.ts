/**
 * Who may do and see what: one table. The server enforces it (S23); the browser asks it to offer only what can work.
 * Whose order or stop it is, is not a matter of the role: that is checked beside the rules of each noun.
 */
import type { CustomerOperationKind } from './customer/operations.ts'
import type { Actor } from './operation.ts'
import type { OrderOperationKind } from './order/operations.ts'
import type { Role } from './staff/person.ts'
import type { TillOperationKind } from './till/operations.ts'
import type { ScopesFor } from './trade.ts'

export type OperationKind = OrderOperationKind | CustomerOperationKind | TillOperationKind

/**
 * Acts of the office that need the server. `people`: make, change, give PINs, end sessions. `devices`: see, enrol,
 * revoke. `held`: decide what waits in custody. `import`: catalogue and work files. `codes`: read the one-time codes
 * that wait to be told to customers. `settings`: how the organisation sells.
 */
export const officeActs = ['people', 'devices', 'journal', 'held', 'import', 'codes', 'settings'] as const
export type OfficeAct = (typeof officeActs)[number]

type Known = Parameters<ScopesFor>[1]

type Grant = {
  operations: readonly OperationKind[]
  administer: readonly OfficeAct[]
  scopes(actor: Actor, known: Known): string[]
}

const open = ['public', 'catalog']
const prices = (id: string | null): string[] => (id === null ? [] : [`prices:${id}`])
const allPrices = (known: Known): string[] => known.priceTypeIds.map((id) => `prices:${id}`)

const deskOperations: readonly OperationKind[] = [
  'order.submit',
  'order.accept',
  'order.decline',
  'order.void',
  'order.cancelRest',
  'order.deliverLine',
  'order.pay',
  'order.correctPayment',
  'order.complete',
  'order.return',
  'order.assign',
  'order.startDelivery',
  'order.failDelivery',
  'order.verifyAddress',
  'order.note',
  'customer.register',
  'customer.edit',
  'customer.setAddress',
  'customer.removeAddress',
  'customer.match',
  'customer.join',
  'customer.separate',
  'customer.deposit',
]

const tillOperations: readonly OperationKind[] = [
  'shift.open',
  'shift.cash',
  'shift.close',
  'receipt.close',
  'parked.put',
  'parked.take',
  'tillKey.add',
  'customer.register',
  'customer.deposit',
]

/** Orders whose money a till can take; the cashier does nothing else with them (decision 012). */
const counter = ['counter']

/** This device as a till: its shifts, its receipts of the last months, and what is parked anywhere. */
const tillScopes = ({ deviceId, months }: Known): string[] => [
  'tills',
  `till:${deviceId}`,
  ...months.map((month) => `till:${deviceId}:${month}`),
]

const deskScopes = (known: Known): string[] => [...open, ...allPrices(known), 'stock', 'customers', 'orders', 'staff']

const access: Record<Role, Grant> = {
  customer: {
    operations: ['order.submit', 'order.withdraw', 'customer.edit', 'customer.setAddress', 'customer.removeAddress'],
    administer: [],
    scopes: (actor, known) => [
      ...open,
      ...prices(known.customerPriceTypeId ?? known.retailPriceTypeId),
      // Who is joined to a customer still sees the own finished orders (GA6).
      ...(actor.customerId === null ? [] : [`customer:${actor.customerId}`, `customer:${actor.id}`]),
    ],
  },
  operator: { operations: deskOperations, administer: ['codes'], scopes: (_actor, known) => deskScopes(known) },
  driver: {
    operations: ['order.deliverLine', 'order.pay', 'order.complete', 'order.startDelivery', 'order.failDelivery'],
    administer: [],
    scopes: (actor, known) => [...open, ...prices(known.retailPriceTypeId), `driver:${actor.id}`, 'staff'],
  },
  cashier: {
    operations: tillOperations,
    administer: [],
    scopes: (_actor, known) => [
      ...open,
      ...allPrices(known),
      'stock',
      'customers',
      'staff',
      ...counter,
      ...tillScopes(known),
    ],
  },
  office: {
    operations: [...deskOperations, ...tillOperations, 'receipt.settle'],
    administer: ['devices', 'journal', 'held', 'import', 'codes'],
    scopes: (_actor, known) => [...deskScopes(known), 'office', ...tillScopes(known)],
  },
  administrator: {
    operations: [...deskOperations, ...tillOperations, 'receipt.settle'],
    administer: officeActs,
    scopes: (_actor, known) => [...deskScopes(known), 'office', ...tillScopes(known)],
  },
}

export const mayDo = (role: Role, kind: string): boolean =>
  (access[role].operations as readonly string[]).includes(kind)

/** Those of the actor's roles that allow this kind of operation. */
export const rolesFor = (actor: Actor, kind: string): Role[] => actor.roles.filter((role) => mayDo(role, kind))

export const mayAdminister = (roles: readonly Role[], act: OfficeAct): boolean =>
  roles.some((role) => access[role].administer.includes(act))

/** Each scope once, in no particular order. */
export const scopesFor: ScopesFor = (actor, known) => [
  ...new Set(actor.roles.flatMap((role) => access[role].scopes(actor, known))),
]

/** What a shop's browser may see before anybody signed in: the catalogue at retail prices. */
export const scopesForNobody = (known: { retailPriceTypeId: string | null }): string[] => [
  ...open,
  ...prices(known.retailPriceTypeId),
]
