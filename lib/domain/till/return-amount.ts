/** What goes back for a part of a line, and how far a till that did not know of another's return may be off. */
import { partOf } from '../part-of.ts'
import type { ReceiptLine } from './receipt.ts'

type Sold = Pick<ReceiptLine, 'amountMinor' | 'quantityMilli'>

/** `beforeMilli` came back earlier; together with `quantityMilli` not more than was sold. */
export const returnAmount = (sold: Sold, beforeMilli: number, quantityMilli: number): number =>
  partOf(sold, beforeMilli, quantityMilli)

/**
 * A till that did not know of another's return counts from another beginning, which moves its figure by a kopeck: that
 * has been printed and paid, and is taken as it is.
 */
export const isWithinReturn = (sold: Sold, beforeMilli: number, quantityMilli: number, amountMinor: number): boolean =>
  Math.abs(amountMinor - returnAmount(sold, beforeMilli, quantityMilli)) <= 1
