/** Web Locks of one browser profile: all tabs share them, and a tab that dies lets go. */
import type { Locks } from '../ports.ts'

export type LockTable = { tab(): TabLocks }
export type TabLocks = Locks & {
  /** The tab dies: nothing it waits for comes, what it holds is free. */
  die(): void
}

type Waiter = { tab: object; run: () => void }

export function createLockTable(): LockTable {
  const held = new Map<string, object>()
  const waiting = new Map<string, Waiter[]>()

  const next = (name: string): void => {
    const waiter = waiting.get(name)?.shift()
    if (waiter === undefined) {
      held.delete(name)
      return
    }
    held.set(name, waiter.tab)
    waiter.run()
  }

  const acquire = (name: string, tab: object): Promise<void> =>
    new Promise((resolve) => {
      if (!held.has(name)) {
        held.set(name, tab)
        resolve()
        return
      }
      const queue = waiting.get(name) ?? []
      queue.push({ tab, run: resolve })
      waiting.set(name, queue)
    })

  const release = (name: string, tab: object): void => {
    if (held.get(name) === tab) next(name)
  }

  return {
    tab() {
      const tab = {}
      let dead = false
      return {
        async exclusive(name, work) {
          await acquire(name, tab)
          try {
            return await work()
          } finally {
            release(name, tab)
          }
        },
        lead(name, work) {
          const end = new AbortController()
          void acquire(name, tab).then(async () => {
            if (!end.signal.aborted && !dead) await work(end.signal)
            release(name, tab)
          })
          return () => end.abort()
        },
        die() {
          dead = true
          for (const [name, queue] of waiting) {
            waiting.set(
              name,
              queue.filter((waiter) => waiter.tab !== tab),
            )
          }
          for (const [name, holder] of [...held]) if (holder === tab) release(name, tab)
        },
      }
    },
  }
}
