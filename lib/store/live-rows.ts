/**
 * What screens read: lists of one kind and single documents, loaded when somebody looks and kept right by the rows as
 * they are written, here or in another tab.
 *
 *     own write      the rows come along                        → put in
 *     other tab      the keys come along (a hint)                → those shown are read, then put in
 *     while reading  changes that arrive meanwhile win over what was read
 */
import { refKey, type Ref } from '../domain/operation.ts'
import { createBatchReader } from './batch-reader.ts'
import type { RowChange, RowReader } from './document-store.ts'
import { createList, type List } from './live-list.ts'
import { createOne, type One } from './live-one.ts'
import { createLiveRegistry } from './live-registry.ts'
import type { Live } from './live.ts'
import type { Row } from './local-store.ts'
import { parseKey, type SortKeyOf } from './row-codec.ts'
import { compareEntries, type Entry, type Item } from './sorted-rows.ts'

export type ListQuery = {
  kind: string
  /** Descending by the noun's sort key unless set. */
  order?: 'asc' | 'desc'
}

export type LiveRows = {
  /** null while it is being read for the first time. */
  list(query: ListQuery): Live<readonly Item[] | null>
  /** undefined while it is being read for the first time; null: not here. */
  one(ref: Ref): Live<Item | null | undefined>
  /** Rows as written in this tab. */
  apply(changes: RowChange[]): void
  /** Another tab wrote these. */
  reread(keys: string[]): void
  rereadKinds(kinds: string[]): void
  rereadAll(): void
}

export type LiveRowsOptions = {
  reader: RowReader
  sortKeyOf: SortKeyOf
  /** Reading failed; what is shown stays as it was. */
  onFailure: (error: unknown) => void
}

const maxIdleLists = 20
const maxIdleOnes = 300

export function createLiveRows({ reader, sortKeyOf, onFailure }: LiveRowsOptions): LiveRows {
  const lists = createLiveRegistry<List>(maxIdleLists)
  const ones = createLiveRegistry<One>(maxIdleOnes)
  const batch = createBatchReader(reader, onFailure)

  const toEntry = (row: Row | null | undefined): Entry | null => {
    if (!row || row.body === null || row.body === undefined) return null
    return {
      key: refKey(row.ref),
      sort: sortKeyOf(row.ref, row.body),
      item: { id: row.ref.id, body: row.body, pending: row.pending },
    }
  }

  const putIn = (entries: Map<string, Entry | null>): void => {
    for (const list of lists.all()) list.put(entries)
    for (const [key, entry] of entries) for (const one of ones.of(key)) one.put(entry)
  }

  const reread = (keys: string[]): void => {
    const listed = new Set([...lists.all()].map(({ kind }) => kind))
    const shown = new Set(ones.keys())
    const wanted = keys.filter((key) => shown.has(key) || listed.has(parseKey(key).kind))
    if (wanted.length === 0) return
    batch.read(wanted, (rows) => putIn(new Map(wanted.map((key) => [key, toEntry(rows.get(key))]))))
  }

  return {
    list({ kind, order = 'desc' }) {
      const id = `${kind} ${order}`
      const known = lists.find(id)
      if (known) return known.live
      const list = createList({
        kind,
        order,
        async read() {
          const entries = (await reader.ofKind(kind)).map(toEntry).filter((entry) => entry !== null)
          return entries.sort(compareEntries)
        },
        onFailure,
        onWatched: () => lists.enter(id, list),
      })
      lists.enter(id, list)
      return list.live
    },

    one(ref) {
      const key = refKey(ref)
      const known = ones.find(key)
      if (known) return known.live
      const one = createOne({
        load: (put) => batch.read([key], (rows) => put(toEntry(rows.get(key)))),
        onWatched: () => ones.enter(key, one),
      })
      ones.enter(key, one)
      return one.live
    },

    apply(changes) {
      batch.overtake(changes.map(({ key }) => key))
      putIn(new Map(changes.map(({ key, row }) => [key, toEntry(row)])))
    },

    reread,
    rereadKinds(kinds) {
      for (const list of lists.all()) if (kinds.includes(list.kind)) list.load()
      reread(ones.keys().filter((key) => kinds.includes(parseKey(key).kind)))
    },
    rereadAll() {
      for (const list of lists.all()) list.load()
      reread(ones.keys())
    },
  }
}
