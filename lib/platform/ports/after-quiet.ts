/**
 * Waits for the end of something that comes in pieces and says nothing when it is over. A timer that comes late tells that
 * the page stood still: pieces may have come meanwhile which nobody has looked at yet, so it is waited again.
 */
import type { PrintClock } from '../../printing/queue/printer-port.ts'

/** A page that does nothing else is on time to a few ms. */
const lateMs = 20
/** A page that is late for ever (behind others its timers are slowed down) must come to an end too. */
const mostAgain = 3

/** Calls `run` when nobody has stopped it for `ms`. Answers the canceller. */
export function afterQuiet(clock: PrintClock, ms: number, run: () => void): () => void {
  const steady = clock.steady ?? (() => clock.now())
  let stop: () => void = () => undefined
  const wait = (again: number): void => {
    const due = steady() + ms
    stop = clock.after(ms, () => {
      if (again > 0 && steady() - due > lateMs) wait(again - 1)
      else run()
    })
  }
  wait(mostAgain)
  return () => stop()
}
