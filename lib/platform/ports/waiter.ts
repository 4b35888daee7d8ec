/** How whoever keeps a device connected waits: until somebody wakes it, the time is over, or this tab must let go. */
import type { PrintClock } from '../../printing/queue/printer-port.ts'

export type Waiter = {
  /** Ends the wait under way. Nobody waits: nothing happens. */
  wake: () => void
  /** `ms` null: as long as it takes. One wait at a time. */
  wait: (signal: AbortSignal, ms: number | null) => Promise<void>
}

export function createWaiter(clock: Pick<PrintClock, 'after'>): Waiter {
  let wake: () => void = () => undefined
  return {
    wake: () => wake(),
    wait: (signal, ms) =>
      new Promise((resolve) => {
        const end = (): void => {
          stopTimer()
          signal.removeEventListener('abort', end)
          resolve()
        }
        const stopTimer = ms === null ? () => undefined : clock.after(ms, end)
        signal.addEventListener('abort', end)
        wake = end
        if (signal.aborted) end()
      }),
  }
}
