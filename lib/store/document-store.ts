/** The documents of this device in RxDB. Rows are decoded once on reading and encoded once on writing. */
import { refKey, type Ref } from '../domain/operation.ts'
import type { DocumentStore, Row } from './local-store.ts'
import { StoreError } from './local-store.ts'
import { keysOfKind, parseKey, readRow, storeRow, type SortKeyOf } from './row-codec.ts'
import { roomOf, type Room, type StoredRow } from './schemas.ts'
import type { Remembered, RowMemory } from './row-memory.ts'
import type { ScopeKinds } from './scope-kinds.ts'
import { readInPieces } from './read-in-pieces.ts'
import type { Kept, Revision, Table, Write, Written } from './table.ts'

export type RowChange = { key: string; row: Row | null }

export type DocumentStoreOptions = {
  rooms: Record<Room, Table<StoredRow>>
  kinds: ScopeKinds
  memory: RowMemory
  sortKeyOf: SortKeyOf
  onChanged: (changes: RowChange[]) => void
  /** Another tab has written, and its news has not come yet. */
  onNewsMissing: () => void
  /** These are going to be written, and another tab may have written them last: what it did before must be known first. */
  recheck: (keys: string[]) => Promise<void>
  /** A row that cannot be read counts as not there, so that the next comparison finds it missing (S29). */
  onDamaged: (key: string) => void
}

/** The read side's own questions, beyond the kernel's. */
export type RowReader = {
  rows(keys: string[]): Promise<Map<string, Row>>
  /** In the order of keys. */
  ofKind(kind: string): Promise<Row[]>
}

const allRooms: readonly Room[] = ['catalog', 'work', 'registers']
const maxTries = 20
/** More rows than this at once are a page, not somebody's act. */
const maxRemembered = 50
const scanStep = 1000

