/** Quantities in thousandths of the base unit: 1500 is one and a half. */
import { formatDecimal, parseDecimal } from './money.ts'
import type { Locale } from './money.ts'

/** The largest quantity of one line. */
export const maxQuantityMilli = 1_000_000_000

export const isWhole = (milli: number): boolean => milli % 1000 === 0

/** Fractions only where the product is sold so (kg, l), and never nothing. */
export const isOrderable = (milli: number, fractional: boolean): boolean =>
  milli > 0 && milli <= maxQuantityMilli && (fractional || isWhole(milli))

/** `1 250` · `1,5` */
export function formatQuantity(milli: number, locale: Locale): string {
  return (milli < 0 ? '−' : '') + formatDecimal(Math.abs(milli), 3, locale)
}

/** `2`, `1,5`, `0.250` as thousandths. null: not a quantity. */
export function parseQuantity(text: string): number | null {
  const milli = parseDecimal(text, 3)
  return milli === null || milli > maxQuantityMilli ? null : milli
}
