/** What goes back for a part of a line, and how far a till that did not know of another's return may be off. */
import { partOf } from '../part-of.ts'
import type { ReceiptLine } from './receipt.ts'

type Sold = Pick<ReceiptLine, 'amountMinor' | 'quantityMilli'>

/** `beforeMilli` came back earlier; together with `quantityMilli` not more than was sold. */
export const returnAmount = (sold: Sold, beforeMilli: number, quantityMilli: number): number =>
  partOf(sold, beforeMilli, quantityMilli)

/** From so much on a kopeck is one in a hundred, and nobody gets rich by asking for it in parts. */
const kopeckIsSmallMinor = 100

/**
 * A till that did not know of another's return counts from another beginning, which moves its figure by a kopeck: that
 * has been printed and paid, and is taken as it is. Not for crumbs, where a kopeck each would come to more than was paid.
 */
export function isWithinReturn(sold: Sold, beforeMilli: number, quantityMilli: number, amountMinor: number): boolean {
  const dueMinor = returnAmount(sold, beforeMilli, quantityMilli)
  return amountMinor <= dueMinor + (dueMinor < kopeckIsSmallMinor ? 0 : 1) && amountMinor >= dueMinor - 1
}
