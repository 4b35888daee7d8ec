/**
 * What closing a shift carries: the totals of ITS receipts and of the movements in its drawer, as they stand on this
 * till, sent or not (users.md 10). Nobody is asked for anything, so nothing has to be waited for.
 */
import type { TillPayload } from '../../../lib/domain/till/operations.ts'
import type { Receipt } from '../../../lib/domain/till/receipt.ts'
import type { Shift, ShiftTotals } from '../../../lib/domain/till/shift.ts'
import { expectedCash, shiftTotals } from '../../../lib/domain/till/totals.ts'

export type Closing = {
  totals: ShiftTotals
  expectedMinor: number
  lastReceipt: number
}

/** `receipts`: of this till, of any shift. */
export function closingOf(shift: Shift, receipts: readonly Receipt[]): Closing {
  const own = receipts.filter(({ shiftId }) => shiftId === shift.id)
  const totals = shiftTotals(own, shift.movements)
  return {
    totals,
    expectedMinor: expectedCash(shift, totals),
    lastReceipt: Math.max(0, ...own.map(({ number }) => number)),
  }
}

/** `reason` is kept only where there is something to explain. */
export function closePayload(
  { totals, expectedMinor, lastReceipt }: Closing,
  { countedMinor, reason }: { countedMinor: number; reason: string },
): TillPayload<'shift.close'> {
  const why = reason.trim()
  return { countedMinor, reason: countedMinor === expectedMinor || why === '' ? null : why, totals, lastReceipt }
}

/** May it be closed with this count? A difference is no obstacle, but it wants a reason (users.md 11). */
export const isClosable = (expectedMinor: number, countedMinor: number | null, reason: string): boolean =>
  countedMinor !== null && (countedMinor === expectedMinor || reason.trim() !== '')
