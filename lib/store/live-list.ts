/**
 * One list of one kind. It is read whole, or, where the kind is indexed by its sort key, as a window of the newest.
 * Changes that arrive while it is being read are later than what is read, and win.
 */
import { createSource, type Source } from './live.ts'
import { mergeEntries, type Entry, type Item } from './sorted-rows.ts'

export type List = {
  kind: string
  live: Source<readonly Item[] | null>
  put(entries: ReadonlyMap<string, Entry | null>): void
  load(): void
  forget(): void
}

type ListOptions = {
  kind: string
  order: 'asc' | 'desc'
  limit: number | null
  /** Only the window is read, not the whole kind. */
  isWindow: boolean
  read: () => Promise<Entry[]>
  onFailure: (error: unknown) => void
  onWatched: () => void
}

export function createList({ kind, order, limit, isWindow, read, onFailure, onWatched }: ListOptions): List {
  let entries: Entry[] | null = null
  /** What changed while a reading is under way; later than what it reads. */
  let meanwhile: Map<string, Entry | null> | null = null
  let again = false
  const live = createSource<readonly Item[] | null>(null, (watched) => {
    if (!watched) return
    onWatched()
    if (entries === null) load()
  })
  const prefix = `${kind}/`

  const show = (next: Entry[]): void => {
    const ordered = order === 'asc' ? next : next.toReversed()
    const cut = limit === null ? ordered : ordered.slice(0, limit)
    // Of a window only what is shown is known; of a whole kind everything.
    entries = isWindow ? (order === 'asc' ? cut : cut.toReversed()) : next
    const before = live.get()
    const items = cut.map(({ item }) => item)
    if (before?.length === items.length && items.every((item, i) => item === before[i])) return
    live.set(items)
  }

  const load = (): void => {
    if (meanwhile !== null) {
      again = true
      return
    }
    meanwhile = new Map()
    again = false
    void read()
      .then((fresh) => {
        const changes = meanwhile ?? new Map<string, Entry | null>()
        meanwhile = null
        show(mergeEntries(keepSame(fresh, entries), changes))
      })
      .catch((error: unknown) => {
        meanwhile = null
        onFailure(error)
      })
      .finally(() => {
        if (again) load()
      })
  }

  return {
    kind,
    live,
    load,
    forget() {
      entries = null
      live.set(null)
    },
    put(all) {
      const own = new Map([...all].filter(([key]) => key.startsWith(prefix)))
      if (own.size === 0) return
      if (meanwhile !== null) for (const [key, entry] of own) meanwhile.set(key, entry)
      if (entries === null) return
      const wasFull = isWindow && entries.length === limit
      const merged = mergeEntries(entries, own)
      const known = entries
      // A row left a full window, or moved towards its edge: what comes next stands only in the database.
      if (wasFull && [...own].some(([key]) => known.some((entry) => entry.key === key)) && !sameKeys(known, merged))
        load()
      show(merged)
    },
  }
}

const sameKeys = (a: readonly Entry[], b: readonly Entry[]): boolean =>
  a.length === b.length && a.every((entry, i) => entry.key === b[i]?.key)

/** Rows read again that say the same stay the same objects. */
function keepSame(fresh: Entry[], known: readonly Entry[] | null): Entry[] {
  if (known === null || known.length === 0) return fresh
  const byKey = new Map(known.map((entry) => [entry.key, entry]))
  return fresh.map((entry) => {
    const before = byKey.get(entry.key)
    const isSame =
      before !== undefined &&
      before.sort === entry.sort &&
      before.item.pending === entry.item.pending &&
      JSON.stringify(before.item.body) === JSON.stringify(entry.item.body)
    return isSame ? before : entry
  })
}
