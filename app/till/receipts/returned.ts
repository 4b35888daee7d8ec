/**
 * What has come back of a receipt's lines: what the server counted over all tills, and this till's own returns that it
 * has not counted yet. A return leaves the second part exactly when it enters the first, so none counts twice and none
 * is forgotten (users.md 12).
 */
import type { CartLine } from '../../../lib/domain/till/cart.ts'
import type { Receipt, ReceiptLine } from '../../../lib/domain/till/receipt.ts'
import type { Shown } from '../../../lib/workplace-types.ts'

/** Thousandths, by the id of the line that was sold. */
export type Returned = ReadonlyMap<string, number>

/** `amounts`: of the document `returned/<receiptId>`; null: nothing of it was counted yet. */
export function returnedOf(
  receiptId: string,
  amounts: Readonly<Record<string, number>> | null,
  ownReceipts: readonly Shown<Receipt>[],
): Returned {
  const returned = new Map(Object.entries(amounts ?? {}))
  for (const { body, pending } of ownReceipts) {
    if (pending === 0) continue
    for (const { returnOf, quantityMilli } of body.lines) {
      if (returnOf?.receiptId !== receiptId) continue
      returned.set(returnOf.lineId, (returned.get(returnOf.lineId) ?? 0) + quantityMilli)
    }
  }
  return returned
}

/** How much of a line can still come back. What came back itself is sold no more. */
export const leftMilli = (line: ReceiptLine, returned: Returned): number =>
  line.returnOf === null ? Math.max(0, line.quantityMilli - (returned.get(line.id) ?? 0)) : 0

export const isAnythingLeft = ({ lines }: Pick<Receipt, 'lines'>, returned: Returned): boolean =>
  lines.some((line) => leftMilli(line, returned) > 0)

/** Together with what stands in the sale that is being made: an exchange takes goods back when it is closed. */
export function withSale(
  receiptId: string,
  returned: Returned,
  saleLines: readonly Pick<CartLine, 'quantityMilli' | 'returnOf'>[],
): Returned {
  const together = new Map(returned)
  for (const { returnOf, quantityMilli } of saleLines)
    if (returnOf?.receiptId === receiptId)
      together.set(returnOf.lineId, (together.get(returnOf.lineId) ?? 0) + quantityMilli)
  return together
}
