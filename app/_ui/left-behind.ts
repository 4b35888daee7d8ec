/**
 * The last letters typed before a page goes. A kept value is seen before it is on the disk, and IndexedDB answers later
 * than a page that is loaded anew lives. So what is still on its way then is noted in localStorage, which is written at
 * once, and set again at the next start:
 *
 *     page goes     value on its way, and what the disk may hold instead   → localStorage
 *     next start    the disk holds one of these: the write was lost        → set again
 *                   it holds something else: written after all, or another tab has gone on; the note is dropped
 */
import type { Kept } from './kept-value.ts'

export type Notes = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

const nameOf = (key: string): string => `rodnik.left.${key}`

/** To be called while the page goes. */
export function noteLeft<T>(notes: Notes, key: string, kept: Kept<T>): void {
  const onItsWay = kept.onItsWay()
  if (onItsWay === null) return
  try {
    notes.setItem(nameOf(key), JSON.stringify(onItsWay))
  } catch (cause) {
    console.warn('What was typed last could not be noted', cause)
  }
}

/** Resolves when what was lost is on the disk. Seen at once. */
export async function takeUpLeft<T>(notes: Notes, key: string, kept: Kept<T>): Promise<void> {
  const text = notes.getItem(nameOf(key))
  if (text === null) return
  dropLeft(notes, key)
  // Only `noteLeft` writes under this name.
  const { value, instead } = JSON.parse(text) as { value: T; instead: readonly T[] }
  const onDisk = JSON.stringify(kept.get())
  if (instead.some((one) => JSON.stringify(one) === onDisk)) await kept.set(value)
}

/** The page has not gone after all, and goes on writing. */
export const dropLeft = (notes: Notes, key: string): void => notes.removeItem(nameOf(key))
