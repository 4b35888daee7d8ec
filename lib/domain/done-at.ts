import type { Facts, Operation } from './operation.ts'

/** No device works for longer without the server: an older time is that of a wrong clock. */
const longestAwayMs = 31 * 24 * 3_600_000

/**
 * When it was done, by the server's clock as far as the device knew it; never later than now. A time that cannot be is
 * told as now: money must stand in the figures of a day that somebody still looks at. Not used for ordering.
 */
export function doneAt(operation: Operation, facts: Facts): number {
  const at = operation.madeAt + (operation.clockOffsetMs ?? 0)
  return at > facts.now || at < facts.now - longestAwayMs ? facts.now : at
}
