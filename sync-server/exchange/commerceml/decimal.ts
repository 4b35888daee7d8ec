/**
 * Decimal text to scaled integers, exactly: no float comes near money. The schema says "point"; real files also have
 * commas and thousands set off by blanks or no-break spaces. What can be read in two ways is refused, not guessed.
 */
export type Decimal =
  | { kind: 'number'; value: number; rounded: boolean }
  | { kind: 'empty' }
  | { kind: 'bad'; reason: 'notANumber' | 'ambiguous' | 'tooLarge' }

/** Hundredths, half away from zero. `1,234` is refused: a thousand and more, or one and a bit? */
export function parseMoneyMinor(text: string): Decimal {
  if (/^[+\-−]?[1-9]\d{0,2},\d{3}$/.test(text.trim())) return { kind: 'bad', reason: 'ambiguous' }
  return parseScaled(text, 2)
}

/** Thousandths, half away from zero. `1,234` is a little more than one: 1C writes no thousands commas. */
export function parseQuantityMilli(text: string): Decimal {
  return parseScaled(text, 3)
}

const longest = 40
// JavaScript's trim knows them, the patterns below want plain blanks.
const blanks = /[\u00a0\u2007\u2009\u202f]/g

const plain = /^(\d+)(?:[.,](\d*))?$/
const fractionOnly = /^()[.,](\d+)$/
const groupedByBlank = /^(\d{1,3}(?: \d{3})+)(?:[.,](\d*))?$/
const groupedByComma = /^(\d{1,3}(?:,\d{3})+)\.(\d*)$/
const groupedByCommaWhole = /^(\d{1,3}(?:,\d{3}){2,})()$/
const groupedByPoint = /^(\d{1,3}(?:\.\d{3})+),(\d*)$/
const shapes = [plain, fractionOnly, groupedByBlank, groupedByComma, groupedByCommaWhole, groupedByPoint]

function parseScaled(text: string, digits: number): Decimal {
  const trimmed = text.trim()
  if (trimmed === '') return { kind: 'empty' }
  if (trimmed.length > longest) return { kind: 'bad', reason: 'notANumber' }
  const negative = /^[-−]/.test(trimmed)
  const body = trimmed
    .replace(/^[+\-−]/, '')
    .trim()
    .replace(blanks, ' ')
  for (const shape of shapes) {
    const match = shape.exec(body)
    if (match) return scaled(negative, (match[1] ?? '').replace(/[ .,]/g, ''), match[2] ?? '', digits)
  }
  return { kind: 'bad', reason: 'notANumber' }
}

function scaled(negative: boolean, whole: string, fraction: string, digits: number): Decimal {
  const kept = fraction.slice(0, digits).padEnd(digits, '0')
  const dropped = fraction.slice(digits)
  const magnitude = BigInt(whole + kept) + (dropped >= '5' ? 1n : 0n)
  if (magnitude > BigInt(Number.MAX_SAFE_INTEGER)) return { kind: 'bad', reason: 'tooLarge' }
  const value = Number(magnitude)
  return { kind: 'number', value: negative && value !== 0 ? -value : value, rounded: /[1-9]/.test(dropped) }
}
