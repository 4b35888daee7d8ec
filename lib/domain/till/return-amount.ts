/**
 * What goes back for a part of a line. Parts add up to exactly what was paid, in whatever portions they come back: the
 * amount of the first n units is rounded, and a part is the difference of two such amounts.
 */
import type { ReceiptLine } from './receipt.ts'

type Sold = Pick<ReceiptLine, 'amountMinor' | 'quantityMilli'>

/** `beforeMilli` came back earlier; together with `quantityMilli` not more than was sold. */
export const returnAmount = (sold: Sold, beforeMilli: number, quantityMilli: number): number =>
  upTo(sold, beforeMilli + quantityMilli) - upTo(sold, beforeMilli)

/**
 * A till that did not know of another's return counts from another beginning, which moves its figure by a kopeck: that
 * has been printed and paid, and is taken as it is.
 */
export const isWithinReturn = (sold: Sold, beforeMilli: number, quantityMilli: number, amountMinor: number): boolean =>
  Math.abs(amountMinor - returnAmount(sold, beforeMilli, quantityMilli)) <= 1

/** Half away from zero; in big integers, for a thousand million times a million does not fit a double. */
function upTo({ amountMinor, quantityMilli }: Sold, milli: number): number {
  const exact = BigInt(amountMinor) * BigInt(milli) * 2n
  return Number((exact + BigInt(quantityMilli)) / (BigInt(quantityMilli) * 2n))
}
