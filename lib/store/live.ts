/**
 * A value that changes, as React's `useSyncExternalStore` wants it: functions without `this`, and the same object until
 * something changed.
 */
export type Live<T> = { get: () => T; subscribe: (changed: () => void) => () => void }

export type Source<T> = Live<T> & {
  /** The very same value tells nobody. */
  set(value: T): void
  watched(): boolean
}

export function createSource<T>(initial: T, onWatched: (watched: boolean) => void = () => undefined): Source<T> {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      if (Object.is(next, value)) return
      value = next
      for (const changed of [...listeners]) changed()
    },
    subscribe(changed) {
      // One function may be handed in twice; each subscription ends by itself.
      const own = () => changed()
      listeners.add(own)
      if (listeners.size === 1) onWatched(true)
      return () => {
        if (!listeners.delete(own)) return
        if (listeners.size === 0) onWatched(false)
      }
    },
    watched: () => listeners.size > 0,
  }
}
