/**
 * Time that passes only when it is told to. Between two events everything that is ready runs to its end, so a run of
 * the kernel over memory is the same every time.
 */
import type { Clock } from '../ports.ts'

export type VirtualTime = Clock & {
  /** A clock that goes wrong by this much; it may be set again while it runs. */
  skewed(offsetMs: () => number): Clock
  /** Lets this much time pass, event by event. */
  pass(ms: number): Promise<void>
  /** Everything that can go on without time going on. */
  settle(): Promise<void>
  wait(ms: number): Promise<void>
}

type Event = { at: number; order: number; run: () => void }

export function createVirtualTime(start = 1_700_000_000_000): VirtualTime {
  let now = start
  let order = 0
  const events = new Set<Event>()

  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

  const after = (ms: number, run: () => void): (() => void) => {
    const event = { at: now + Math.max(0, Math.ceil(ms)), order: (order += 1), run }
    events.add(event)
    return () => void events.delete(event)
  }

  const earliest = (until: number): Event | null => {
    let first: Event | null = null
    for (const event of events) {
      if (event.at > until) continue
      if (first === null || event.at < first.at || (event.at === first.at && event.order < first.order)) first = event
    }
    return first
  }

  return {
    now: () => now,
    after,
    skewed: (offsetMs) => ({ now: () => Math.round(now + offsetMs()), after }),
    settle,
    wait: (ms) => new Promise((resolve) => after(ms, resolve)),
    async pass(ms) {
      const until = now + ms
      await settle()
      for (let event = earliest(until); event !== null; event = earliest(until)) {
        events.delete(event)
        now = event.at
        event.run()
        await settle()
      }
      now = until
    },
  }
}
