/**
 * Documents that no person's operation changes: the catalogue and stock come from the accounting system, people and
 * settings from the office's own screens, balances from the ledger. They only have scopes and an order in lists.
 */
import type { Ref } from './operation.ts'

type Shelf = { scopesOf(ref: Ref, body: unknown): string[]; sortKeyOf(ref: Ref, body: unknown): string }

/** A text field of a body of unknown shape. */
function field(body: unknown, name: string): string {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : undefined
  if (typeof value === 'string') return value
  return typeof value === 'number' && Number.isFinite(value) ? String(Math.max(0, value)).padStart(8, '0') : ''
}

const byName = (ref: Ref, body: unknown): string => `${field(body, 'name').toLowerCase().slice(0, 80)}:${ref.id}`
const byId = (ref: Ref): string => ref.id
const shelf = (scope: string, sortKeyOf: Shelf['sortKeyOf']): Shelf => ({ scopesOf: () => [scope], sortKeyOf })

export const shelves: ReadonlyMap<string, Shelf> = new Map<string, Shelf>([
  ['group', shelf('catalog', (ref, body) => `${field(body, 'position')}:${byName(ref, body)}`)],
  ['product', shelf('catalog', byName)],
  ['priceType', shelf('catalog', byName)],
  ['price', { scopesOf: (ref, body) => [`prices:${priceTypeOf(ref, body)}`], sortKeyOf: byId }],
  ['warehouse', shelf('stock', byName)],
  ['stock', shelf('stock', byId)],
  ['balance', { scopesOf: (ref) => ['customers', `customer:${ref.id}`], sortKeyOf: byId }],
  ['register', { scopesOf: ({ id }) => ['office', `till:${tillOf(id, 1)}`], sortKeyOf: byId }],
  ['returned', { scopesOf: ({ id }) => [`till:${tillOf(id, 2)}`], sortKeyOf: byId }],
  ['settings', shelf('public', byId)],
  ['person', shelf('staff', byName)],
])

/** The till leads the names of its shifts and receipts. */
const tillOf = (id: string, numbers: number): string => id.split(':').slice(0, -numbers).join(':')

/** The price list's name leads a price's id. */
const priceTypeOf = (ref: Ref, body: unknown): string => field(body, 'priceTypeId') || (ref.id.split(':')[0] ?? '')
