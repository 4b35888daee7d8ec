/**
 * Rows read or written lately. The rules ask for the same few documents with every act (the customer, the price list,
 * the goods of this order), and every question to IndexedDB costs as much as a durable write.
 *
 * Own writes are put in; what another tab wrote is forgotten when its news comes. For that moment a row may be old: whoever
 * writes a row reads it anew, and an act that finds another tab's before it forgets everything first (`lib/sync/act.ts`).
 */
import type { Row } from './local-store.ts'
import { parseKey } from './row-codec.ts'

export type RowMemory = {
  /** undefined: not known; null: known to be absent. */
  get(key: string): Row | null | undefined
  /** To be called before reading. What it returns takes what was read, unless something was written meanwhile. */
  reading(): (key: string, row: Row | null) => void
  wrote(key: string, row: Row | null): void
  forget(keys: readonly string[]): void
  forgetKinds(kinds: readonly string[]): void
  clear(): void
}

export function createRowMemory(maxRows: number): RowMemory {
  /** The one wanted longest ago first. */
  const rows = new Map<string, Row | null>()
  let changes = 0

  const put = (key: string, row: Row | null): void => {
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
