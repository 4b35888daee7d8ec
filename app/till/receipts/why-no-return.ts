/** Whether goods of a receipt come back at this till; the same question of its own receipts and of another till's. Pure. */
import type { Refused } from '../../../lib/domain/operation.ts'
import type { Order } from '../../../lib/domain/order/order.ts'
import { notAtTill } from '../../../lib/domain/till/counter-return.ts'
import type { Receipt } from '../../../lib/domain/till/receipt.ts'
import { isPointsOnPaper } from './return-cart.ts'
import { isAnythingLeft, type Returned } from './returned.ts'

/** `nothingSold`: all it holds are goods that came back themselves. */
export type NoReturn = Refused | 'pointsOnPaper' | 'nothingLeft' | 'nothingSold'

/** `order`: this till's copy of the order that the receipt paid; null: it paid none, or the till does not hold it. */
export function whyNoReturn(
  receipt: Receipt,
  { order, returned }: { order: Order | null; returned: Returned },
): NoReturn | null {
  if (receipt.lines.every(({ returnOf }) => returnOf !== null)) return 'nothingSold'
  const refusal = notAtTill(receipt, order)
  if (refusal) return refusal
  if (isPointsOnPaper(receipt)) return 'pointsOnPaper'
  return isAnythingLeft(receipt, returned) ? null : 'nothingLeft'
}
