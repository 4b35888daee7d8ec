/**
 * Which live values exist, by what they show. Those that nobody looks at any more stay for a while, so that coming
 * back is instant; then they are dropped. A screen may still hold on to a dropped one: looking again brings it back,
 * if need be beside its successor.
 */

export type Registered = {
  live: { watched(): boolean }
  /** Dropped: begin anew when somebody looks again. */
  forget(): void
}

export type LiveRegistry<T extends Registered> = {
  find(key: string): T | undefined
  enter(key: string, value: T): void
  of(key: string): Iterable<T>
  all(): Iterable<T>
  keys(): string[]
}

export function createLiveRegistry<T extends Registered>(maxIdle: number): LiveRegistry<T> {
  /** The key asked for longest ago stands first. */
  const byKey = new Map<string, Set<T>>()

  const dropIdle = (): void => {
    if (byKey.size <= maxIdle) return
    const idle = [...byKey].filter(([, values]) => [...values].every(({ live }) => !live.watched()))
    for (const [key, values] of idle.slice(0, Math.max(0, idle.length - maxIdle))) {
      byKey.delete(key)
      for (const value of values) value.forget()
    }
  }

  return {
    find(key) {
      const values = byKey.get(key)
      if (values === undefined) return undefined
      byKey.delete(key)
      byKey.set(key, values)
      return [...values][0]
    },
    enter(key, value) {
      const values = byKey.get(key)
      if (values) {
        values.add(value)
        return
      }
      byKey.set(key, new Set([value]))
      dropIdle()
    },
    of: (key) => byKey.get(key) ?? [],
    *all() {
      for (const values of byKey.values()) yield* values
    },
    keys: () => [...byKey.keys()],
  }
}
