/**
 * One loop of the kernel: runs its work when asked, never twice at once; asked again meanwhile, it runs once more. A
 * failure is tried again after a while that doubles and is blurred, so that a thousand devices do not return in step.
 */
import type { Clock } from './ports.ts'

export type Runner = {
  /** Now, whatever the backoff says. */
  now(): void
  /** Now, but not within two seconds of a failure: a day's work without a network is not a request for each act. */
  soon(): void
  /** Within this time, or earlier when something else asks. */
  within(ms: number): void
  /** Resolves when the present run has ended. Nothing runs afterwards. */
  stop(): Promise<void>
}

const soonMs = 2000

export type RunnerOptions = {
  clock: Clock
  random: () => number
  /** Must not throw for expected failures: it answers whether to try again. */
  work: () => Promise<'done' | 'failed'>
  firstDelayMs: number
  maxDelayMs: number
}

export function createRunner({ clock, random, work, firstDelayMs, maxDelayMs }: RunnerOptions): Runner {
  let isRunning = false
  /** The present run, or the last. */
  let run: Promise<void> = Promise.resolve()
  let again: 'no' | 'soon' | 'now' = 'no'
  let stopped = false
  let failures = 0
  let failedAt = 0
  let timer: { cancel: () => void; at: number } | null = null

  const cancelTimer = (): void => {
    timer?.cancel()
    timer = null
  }

  const within = (ms: number): void => {
    if (stopped) return
    const at = clock.now() + ms
    if (timer !== null && timer.at <= at && timer.at > clock.now()) return
    cancelTimer()
    timer = { at, cancel: clock.after(ms, now) }
  }

  const once = async (): Promise<void> => {
    for (;;) {
      again = 'no'
      cancelTimer()
      const end = await work()
      failures = end === 'done' ? 0 : failures + 1
      failedAt = clock.now()
      // Asked for while it ran; the compiler only sees the assignment above.
      const asked = again as 'no' | 'soon' | 'now'
      if (stopped || (asked === 'no' && end === 'done')) break
      if (asked === 'now' || end === 'done') continue
      const delayMs = Math.min(maxDelayMs, firstDelayMs * 2 ** (failures - 1)) * (0.5 + random() / 2)
      within(asked === 'soon' ? Math.min(soonMs, delayMs) : delayMs)
      break
    }
    isRunning = false
  }

  const now = (): void => {
    if (stopped) return
    if (isRunning) {
      again = 'now'
      return
    }
    isRunning = true
    run = once()
  }

  const soon = (): void => {
    if (isRunning) {
      if (again === 'no') again = 'soon'
      return
    }
    const restMs = failures === 0 ? 0 : Math.min(soonMs, failedAt + soonMs - clock.now())
    if (restMs <= 0) now()
    else within(restMs)
  }

  return {
    now,
    soon,
    within,
    async stop() {
      stopped = true
      cancelTimer()
      await run
    },
  }
}
