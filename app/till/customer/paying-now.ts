/** What the payment window says of the money right now, for the customer's screen. null: nobody pays. One per tab. */
import type { Paying } from './picture.ts'

let paying: Paying | null = null
const listeners = new Set<() => void>()

export const payingNow = {
  get: (): Paying | null => paying,
  subscribe: (changed: () => void): (() => void) => {
    listeners.add(changed)
    return () => void listeners.delete(changed)
  },
  set: (next: Paying | null): void => {
    paying = next
    for (const tell of [...listeners]) tell()
  },
}
