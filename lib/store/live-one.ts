/** One document. undefined while it is being read for the first time; null: not here. */
import { createSource, type Source } from './live.ts'
import type { Entry, Item } from './sorted-rows.ts'

export type One = { live: Source<Item | null | undefined>; put(entry: Entry | null): void; forget(): void }

type OneOptions = { load: (put: (entry: Entry | null) => void) => void; onWatched: () => void }

export function createOne({ load, onWatched }: OneOptions): One {
  const put = (entry: Entry | null) => live.set(entry === null ? null : entry.item)
  const live: Source<Item | null | undefined> = createSource<Item | null | undefined>(undefined, (watched) => {
    if (!watched) return
    onWatched()
    if (live.get() === undefined) load(put)
  })
  return { live, put, forget: () => live.set(undefined) }
}
