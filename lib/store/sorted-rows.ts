/**
 * The rows of one list in order. A change costs the rows it touches and one walk over the list's pointers; rows that
 * did not change stay the very same objects, so a screen draws only what is new.
 */

/** A document as a screen sees it; `Shown` of workplace-types. */
export type Item = { readonly id: string; readonly body: unknown; readonly pending: number }

export type Entry = { key: string; sort: string; item: Item }

/** Ascending by sort key, then by key. */
export const compareEntries = (a: Entry, b: Entry): number =>
  a.sort < b.sort ? -1 : a.sort > b.sort ? 1 : a.key < b.key ? -1 : a.key > b.key ? 1 : 0

/** `changes`: the new entry per key; null: not in the list any more. `entries` and the result are ascending. */
export function mergeEntries(entries: readonly Entry[], changes: ReadonlyMap<string, Entry | null>): Entry[] {
  const fresh = [...changes.values()].filter((entry) => entry !== null).sort(compareEntries)
  const merged: Entry[] = []
  let next = 0
  for (const entry of entries) {
    if (changes.has(entry.key)) continue
    for (; next < fresh.length && compareEntries(fresh[next]!, entry) < 0; next += 1) merged.push(fresh[next]!)
    merged.push(entry)
  }
  for (; next < fresh.length; next += 1) merged.push(fresh[next]!)
  return merged
}
