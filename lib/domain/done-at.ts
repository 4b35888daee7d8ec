import type { Facts, Operation } from './operation.ts'

/** When it was done, by the server's clock as far as the device knew it; never later than now. Not used for ordering. */
export const doneAt = (operation: Operation, facts: Facts): number =>
  Math.max(0, Math.min(facts.now, operation.madeAt + (operation.clockOffsetMs ?? 0)))
