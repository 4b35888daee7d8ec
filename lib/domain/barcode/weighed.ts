/**
 * Labels of the shop's own scales: EAN-13 that begins with 20–29, which no maker may use. What the two digits stand for
 * every shop says itself:
 *
 *     2x IIIII VVVVV C      I the product's number on the scales, V grams or kopecks, C the check digit
 *
 * A prefix without a rule is a code like any other. Pure.
 */
import * as z from 'zod/mini'
import { lineAmount } from '../money.ts'
import { maxQuantityMilli } from '../quantity.ts'
import { checkDigit, hasCheckDigit } from './check-digit.ts'

export const weighedPrefixes = ['20', '21', '22', '23', '24', '25', '26', '27', '28', '29'] as const

export const weighedRuleSchema = z.strictObject({ prefix: z.enum(weighedPrefixes), holds: z.enum(['weight', 'price']) })
export type WeighedRule = z.infer<typeof weighedRuleSchema>

export type WeighedLabel = {
  /** Five digits, with its leading zeros. */
  item: string
  /** Under which barcodes accounting systems keep such goods, the likeliest first. */
  barcodes: string[]
} & ({ grams: number } | { priceMinor: number })

/** null: no label of the scales. The caller has looked for the whole code first: pieces may be labelled so too. */
export function readWeighed(code: string, rules: readonly WeighedRule[]): WeighedLabel | null {
  if (code.length !== 13 || !hasCheckDigit(code)) return null
  const prefix = code.slice(0, 2)
  const rule = rules.find((one) => one.prefix === prefix)
  if (!rule) return null
  const item = code.slice(2, 7)
  const value = Number(code.slice(7, 12))
  const barcodes = [prefix + item, emptyLabel(prefix + item), item]
  return rule.holds === 'weight' ? { item, barcodes, grams: value } : { item, barcodes, priceMinor: value }
}

/** The label of nothing, as some accounting systems write such goods down. */
const emptyLabel = (start: string): string => `${start}00000${checkDigit(`${start}00000`)}`

/** So much of it, in thousandths of the product's unit. null: it is not sold by weight. */
export function quantityOfGrams(grams: number, unit: { unit: string; unitCode: string | null }): number | null {
  const name = unit.unit.trim().toLowerCase().replace('.', '')
  if (unit.unitCode === '166' || name === 'кг' || name === 'kg') return grams
  if (unit.unitCode === '163' || name === 'г' || name === 'гр' || name === 'g') return grams * 1000
  return null
}

/**
 * How much a label with a price stands for. The customer pays what is printed on it, to the kopeck: the amount of
 * `quantityMilli` is never below it, and `discountMinor` takes away what a thousandth is too much.
 */
export function quantityOfPrice(
  labelMinor: number,
  priceMinor: number,
): { quantityMilli: number; discountMinor: number } | null {
  if (labelMinor <= 0 || priceMinor <= 0) return null
  for (let quantityMilli = Math.max(1, Math.floor(((labelMinor - 1) * 1000) / priceMinor)); ; quantityMilli += 1) {
    const amount = quantityMilli > maxQuantityMilli ? null : lineAmount(priceMinor, quantityMilli)
    if (amount === null) return null
    if (amount >= labelMinor) return { quantityMilli, discountMinor: amount - labelMinor }
  }
}
