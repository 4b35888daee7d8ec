/** A list of those who want to hear of one thing. */
export type Listeners<T extends unknown[] = []> = {
  add: (listener: (...what: T) => void) => () => void
  tell: (...what: T) => void
}

export function createListeners<T extends unknown[] = []>(): Listeners<T> {
  const all = new Set<(...what: T) => void>()
  return {
    add(listener) {
      all.add(listener)
      return () => void all.delete(listener)
    },
    tell(...what) {
      for (const listener of [...all]) listener(...what)
    },
  }
}
