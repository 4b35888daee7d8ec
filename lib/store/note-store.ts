/** Small things a device remembers: how far it has read the feed (beside the views), and what screens and sign-in keep. */
import type { NoteStore } from './local-store.ts'
import { StoreError } from './local-store.ts'
import { createSource, type Live, type Source } from './live.ts'
import type { StoredCursor, StoredNote } from './schemas.ts'
import { kindNotes } from './scope-kinds.ts'
import type { Table } from './table.ts'

/** No scope begins with a tilde; what is noted beside the cursors does. The kernel's own marks come back with them. */
const clockKey = '~clock'
const isCursor = (key: string): boolean => key !== clockKey && !key.startsWith(kindNotes)
const everything = { lower: '', upper: '\uffff' }
const maxTries = 20

export function createCursorStore(table: Table<StoredCursor>): NoteStore {
  const set = async (positions: ReadonlyMap<string, number | null>): Promise<void> => {
    let left = [...positions.keys()]
    for (let tries = 0; left.length > 0; tries += 1) {
      if (tries === maxTries) throw new StoreError('conflict', 'Another tab keeps moving the same cursors')
      const kept = await table.get(left)
      const writes = left.flatMap((key) => {
        const previous = kept.get(key)
        const position = positions.get(key) ?? null
        if (position === null && (previous === undefined || previous._deleted)) return []
        return [{ key, previous, next: position === null ? null : { key, position } }]
      })
      left = (await table.write(writes)).conflicts
    }
  }

  return {
    async cursors() {
      const rows = await table.range(everything)
      return Object.fromEntries(rows.filter(({ key }) => isCursor(key)).map(({ key, position }) => [key, position]))
    },
    setCursors: (cursors) => set(new Map(Object.entries(cursors))),
    async clockOffsetMs() {
      const row = (await table.get([clockKey])).get(clockKey)
      return row === undefined || row._deleted ? null : row.position
    },
    setClockOffsetMs: (offset) => set(new Map([[clockKey, offset]])),
  }
}

/** Strictly durable values of this device, by key, shared by its tabs. They survive a dropped view and an update. */
export type DeviceNotes = {
  get(key: string): unknown
  /** undefined: not set. Answers at once: all notes are few and read at the start. */
  live(key: string): Live<unknown>
  /** Resolves when durable; undefined removes. The last writer wins. */
  set(key: string, value: unknown): Promise<void>
  /** Another tab has set these. */
  reread(keys: string[]): Promise<void>
  /** Removes all but those whose key begins with one of these. */
  clear(keep: readonly string[]): Promise<void>
}

export async function openDeviceNotes(
  table: Table<StoredNote>,
  { onSet, onDamaged }: { onSet: (key: string) => void; onDamaged: (key: string) => void },
): Promise<DeviceNotes> {
  const sources = new Map<string, Source<unknown>>()
  const sourceOf = (key: string): Source<unknown> => {
    const known = sources.get(key)
    if (known) return known
    const source = createSource<unknown>(undefined)
    sources.set(key, source)
    return source
  }
  const show = ({ key, value }: StoredNote): void => {
    try {
      sourceOf(key).set(JSON.parse(value))
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error
      onDamaged(key)
    }
  }
  for (const note of await table.range(everything)) show(note)
  /** What was read before a write of this tab is old when it comes: a screen would build on it and undo the write. */
  let writes = 0

  const notes: DeviceNotes = {
    get: (key) => sourceOf(key).get(),
    live: sourceOf,
    async set(key, value) {
      for (let tries = 0; ; tries += 1) {
        if (tries === maxTries) throw new StoreError('conflict', 'Another tab keeps setting the same note')
        const previous = (await table.get([key])).get(key)
        if (value === undefined && (previous === undefined || previous._deleted)) break
        const next = value === undefined ? null : { key, value: JSON.stringify(value) }
        if ((await table.write([{ key, previous, next }])).conflicts.length === 0) break
      }
      writes += 1
      sourceOf(key).set(value)
      onSet(key)
    },
    async reread(keys) {
      let before: number
      let kept: Awaited<ReturnType<typeof table.get>>
      do {
        before = writes
        kept = await table.get(keys)
      } while (before !== writes)
      for (const key of keys) {
        const row = kept.get(key)
        if (row === undefined || row._deleted) sourceOf(key).set(undefined)
        else show(row)
      }
    },
    async clear(keep) {
      for (const key of sources.keys())
        if (!keep.some((start) => key.startsWith(start))) await notes.set(key, undefined)
    },
  }
  return notes
}
