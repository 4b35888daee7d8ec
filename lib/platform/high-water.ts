/**
 * The highest operation number, once more in localStorage: the browser may evict IndexedDB and leave this. Numbering
 * then goes on above it, and the office learns which numbers are missing (S21).
 */
import type { HighWater } from '../store/operation-store.ts'

const key = 'rodnik-last-seq'

export const localHighWater: HighWater = {
  read() {
    const seq = Number(localStorage.getItem(key))
    return Number.isSafeInteger(seq) && seq > 0 ? seq : 0
  },
  write(seq) {
    try {
      localStorage.setItem(key, String(seq))
    } catch (error) {
      // A second net only: the operation itself is already on the disk.
      console.warn('The last number could not be noted in localStorage', error)
    }
  },
  reset: () => localStorage.removeItem(key),
}
