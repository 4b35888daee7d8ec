/**
 * Rows read or written lately. The rules ask for the same few documents with every act (the customer, the price list,
 * the goods of this order), and every question to IndexedDB costs as much as a durable write.
 *
 * Own writes are put in; what another tab wrote is forgotten when its news comes. For that moment a row may be old: whoever
 * writes one says which revision it stands on, and an act that finds another tab's before it forgets everything first
 * (`lib/sync/act.ts`).
 */
import type { Row } from './local-store.ts'
import { parseKey } from './row-codec.ts'
import type { Revision } from './table.ts'

/** `row` null: it is not there. `revision` undefined: nor was it ever. `isOwn`: this tab wrote it last. */
export type Remembered = { row: Row | null; revision: Revision | undefined; isOwn?: true }

export type RowMemory = {
  /** undefined: not known. */
  get(key: string): Remembered | undefined
  /** To be called before reading. What it returns takes what was read, unless something was written meanwhile. */
  reading(): (key: string, read: Remembered) => void
  wrote(key: string, written: Remembered): void
  forget(keys: readonly string[]): void
  forgetKinds(kinds: readonly string[]): void
  clear(): void
}

export function createRowMemory(maxRows: number): RowMemory {
  /** The one wanted longest ago first. */
  const rows = new Map<string, Remembered>()
  let changes = 0

  const put = (key: string, row: Remembered): void => {
    rows.delete(key)
    rows.set(key, row)
    if (rows.size <= maxRows) return
    const [oldest] = rows.keys()
    if (oldest !== undefined) rows.delete(oldest)
  }

  return {
    get(key) {
      const row = rows.get(key)
      if (row !== undefined) put(key, row)
      return row
    },
    reading() {
      const before = changes
      return (key, row) => {
        if (changes === before) put(key, row)
      }
    },
    wrote(key, row) {
      changes += 1
      put(key, row)
    },
    forget(keys) {
      changes += 1
      for (const key of keys) rows.delete(key)
    },
    forgetKinds(kinds) {
      changes += 1
      for (const key of [...rows.keys()]) if (kinds.includes(parseKey(key).kind)) rows.delete(key)
    },
    clear() {
      changes += 1
      rows.clear()
    },
  }
}
