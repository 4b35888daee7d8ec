/**
 * What a part of a line comes to. Parts add up to exactly the line's amount, in whatever portions they come: the amount of
 * the first n units is rounded, and a part is the difference of two such amounts.
 */
type Whole = { amountMinor: number; quantityMilli: number }

/** `beforeMilli` came earlier; together with `quantityMilli` not more than the whole. */
export const partOf = (whole: Whole, beforeMilli: number, quantityMilli: number): number =>
  upTo(whole, beforeMilli + quantityMilli) - upTo(whole, beforeMilli)

/** Half away from zero; in big integers, for a thousand million times a million does not fit a double. */
function upTo({ amountMinor, quantityMilli }: Whole, milli: number): number {
  const exact = BigInt(amountMinor) * BigInt(milli) * 2n
  return Number((exact + BigInt(quantityMilli)) / (BigInt(quantityMilli) * 2n))
}
