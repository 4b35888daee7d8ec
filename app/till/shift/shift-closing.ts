/**
 * What closing a shift carries: the totals of ITS receipts and of the movements in its drawer, as they stand on this
 * till, sent or not (users.md 10). Nobody is asked for anything, so nothing has to be waited for.
 */
import type { TillPayload } from '../../../lib/domain/till/operations.ts'
import type { Receipt } from '../../../lib/domain/till/receipt.ts'
import type { Shift, ShiftTotals } from '../../../lib/domain/till/shift.ts'
import { expectedCash, shiftTotals } from '../../../lib/domain/till/totals.ts'
import { missingNumbers } from '../print/missing-numbers.ts'

/** What the act carries at most. More are missing only where the receipts themselves are not here. */
const mostVoided = 1000

export type Closing = {
  totals: ShiftTotals
  expectedMinor: number
  lastReceipt: number
  /** Numbers up to the last one that are on no receipt (users.md 7). */
  voided: number[]
}

/** `receipts`: of this till, of any shift. `given`: the highest number given out in this one, also if it became nothing. */
export function closingOf(shift: Shift, receipts: readonly Receipt[], given = 0): Closing {
  const own = receipts.filter(({ shiftId }) => shiftId === shift.id)
  const totals = shiftTotals(own, shift.movements)
  const numbers = own.map(({ number }) => number)
  const lastReceipt = Math.max(given, ...numbers)
  return {
    totals,
    expectedMinor: expectedCash(shift, totals),
    lastReceipt,
    voided: missingNumbers(numbers, lastReceipt).slice(0, mostVoided),
  }
}

/** `reason` is kept only where there is something to explain. */
export function closePayload(
  { totals, expectedMinor, lastReceipt, voided }: Closing,
  { countedMinor, reason }: { countedMinor: number; reason: string },
): TillPayload<'shift.close'> {
  const why = reason.trim()
  return {
    countedMinor,
    reason: countedMinor === expectedMinor || why === '' ? null : why,
    totals,
    lastReceipt,
    voided,
  }
}

/** May it be closed with this count? A difference is no obstacle, but it wants a reason (users.md 11). */
export const isClosable = (expectedMinor: number, countedMinor: number | null, reason: string): boolean =>
  countedMinor !== null && (countedMinor === expectedMinor || reason.trim() !== '')
