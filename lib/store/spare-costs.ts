/**
 * Costs of writing through RxDB that our rows need not pay, taken away one floor below it, in Dexie:
 *
 * - RxDB keeps two indexes by time of writing, for its replication and its cleanup. We use neither; without a time in
 *   the row IndexedDB leaves it out of both. (A page of products: a fifth faster.)
 * - RxDB reads the present state of every row it writes, one request each. See `first-filling.ts` for rows that are
 *   not there; operations, whose keys follow one another, are read by one request for their range.
 */
import type { DBCoreGetManyRequest, DBCoreMutateRequest, DBCoreMutateResponse, DBCoreTable, Dexie } from 'dexie'
import type { FirstFilling } from './first-filling.ts'

export type TableCosts = { filling: FirstFilling; keysFollowEachOther: boolean }

export function spareCosts(dexie: Dexie, { filling, keysFollowEachOther }: TableCosts): void {
  /** Per transaction: keys answered as absent from memory. */
  const believedAbsent = new WeakMap<object, Set<string>>()

  const getMany = async (table: DBCoreTable, request: DBCoreGetManyRequest): Promise<unknown[]> => {
    const keys = request.keys as string[]
    if (keysFollowEachOther) return keys.length < 8 ? table.getMany(request) : getRange(table, request)
    // Only where a write follows, which finds out when memory is wrong.
    if ((request.trans as IDBTransaction).mode !== 'readwrite') return table.getMany(request)
    const ask = new Set(filling.toAsk(keys))
    if (ask.size === keys.length) return table.getMany(request)
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

async function getRange(table: DBCoreTable, request: DBCoreGetManyRequest): Promise<unknown[]> {
  const sorted = (request.keys as string[]).toSorted()
  const limit = request.keys.length * 2
  const { result } = await table.query({
    trans: request.trans,
    values: true,
    limit,
    query: { index: table.schema.primaryKey, range: { type: plainRange, lower: sorted[0], upper: sorted.at(-1) } },
  })
  if (result.length === limit) return table.getMany(request)
  const byKey = new Map((result as { key: string }[]).map((row) => [row.key, row]))
  return (request.keys as string[]).map((key) => byKey.get(key))
}

/** Dexie's number for a range between two keys. */
const plainRange = 2
