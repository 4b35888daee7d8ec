/**
 * One at a time, over all tabs of this browser. The browser lets go of a Web Lock at the very moment its tab ends, so
 * another one leads at once.
 *
 * On plain http there are no Web Locks (a trial in a shop's LAN). Then a lease in localStorage says who leads: renewed
 * every second, free after four. Two tabs may lead for a moment there. What they send twice is taken once (S5), and the
 * store refuses a number that is taken (S2); but of two pulls at once the slower one may write an older document over a
 * newer one, which stands until it changes again or a comparison finds it (S29).
 */
import type { DatabaseUsage } from '../store/open-store.ts'
import type { Locks } from '../sync/ports.ts'
import { createQueue } from '../sync/queue.ts'

export function createLocks(): Locks & DatabaseUsage {
  return typeof navigator !== 'undefined' && 'locks' in navigator ? webLocks(navigator.locks) : leases(localStorage)
}

function webLocks(locks: LockManager): ReturnType<typeof createLocks> {
  return {
    exclusive: <T>(name: string, work: () => Promise<T>) => locks.request<Promise<T>>(name, work),
    lead(name, work) {
      const stop = new AbortController()
      const stand = (): void => {
        locks
          .request(name, { signal: stop.signal }, () => work(stop.signal))
          .catch((error: unknown) => {
            // Stopped, perhaps while it was still waiting for its turn.
            if (stop.signal.aborted) return
            console.error(stumbled, error)
            setTimeout(stand, renewMs)
          })
      }
      stand()
      return () => stop.abort()
    },
    hold(database) {
      let release = (): void => undefined
      const held = new Promise<void>((resolve) => (release = resolve))
      locks
        .request(usageLock(database), { mode: 'shared' }, () => held)
        .catch((error: unknown) => {
          // Without it another version of the app may clear these views away; they would be pulled again.
          console.warn(`${database} is open without a lock`, error)
        })
      return () => release()
    },
    async ifUnused(database, work) {
      await locks.request(usageLock(database), { ifAvailable: true }, async (lock) => {
        if (lock !== null) await work()
      })
    },
  }
}

const stumbled = 'The leading tab stumbled and stands again'

const usageLock = (database: string): string => `rodnik-open:${database}`

const renewMs = 1000
const leaseMs = 4000

function leases(storage: Storage): ReturnType<typeof createLocks> {
  const own = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16)).join('')
  const queues = new Map<string, ReturnType<typeof createQueue>>()

  const tryTake = (name: string): boolean => {
    const [holder, until] = (storage.getItem(name) ?? '').split(' ')
    const now = Date.now()
    // A clock set back must not keep a dead tab's lease alive for hours.
    const isTaken = holder !== undefined && holder !== own && Number(until) > now && Number(until) <= now + leaseMs
    if (isTaken) return false
    storage.setItem(name, `${own} ${now + leaseMs}`)
    return true
  }

  return {
    exclusive(name, work) {
      const queue = queues.get(name) ?? createQueue()
      queues.set(name, queue)
      return queue(work)
    },
    lead(name, work) {
      const key = `rodnik-lease:${name}`
      let leading: AbortController | null = null
      const stop = (): void => {
        leading?.abort()
        leading = null
      }
      const turn = (): void => {
        if (!tryTake(key)) stop()
        else if (leading === null) {
          const mine = new AbortController()
          leading = mine
          work(mine.signal).catch((error: unknown) => {
            if (mine.signal.aborted) return
            console.error(stumbled, error)
            leading = null
          })
        }
      }
      turn()
      const timer = setInterval(turn, renewMs)
      return () => {
        clearInterval(timer)
        if (leading !== null) storage.removeItem(key)
        stop()
      }
    },
    // Nobody can be asked: what is old stays for a browser with locks to clear.
    hold: () => () => undefined,
    ifUnused: () => Promise.resolve(),
  }
}
