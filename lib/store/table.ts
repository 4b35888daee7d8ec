/**
 * One RxDB collection as rows. Writes go through RxDB (revisions, conflicts between tabs); reads of ranges go to the
 * Dexie table below it, because RxDB's own range query walks a cursor row by row: 50,000 rows in seconds, not one.
 */
import type { Dexie, Table as DexieTable } from 'dexie'
import { getWrittenDocumentsFromBulkWriteResponse, type RxCollection, type RxDocumentData } from 'rxdb/plugins/core'
import type { FirstFilling } from './first-filling.ts'
import { toStoreError } from './store-failure.ts'

export type Kept<Stored> = RxDocumentData<Stored>

/** Which writing of a row this is: another tab's is another one. */
export type Revision = { _rev: string; _deleted: boolean }

/** `next: null` removes. `previous` is the row that `get` said, also a removed one, or what is remembered of it. */
export type Write<Stored> = { key: string; previous: Revision | undefined; next: Stored | null }

/** `conflicts`: keys that another tab has written since `previous`. Of the others, what they are now. */
export type Written = { conflicts: string[]; revisions: Map<string, Revision> }

export type Range = {
  /** An indexed field; the key itself when absent. */
  index?: string
  lower: string | number
  upper: string | number
  openLower?: boolean
  openUpper?: boolean
  limit?: number
  descending?: boolean
}

export interface Table<Stored extends { key: string }> {
  /** Removed rows too, marked `_deleted`; a key never used has no entry. */
  get(keys: string[]): Promise<Map<string, Kept<Stored>>>
  /** The same for rows that are going to be written: during a first filling rows may be said to be absent, which `write` then checks. */
  getToWrite(keys: string[]): Promise<Map<string, Kept<Stored>>>
  /** Writes what it can in one transaction. */
  write(writes: Write<Stored>[]): Promise<Written>
  /** By index, then by key. Without removed rows. */
  range(range: Range): Promise<Kept<Stored>[]>
  keys(range: Range): Promise<string[]>
  /** Frees the space of removed rows. */
  purge(): Promise<void>
  /** Everything is gone, at once and without a trace; other tabs must begin anew. */
  clear(): Promise<void>
}

export function createTable<Stored extends { key: string }>(
  collection: RxCollection<Stored>,
  { blank, filling }: { blank: (key: string) => Stored; filling: FirstFilling },
): Table<Stored> {
  const instance = collection.storageInstance
  const internals = instance.internals as Promise<{ dexieDb: Dexie; dexieTable: DexieTable<Record<string, unknown>> }>
  const doing = (what: string) => `${what} ${collection.name}`

  async function between({ index, lower, upper, openLower, openUpper, limit, descending }: Range) {
    const { dexieTable } = await internals
    const name = index ? `[_deleted+${index}+key]` : '[_deleted+key]'
    // An index ends with the key: the empty array stands after every text, so it closes the range.
    const edge = (value: string | number, after: boolean) =>
      index ? ['0', value, ...(after ? [[]] : [''])] : ['0', value]
    let rows = dexieTable
      .where(name)
      .between(edge(lower, openLower === true), edge(upper, openUpper !== true), !openLower, !openUpper)
    if (descending) rows = rows.reverse()
    return limit === undefined ? rows : rows.limit(limit)
  }

  async function get(keys: string[]): Promise<Map<string, Kept<Stored>>> {
    if (keys.length === 0) return new Map()
    try {
      const found = await instance.findDocumentsById(keys, true)
      return new Map(found.map((row) => [row.key, row]))
    } catch (error) {
      throw toStoreError(error, doing('Reading'))
    }
  }

  async function isEmpty(): Promise<boolean> {
    const { dexieTable } = await internals
    return (await dexieTable.limit(1).primaryKeys()).length === 0
  }

  return {
    get,

    async getToWrite(keys) {
      if (filling.mayBegin(keys) && (await isEmpty())) filling.begin()
      return get(filling.toAsk(keys))
    },

    async write(writes) {
      if (writes.length === 0) return { conflicts: [], revisions: new Map() }
      const forgotten = filling.forgotten()
      const rows = writes.map(({ key, previous, next }) => ({
        // RxDB looks at nothing but the revision: attachments there are none, and nobody follows its events.
        ...(previous && { previous: previous as Kept<Stored> }),
        // RxDB's wrapper fills in revision and time.
        document: {
          ...(next ?? blank(key)),
          _deleted: next === null,
          _attachments: {},
          _meta: { lwt: 0 },
          _rev: previous?._rev ?? '',
        },
      }))
      try {
        const response = await instance.bulkWrite(rows, 'rodnik')
        const { error } = response
        for (const one of error) if (one.status !== 409) throw new Error(`Row ${one.documentId}: status ${one.status}`)
        const written = getWrittenDocumentsFromBulkWriteResponse('key', rows, response)
        return {
          conflicts: error.map((one) => one.documentId),
          revisions: new Map(written.map(({ key, _rev, _deleted }) => [key, { _rev, _deleted }])),
        }
      } catch (error) {
        // Another tab wrote into the table being filled: nothing of this was written.
        if (filling.forgotten() !== forgotten) return { conflicts: writes.map(({ key }) => key), revisions: new Map() }
        throw toStoreError(error, doing('Writing'))
      }
    },

    async range(range) {
      try {
        const rows = await (await between(range)).toArray()
        for (const row of rows) row._deleted = false
        return rows as unknown as Kept<Stored>[]
      } catch (error) {
        throw toStoreError(error, doing('Reading'))
      }
    },

    async keys(range) {
      try {
        return (await (await between(range)).primaryKeys()) as string[]
      } catch (error) {
        throw toStoreError(error, doing('Reading'))
      }
    },

    async purge() {
      try {
        const { dexieTable } = await internals
        await dexieTable.where('[_deleted+key]').between(['1', ''], ['1', []]).delete()
      } catch (error) {
        throw toStoreError(error, doing('Cleaning'))
      }
    },

    async clear() {
      try {
        filling.forget()
        const { dexieTable } = await internals
        await dexieTable.clear()
      } catch (error) {
        throw toStoreError(error, doing('Clearing'))
      }
    },
  }
}
