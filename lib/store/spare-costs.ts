/**
 * Costs of writing through RxDB that our rows need not pay, taken away one floor below it, in Dexie:
 *
 * - RxDB keeps two indexes by time of writing, for its replication and its cleanup. We use neither; without a time in
 *   the row IndexedDB leaves it out of both. (A page of products: a fifth faster.)
 * - RxDB reads the present state of every row it writes, one request each, and so do we before it. Where the rows asked
 *   for are most of what lies between the first and the last of them, one request for that range answers all: always so
 *   for operations, whose numbers follow one another, and for orders as long as a device holds few. See also
 *   `first-filling.ts` for rows that are not there at all.
 * - Dexie works out for each write which of its live queries it concerns, and posts that to every tab. Nobody has one.
 */
import type { DBCoreGetManyRequest, DBCoreMutateRequest, DBCoreMutateResponse, DBCoreTable, Dexie } from 'dexie'
import type { FirstFilling } from './first-filling.ts'

export type TableCosts = { filling: FirstFilling; keysFollowEachOther: boolean }

/** `tab-news.ts` tells the other tabs what they need. */
export function tellNobody(dexie: Dexie): void {
  dexie.unuse({ stack: 'dbcore', name: 'Observability' })
}

export function spareCosts(dexie: Dexie, { filling, keysFollowEachOther }: TableCosts): void {
  /** Per transaction: keys answered as absent from memory. */
  const believedAbsent = new WeakMap<object, Set<string>>()

  const getMany = async (table: DBCoreTable, request: DBCoreGetManyRequest): Promise<unknown[]> => {
    const keys = request.keys as string[]
    if (keysFollowEachOther) return keys.length < 8 ? table.getMany(request) : getRange(table, request)
    // Only where a write follows, which finds out when memory is wrong.
    const isWrite = (request.trans as IDBTransaction).mode === 'readwrite'
    const ask = new Set(isWrite ? filling.toAsk(keys) : keys)
    if (ask.size === keys.length) return keys.length < worthARange ? table.getMany(request) : getSome(table, request)
    believedAbsent.set(request.trans, new Set(keys.filter((key) => !ask.has(key))))
    // Dexie leaves out null and answers undefined in its place.
    return table.getMany({ ...request, keys: keys.map((key) => (ask.has(key) ? key : null)) })
  }

  const mutate = async (table: DBCoreTable, request: DBCoreMutateRequest): Promise<DBCoreMutateResponse> => {
    if (request.type !== 'put') return table.mutate(request)
    const values = (request.values as { key: string }[]).map((value) => ({ ...value, _meta: {} }))
    const absent = believedAbsent.get(request.trans)
    filling.wrote(values.map(({ key }) => key))
    if (absent === undefined) return table.mutate({ ...request, values })
    const added = await table.mutate({
      type: 'add',
      trans: request.trans,
      values: values.filter((v) => absent.has(v.key)),
    })
    if (added.numFailures > 0) {
      filling.forget()
      return added
    }
    return table.mutate({ ...request, values: values.filter(({ key }) => !absent.has(key)) })
  }

  dexie.use({
    stack: 'dbcore',
    name: 'rodnik-spare-costs',
    create: (core) => ({
      ...core,
      table: (name) => {
        const table = core.table(name)
        if (name !== 'docs') return table
        return {
          ...table,
          getMany: (request) => getMany(table, request),
          mutate: (request) => mutate(table, request),
        }
      },
    }),
  })
}

/** Below this many keys, single requests are as fast. */
const worthARange = 64
/** A range is given up when it holds more than this many times the rows asked for: reading its keys was in vain. */
const maxForeign = 3

/** Looks at the keys in between first, which is cheap, and then takes the cheaper way. */
async function getSome(table: DBCoreTable, request: DBCoreGetManyRequest): Promise<unknown[]> {
  const keys = request.keys as string[]
  const limit = keys.length * maxForeign
  const present = (await between(table, request, { values: false, limit })) as string[]
  if (present.length === limit) return table.getMany(request)
  const there = new Set(present)
  const asked = keys.filter((key) => there.has(key))
  if (asked.length * maxForeign > present.length) return getRange(table, request)
  return table.getMany({ ...request, keys: keys.map((key) => (there.has(key) ? key : null)) })
}

async function getRange(table: DBCoreTable, request: DBCoreGetManyRequest): Promise<unknown[]> {
  const limit = request.keys.length * maxForeign
  const rows = (await between(table, request, { values: true, limit })) as { key: string }[]
  if (rows.length === limit) return table.getMany(request)
  const byKey = new Map(rows.map((row) => [row.key, row]))
  return (request.keys as string[]).map((key) => byKey.get(key))
}

async function between(
  table: DBCoreTable,
  { trans, keys }: DBCoreGetManyRequest,
  { values, limit }: { values: boolean; limit: number },
): Promise<unknown[]> {
  const sorted = (keys as string[]).toSorted()
  const range = { type: plainRange, lower: sorted[0], upper: sorted.at(-1) }
  const { result } = await table.query({ trans, values, limit, query: { index: table.schema.primaryKey, range } })
  return result as unknown[]
}

/** Dexie's number for a range between two keys. */
const plainRange = 2
