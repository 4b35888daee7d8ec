/**
 * What has come back of a receipt's lines: what the server counted over all tills, and this till's own returns that it
 * has not counted yet. A return leaves the second part exactly when it enters the first, so none counts twice and none
 * is forgotten (users.md 12).
 */
import type { CartLine } from '../../../lib/domain/till/cart.ts'
import { givenInPoints, soldLineOf, type Receipt, type ReceiptLine } from '../../../lib/domain/till/receipt.ts'
import { pointsBackName } from '../../../lib/domain/till/till-accounts.ts'
import type { Shown } from '../../../lib/workplace-types.ts'

/** Thousandths, by the id of the line that was sold; under `pointsBackName` what came back in points, in minor units. */
export type Returned = ReadonlyMap<string, number>

/** `amounts`: of the document `returned/<receiptId>`; null: nothing of it was counted yet. */
export function returnedOf(
  receiptId: string,
  amounts: Readonly<Record<string, number>> | null,
  ownReceipts: readonly Shown<Receipt>[],
): Returned {
  const returned = new Map(Object.entries(amounts ?? {}))
  // Of its own receipts a till names the lines by their ids: no place is to be looked up.
  for (const { body, pending } of ownReceipts) if (pending > 0) addReceipt(returned, { id: receiptId, lines: [] }, body)
  return returned
}

/** How much of a line can still come back. What came back itself is sold no more. */
export const leftMilli = (line: ReceiptLine, returned: Returned): number =>
  line.returnOf === null ? Math.max(0, line.quantityMilli - (returned.get(line.id) ?? 0)) : 0

export const isAnythingLeft = ({ lines }: Pick<Receipt, 'lines'>, returned: Returned): boolean =>
  lines.some((line) => leftMilli(line, returned) > 0)

/**
 * Of a receipt that this till does not hold. `counted`: what the server has just told of all tills; null: nobody was asked,
 * and only this till's own returns are known, sent or not. They name a line by its place.
 */
export function foreignReturned(
  original: Receipt,
  counted: Readonly<Record<string, number>> | null,
  ownReceipts: readonly Shown<Receipt>[],
): Returned {
  const returned = new Map(Object.entries(counted ?? {}))
  for (const { body, pending } of ownReceipts) if (counted === null || pending > 0) addReceipt(returned, original, body)
  return returned
}

/** Together with what stands in the sale that is being made: an exchange takes goods back when it is closed. */
export function withSale(
  original: Pick<Receipt, 'id' | 'lines'>,
  returned: Returned,
  saleLines: readonly Back[],
): Returned {
  const together = new Map(returned)
  addTo(together, original, saleLines)
  return together
}

/** As the server counts it (`postReceipt`): a return that gives points back is of one receipt. */
function addReceipt(returned: Map<string, number>, original: Pick<Receipt, 'id' | 'lines'>, receipt: Receipt): void {
  addTo(returned, original, receipt.lines)
  const pointsMinor = givenInPoints(receipt)
  if (pointsMinor === 0 || !receipt.lines.some(({ returnOf }) => returnOf?.receiptId === original.id)) return
  returned.set(pointsBackName, (returned.get(pointsBackName) ?? 0) + pointsMinor)
}

type Back = Pick<CartLine | ReceiptLine, 'quantityMilli'> & {
  returnOf: { receiptId: string; lineId: string; position?: number | undefined } | null
}

function addTo(returned: Map<string, number>, original: Pick<Receipt, 'id' | 'lines'>, lines: readonly Back[]): void {
  for (const { returnOf, quantityMilli } of lines) {
    if (returnOf?.receiptId !== original.id) continue
    const lineId = soldLineOf(original, returnOf)?.id ?? returnOf.lineId
    returned.set(lineId, (returned.get(lineId) ?? 0) + quantityMilli)
  }
}
