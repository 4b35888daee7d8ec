/**
 * One list of one kind, read whole. Changes that arrive while it is being read are later than what is read, and win.
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
  read: () => Promise<Entry[]>
  onFailure: (error: unknown) => void
  onWatched: () => void
}

export function createList({ kind, order, read, onFailure, onWatched }: ListOptions): List {
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
    entries = next
    const before = live.get()
    const items = (order === 'asc' ? next : next.toReversed()).map(({ item }) => item)
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
      if (entries !== null) show(mergeEntries(entries, own))
    },
  }
}

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
