/**
 * How rows lie in IndexedDB. Bodies and payloads are JSON in one string: the local schema never looks into them, so a
 * new field of an order needs no migration here (S13), and one string is cheaper for IndexedDB to copy than a tree.
 *
 *     rodnik-work     operations · notes        strict durability, never migrated, never dropped
 *     rodnik-views-N  catalog · work · registers · cursors      relaxed; dropped and pulled again when N rises
 *
 * Six collections: RxDB's open core takes at most 13 in one page.
 *
 * Every index costs each written row about a tenth of the write, so there are few, and they are sparse: IndexedDB leaves
 * a row out of an index when the field holds null. Kinds are found by the prefix of their key.
 *
 * NOTE: orders and receipts are indexed by their sort key as well, for lists of the newest few, which are no more. The
 * index goes with the next version of the views: to drop it alone is not worth pulling everything again, for a till that
 * starts without a network would have nothing to sell until it has pulled. Nor is it left empty: an app of before that a
 * device goes back to would miss in such a list what was written since, and say nothing.
 */
import type { RxJsonSchema } from 'rxdb/plugins/core'

export const workDatabaseName = 'rodnik-work'
/** Of both collections. An app that meets a higher one does not open it: it would see no work there and number anew. */
export const workVersion = 0
/** Raise it with every change below that concerns the views. */
export const viewsVersion = 1
export const viewsDatabasePrefix = 'rodnik-views-'

export type StoredOperation = {
  /** The number, padded so that text order is number order. */
  key: string
  state: string
  /** Indexed: the state while somebody must still act on it (waiting, refused, held), else null. */
  todo: string | null
  /** Indexed: `kind/id` of the document acted on until the effect has arrived with the documents, then null. */
  unsettled: string | null
  seen: boolean
  clock: number | null
  /** JSON, null while waiting. */
  verdict: string | null
  /** JSON of the operation itself. Never rewritten. */
  content: string
}

export type StoredNote = { key: string; value: string }

export type StoredRow = {
  /** `kind/id`. */
  key: string
  /** Indexed in `work`: `kind/` and the noun's sort key. Empty elsewhere. */
  sort: string
  version: number
  upTo: number
  asOf: number
  /** Indexed: own operations the view holds beyond the base; null for none. */
  pending: number | null
  /** Numbers joined by commas. */
  skipped: string
  /** Joined by line feeds, which no scope contains. */
  scopes: string
  /** The view as JSON; null when there is nothing to show. */
  body: string | null
  /** The server's body as JSON where it differs from the view; null where there is none; `=` where it is the view. */
  base: string | null
}

export type StoredCursor = { key: string; position: number }

const text = { type: 'string' } as const
const key = { type: 'string', maxLength: 220 } as const
const count = { type: 'number' } as const
const textOrNull = { type: ['string', 'null'] }

const operations: RxJsonSchema<StoredOperation> = {
  version: workVersion,
  primaryKey: 'key',
  type: 'object',
  properties: {
    key,
    state: text,
    todo: { type: ['string', 'null'], maxLength: 20 },
    unsettled: { type: ['string', 'null'], maxLength: 220 },
    seen: { type: 'boolean' },
    clock: { type: ['number', 'null'] },
    verdict: textOrNull,
    content: text,
  },
  required: ['key', 'state', 'todo', 'unsettled'],
  indexes: ['todo', 'unsettled'],
}

const notes: RxJsonSchema<StoredNote> = {
  version: workVersion,
  primaryKey: 'key',
  type: 'object',
  properties: { key, value: text },
  required: ['key', 'value'],
}

const row = {
  key,
  sort: { type: 'string', maxLength: 400 },
  version: count,
  upTo: count,
  asOf: count,
  pending: { type: ['number', 'null'], minimum: 0, maximum: 1_000_000, multipleOf: 1 },
  skipped: text,
  scopes: text,
  body: textOrNull,
  base: textOrNull,
} as const

const rows = (indexes: string[]): RxJsonSchema<StoredRow> => ({
  version: 0,
  primaryKey: 'key',
  type: 'object',
  properties: row,
  required: ['key', 'sort', 'pending'],
  indexes,
})

const cursors: RxJsonSchema<StoredCursor> = {
  version: 0,
  primaryKey: 'key',
  type: 'object',
  properties: { key, position: count },
  required: ['key', 'position'],
}

export const workCollections = { operations: { schema: operations }, notes: { schema: notes } }

export const viewsCollections = {
  catalog: { schema: rows(['pending']) },
  work: { schema: rows(['pending', 'sort']) },
  registers: { schema: rows(['pending']) },
  cursors: { schema: cursors },
}

export type Room = 'catalog' | 'work' | 'registers'

/** Catalogue pages are written in thousands: they have a store of their own, so that orders never wait for them. */
const rooms: Record<string, Room> = {
  group: 'catalog',
  product: 'catalog',
  priceType: 'catalog',
  price: 'catalog',
  warehouse: 'catalog',
  stock: 'catalog',
  order: 'work',
  receipt: 'work',
}

export const roomOf = (kind: string): Room => rooms[kind] ?? 'registers'
