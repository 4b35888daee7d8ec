/**
 * Money in integer minor units, points as integers. One rounding rule for the whole product: half away from zero, once
 * per line; totals add rounded lines, so what is printed, stored and sent is the same number.
 */

/** The largest amount that one line, one order or one payment may have: a thousand million in major units. */
export const maxAmount = 100_000_000_000

export type Locale = 'ru' | 'en'

/** `price` for one unit × a quantity in thousandths. null: larger than `maxAmount`. */
export function lineAmount(price: number, quantityMilli: number): number | null {
  const exact = price * quantityMilli
  const amount = Number.isSafeInteger(exact) ? divideRounding(exact, 1000) : divideRoundingBig(price, quantityMilli)
  return Math.abs(amount) > maxAmount ? null : amount
}

/** null: larger than `maxAmount`. */
export function sumAmounts(amounts: readonly number[]): number | null {
  let sum = 0
  for (const amount of amounts) {
    sum += amount
    if (Math.abs(sum) > maxAmount) return null
  }
  return sum
}

/**
 * What is taken off a total so that no coins below `stepMinor` are needed: always in the buyer's favour, so never on
 * money that goes back. A step of 0 or 1 rounds nothing.
 */
export const cashRounding = (totalMinor: number, stepMinor: number): number =>
  stepMinor > 1 && totalMinor > 0 ? -(totalMinor % stepMinor) + 0 : 0 // + 0: no negative zero

/**
 * An amount shared out in proportion to weights: the parts add up to it exactly and none is above its weight, as long as
 * the amount is not above the sum of the weights. The largest remainders get the kopecks that are left.
 */
export function shareOut(amount: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  if (sum === 0) return weights.map(() => 0)
  const exact = weights.map((weight) => BigInt(amount) * BigInt(weight))
  const parts = exact.map((one) => Number(one / BigInt(sum)))
  const left = amount - parts.reduce((all, part) => all + part, 0)
  const byRemainder = exact
    .map((one, index) => ({ index, remainder: one % BigInt(sum) }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1))
  for (const { index } of byRemainder.slice(0, left)) parts[index] = (parts[index] ?? 0) + 1
  return parts
}

/** Half away from zero. Both are safe integers, `divisor` above zero. */
function divideRounding(value: number, divisor: number): number {
  const rest = value % divisor
  const whole = (value - rest) / divisor
  if (Math.abs(rest) * 2 < divisor) return whole + 0 // + 0: no negative zero
  return whole + Math.sign(value)
}

function divideRoundingBig(price: number, quantityMilli: number): number {
  const exact = BigInt(price) * BigInt(quantityMilli)
  const whole = exact / 1000n
  const rest = exact % 1000n
  const step = rest * 2n >= 1000n ? 1n : rest * 2n <= -1000n ? -1n : 0n
  return Number(whole + step)
}

const nbsp = '\u00a0'
const signs: Record<string, string> = { RUB: '₽', RUR: '₽', 643: '₽', РУБ: '₽', USD: '$', EUR: '€' }

/** `1 250,50 ₽` · `₽1,250.50`. Without currency only the figure. Made by hand: an Intl object per cell costs a frame. */
export function formatMoney(minor: number, locale: Locale, currency?: string): string {
  const figure = formatDecimal(Math.abs(minor), 2, locale, 2)
  const minus = minor < 0 ? '−' : ''
  if (currency === undefined) return minus + figure
  const sign = signs[currency.toUpperCase().replace('.', '')] ?? currency
  if (locale === 'ru') return `${minus}${figure}${nbsp}${sign}`
  return sign.length === 1 ? `${minus}${sign}${figure}` : `${minus}${sign}${nbsp}${figure}`
}

const codes: Record<string, string> = { '₽': 'RUB', $: 'USD', '€': 'EUR' }

/** `RUB`, also for what accounting systems call it: `руб.`, `RUR`, `643`. Letters that every printer has. */
export function currencyCode(currency: string): string {
  const sign = signs[currency.toUpperCase().replace('.', '')]
  return (sign && codes[sign]) ?? currency
}

/** A typed amount as minor units: `1 250,50`, `1250.5`, `1,250.50`. null: not an amount (or too large, or below zero). */
export function parseMoney(text: string): number | null {
  const minor = parseDecimal(text, 2)
  return minor === null || minor > maxAmount ? null : minor
}

/** `value` is scaled by 10^decimals and not below zero. At least `keep` decimals are shown. */
export function formatDecimal(value: number, decimals: number, locale: Locale, keep = 0): string {
  const digits = String(value).padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  let part = digits.slice(digits.length - decimals)
  while (part.length > keep && part.endsWith('0')) part = part.slice(0, -1)
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, locale === 'ru' ? nbsp : ',')
  return part === '' ? grouped : grouped + (locale === 'ru' ? ',' : '.') + part
}

/** Scaled by 10^decimals. null: not a number of at most so many decimals. Never guesses: `1,250` is no money amount. */
export function parseDecimal(text: string, decimals: number): number | null {
  const plain = text.trim().replace(/[\s']/g, '')
  const match = /^(\d{1,15}|\d{1,3}(?:,\d{3})+(?=\.)|\d{1,3}(?:\.\d{3})+(?=,))(?:[.,](\d+))?$/.exec(plain)
  if (!match) return null
  const whole = (match[1] ?? '').replace(/[.,]/g, '')
  const part = match[2] ?? ''
  if (part.length > decimals) return null
  const value = Number(whole + part.padEnd(decimals, '0'))
  return Number.isSafeInteger(value) ? value : null
}
