/**
 * One loop of the kernel: runs its work when asked, never twice at once; asked again meanwhile, it runs once more. A
 * failure is tried again after a while that doubles and is blurred, so that a thousand devices do not return in step.
 */
import type { Clock } from './ports.ts'

export type Runner = {
  /** Now, whatever the backoff says. */
  now(): void
  /** Within this time, or earlier when something else asks. */
  within(ms: number): void
  /** Resolves when the present run has ended. Nothing runs afterwards. */
  stop(): Promise<void>
}

export type RunnerOptions = {
  clock: Clock
  random: () => number
  /** Must not throw for expected failures: it answers whether to try again. */
  work: () => Promise<'done' | 'failed'>
  firstDelayMs: number
  maxDelayMs: number
}

export function createRunner({ clock, random, work, firstDelayMs, maxDelayMs }: RunnerOptions): Runner {
  let running: Promise<void> | null = null
  let again = false
  let stopped = false
  let failures = 0
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
    do {
      again = false
      cancelTimer()
      const end = await work()
      failures = end === 'done' ? 0 : failures + 1
      if (end === 'failed' && !again) {
        within(Math.min(maxDelayMs, firstDelayMs * 2 ** (failures - 1)) * (0.5 + random() / 2))
      }
    } while (again && !stopped)
    running = null
  }

  const now = (): void => {
    if (stopped) return
    if (running !== null) {
      again = true
      return
    }
    running = once()
  }

  return {
    now,
    within,
    async stop() {
      stopped = true
      cancelTimer()
      await running
    },
  }
}
