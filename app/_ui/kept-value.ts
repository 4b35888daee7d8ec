/**
 * A kept value that answers at once: what was set is seen before it is on disk, so a field does not lose letters and a
 * second tap builds on the first. Writes go one after another, each with the newest value; when one fails, what the disk
 * holds is shown again and the setter learns of it.
 */
import type { Live } from '../../lib/workplace-types.ts'

export type Stored<T> = Live<T> & { set(value: T): Promise<void> }
export type Kept<T> = Live<T> & {
  set: (next: T | ((before: T) => T)) => Promise<void>
  /** What was set and may not be on the disk yet, and what the disk may hold instead. null: all is on the disk. */
  onItsWay: () => { value: T; instead: readonly T[] } | null
}

export function createKept<T>(stored: Stored<T>): Kept<T> {
  const listeners = new Set<() => void>()
  const tellAll = (): void => listeners.forEach((tell) => tell())
  /** Set here and not on disk yet. */
  let ahead: { value: T } | null = null
  /** Of those, the one being written. */
  let written: { value: T } | null = null
  let writing: Promise<void> | null = null

  const get = (): T => (ahead ? ahead.value : stored.get())

  const writeNewest = async (): Promise<void> => {
    try {
      while (ahead !== written) {
        written = ahead
        if (written) await stored.set(written.value)
      }
    } finally {
      ahead = null
      written = null
      writing = null
      tellAll()
    }
  }

  return {
    get,
    subscribe(changed) {
      listeners.add(changed)
      const leave = stored.subscribe(changed)
      return () => {
        listeners.delete(changed)
        leave()
      }
    },
    set(next) {
      ahead = { value: isChange(next) ? next(get()) : next }
      tellAll()
      writing ??= writeNewest()
      return writing
    },
    onItsWay: () => ahead && { value: ahead.value, instead: [stored.get(), ...(written ? [written.value] : [])] },
  }
}

/** Kept values are data, never functions. */
const isChange = <T>(next: T | ((before: T) => T)): next is (before: T) => T => typeof next === 'function'
