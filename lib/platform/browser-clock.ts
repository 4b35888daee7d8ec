import type { Clock } from '../sync/ports.ts'

/** `steady` only grows, whatever the clock is set to. */
export const browserClock: Clock & { steady: () => number } = {
  now: () => Date.now(),
  steady: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