export function createDocumentStore(options: DocumentStoreOptions): DocumentStore & RowReader {
  const { rooms, kinds, memory, sortKeyOf, onChanged } = options
  const damaged = new Set<string>()

  const decode = (kept: Kept<StoredRow> | undefined): Row | null => {
    if (kept === undefined || kept._deleted) return null
    const row = readRow(kept)
    if (row === null && !damaged.has(kept.key)) {
      damaged.add(kept.key)
      options.onDamaged(kept.key)
    }
    return row
  }

  const byRoom = (keys: string[]): [Table<StoredRow>, string[]][] =>
    allRooms
      .map((room): [Table<StoredRow>, string[]] => [
        rooms[room],
        keys.filter((key) => roomOf(parseKey(key).kind) === room),
      ])
      .filter(([, own]) => own.length > 0)

  const gather = async (keys: string[], read: 'get' | 'getToWrite'): Promise<Map<string, Kept<StoredRow>>> => {
    const parts = byRoom(keys)
    if (parts.length === 1) return parts[0]![0][read](parts[0]![1])
    const found = await Promise.all(parts.map(([table, own]) => table[read](own)))
    return new Map(found.flatMap((map) => [...map]))
  }

  const write = async (writes: Write<StoredRow>[]): Promise<Written> => {
    const byKey = new Map(writes.map((one) => [one.key, one]))
    const written = await Promise.all(
      byRoom([...byKey.keys()]).map(([table, own]) => table.write(own.map((key) => byKey.get(key)!))),
    )
    return {
      conflicts: written.flatMap(({ conflicts }) => conflicts),
      revisions: new Map(written.flatMap(({ revisions }) => [...revisions])),
    }
  }

  const remembered = (keys: string[]): Map<string, Remembered> | null => {
    if (keys.length > maxRemembered) return null
    const rows = new Map<string, Remembered>()
    for (const key of keys) {
      const row = memory.get(key)
      if (row === undefined) return null
      rows.set(key, row)
    }
    return rows
  }

  const onDisk = async (keys: string[]): Promise<Map<string, Remembered>> => {
    const kept = await gather(keys, 'getToWrite')
    return new Map(keys.map((key) => [key, { row: decode(kept.get(key)), revision: kept.get(key) }]))
  }

  return {
    forgetRemembered() {
      memory.clear()
      options.onNewsMissing()
    },

    async read(refs) {
      const rows = new Map(refs.map(refKey).map((key) => [key, memory.get(key)]))
      const unknown = [...rows].filter(([, row]) => row === undefined).map(([key]) => key)
      if (unknown.length > 0) {
        const remember = memory.reading()
        const kept = await gather(unknown, 'get')
        for (const key of unknown) {
          const read = { row: decode(kept.get(key)), revision: revisionOf(kept.get(key)) }
          rows.set(key, read)
          if (!damaged.has(key)) remember(key, read)
        }
      }
      return refs.map((ref) => rows.get(refKey(ref))?.row ?? null)
    },

    async change(refs, change) {
      if (refs.length === 0) return
      const keys = refs.map(refKey)
      const distinct = [...new Set(keys)]
      for (let tries = 0; tries < maxTries; tries += 1) {
        const inMemory = tries === 0 ? remembered(distinct) : null
        const present = inMemory ?? (await onDisk(distinct))
        if (![...present.values()].every(isKnownWholly)) await options.recheck(distinct)
        const before = keys.map((key) => present.get(key)?.row ?? null)
        const after = await change(before)
        const writes: Write<StoredRow>[] = []
        const changes: RowChange[] = []
        for (const [i, key] of keys.entries()) {
          const row = after[i] ?? null
          const previous = present.get(key)?.revision
          if (row === before[i] && (row !== null || previous === undefined || previous._deleted)) continue
          writes.push({ key, previous, next: row === null ? null : storeRow(row, sortKeyOf) })
          changes.push({ key, row })
        }
        // "As it is" is believed of what stands on the disk: only writing finds out that another tab was there.
        if (inMemory !== null && writes.length < keys.length) continue
        await kinds.learn(changes.map(({ row }) => row))
        const { conflicts, revisions } = await write(writes)
        const written = conflicts.length === 0 ? changes : changes.filter(({ key }) => !conflicts.includes(key))
        if (damaged.size > 0) for (const { key } of written) damaged.delete(key)
        // Pages of a filling would push out what people work with.
        if (written.length > maxRemembered) memory.forget(written.map(({ key }) => key))
        else for (const { key, row } of written) memory.wrote(key, { row, revision: revisions.get(key), isOwn: true })
        if (written.length > 0) onChanged(written)
        if (conflicts.length === 0) return
        memory.forget(conflicts)
        options.onNewsMissing()
      }
      throw new StoreError('conflict', 'Another tab keeps changing the same documents')
    },

    async pending() {
      const lowest = { index: 'pending', lower: 1, upper: Infinity }
      const found = await Promise.all(allRooms.map((room) => rooms[room].keys(lowest)))
      return found.flat().map(parseKey)
    },

    scopes: () => kinds.scopes(),

    async inScope(scope, after, limit) {
      const found: { ref: Ref; version: number }[] = []
      for (const kind of await kinds.of(scope)) {
        const { lower, upper } = keysOfKind(kind)
        if (after !== null && after >= upper) continue
        let from = after !== null && after > lower ? after : lower
        for (let more = true; more && found.length < limit;) {
          const rows = await rooms[roomOf(kind)].range({
            lower: from,
            upper,
            openLower: true,
            openUpper: true,
            limit: scanStep,
          })
          for (const row of rows) {
            if (!isIn(row, scope) || damaged.has(row.key)) continue
            found.push({ ref: parseKey(row.key), version: row.version })
          }
          more = rows.length === scanStep
          from = rows.at(-1)?.key ?? from
        }
      }
      return found.slice(0, limit)
    },

    async rows(keys) {
      const kept = await gather(keys, 'get')
      const rows = new Map<string, Row>()
      for (const [key, stored] of kept) {
        const row = decode(stored)
        if (row !== null) rows.set(key, row)
      }
      return rows
    },

    async ofKind(kind) {
      const table = rooms[roomOf(kind)]
      const rows = await readInPieces((range) => table.range(range), keysOfKind(kind))
      return rows.map(decode).filter((row) => row !== null)
    },
  }
}

/** Nobody else has written it, as far as writing it now would not find out. */
const isKnownWholly = ({ revision, isOwn }: Remembered): boolean => isOwn === true || revision === undefined

/** Of the row, which is large, no more is remembered. */
const revisionOf = (kept: Kept<StoredRow> | undefined): Revision | undefined =>
  kept && { _rev: kept._rev, _deleted: kept._deleted }

const isIn = ({ scopes }: StoredRow, scope: string): boolean =>
  scopes === scope || (scopes.includes(scope) && scopes.split('\n').includes(scope))
