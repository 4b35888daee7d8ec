/**
 * GS1 element strings: fields one after another, each with an application identifier before it. Some have a fixed length,
 * the others end with GS or with the code (GS1 General Specifications 3). Only what a till can use is kept; the rest is
 * read over, by its length. Pure.
 */
import { hasCheckDigit } from './check-digit.ts'

export type Gs1 = {
  /** 14 digits. (01), or (02): what is inside. */
  gtin: string | null
  /** (310n): net weight. */
  weightGrams: number | null
  /** (30), (37): pieces. */
  count: number | null
  /** (392n), (390n): price or amount of this piece, in minor units. */
  priceMinor: number | null
  /** (10) */
  lot: string | null
  /** (21) */
  serial: string | null
  /** (17), (15): `2027-01-31`. */
  expires: string | null
}

export const fieldEnd = '\u001d'

type Field = { digits: number; fixed?: number; most?: number; onlyDigits?: boolean }

/** By the first two digits: how long the identifier is, and what follows it. */
function fieldOf(text: string): Field | null {
  const start = text.slice(0, 2)
  if (start === '00') return { digits: 2, fixed: 18, onlyDigits: true }
  if (start === '01' || start === '02' || start === '03') return { digits: 2, fixed: 14, onlyDigits: true }
  if (/^1[1-9]$/.test(start)) return { digits: 2, fixed: 6, onlyDigits: true }
  if (start === '20') return { digits: 2, fixed: 2, onlyDigits: true }
  if (start === '10' || start === '21' || start === '22') return { digits: 2, most: 20 }
  if (start === '30' || start === '37') return { digits: 2, most: 8, onlyDigits: true }
  if (/^3[1-6]$/.test(start)) return { digits: 4, fixed: 6, onlyDigits: true }
  if (start === '39') return { digits: 4, most: 18, onlyDigits: true }
  if (start === '41') return { digits: 3, fixed: 13, onlyDigits: true }
  if (/^(23|24|25|40|42)$/.test(start)) return { digits: 3, most: 30 }
  if (/^(70|80|81|82|43|71|72)$/.test(start)) return { digits: 4, most: 90 }
  if (/^9\d$/.test(start)) return { digits: 2, most: 90 }
  return null
}

/** null: not a GS1 element string. `text` is without the symbology identifier. */
export function parseGs1(text: string): Gs1 | null {
  const found: Gs1 = {
    gtin: null,
    weightGrams: null,
    count: null,
    priceMinor: null,
    lot: null,
    serial: null,
    expires: null,
  }
  // FNC1 at the beginning is sent as GS by some scanners.
  let rest = text.startsWith(fieldEnd) ? text.slice(1) : text
  if (rest === '') return null
  while (rest !== '') {
    const field = fieldOf(rest)
    const identifier = rest.slice(0, field?.digits ?? 0)
    if (field === null || !/^\d+$/.test(identifier) || identifier.length !== field.digits) return null
    const after = rest.slice(field.digits)
    const value = field.fixed === undefined ? (after.split(fieldEnd)[0] ?? '') : after.slice(0, field.fixed)
    if (value === '' || value.length > (field.most ?? Infinity)) return null
    if (field.fixed !== undefined && value.length !== field.fixed) return null
    if (field.onlyDigits && !/^\d+$/.test(value)) return null
    if (!take(found, identifier, value)) return null
    rest = after.slice(value.length)
    if (rest.startsWith(fieldEnd)) rest = rest.slice(1)
  }
  return found
}

/** false: the value cannot be one. */
function take(found: Gs1, identifier: string, value: string): boolean {
  const decimals = Number(identifier[3])
  switch (identifier.length === 4 ? identifier.slice(0, 3) : identifier) {
    case '01':
    case '02':
      if (!hasCheckDigit(value)) return false
      found.gtin ??= value
      return true
    case '10':
      found.lot = value
      return true
    case '15':
    case '17':
      found.expires ??= dateOf(value)
      return found.expires !== null
    case '21':
      found.serial = value
      return true
    case '30':
    case '37':
      found.count = Number(value)
      return true
    case '310':
      found.weightGrams = scaled(value, decimals, 3)
      return decimals <= 6
    case '390':
    case '392':
      found.priceMinor = scaled(value, decimals, 2)
      return Number.isSafeInteger(found.priceMinor)
    default:
      return true
  }
}

/** A figure with so many decimals, in units of 10^-wanted, rounded half up. */
function scaled(value: string, decimals: number, wanted: number): number {
  const whole = Number(value)
  return decimals <= wanted ? whole * 10 ** (wanted - decimals) : Math.round(whole / 10 ** (decimals - wanted))
}

/** `270131` → `2027-01-31`; day 00 is the last of its month. null: no day of the calendar. */
function dateOf(value: string): string | null {
  const [year, month, day] = [value.slice(0, 2), value.slice(2, 4), value.slice(4, 6)].map(Number)
  if (year === undefined || month === undefined || day === undefined || month < 1 || month > 12) return null
  const last = new Date(Date.UTC(2000 + year, month, 0)).getUTCDate()
  if (day > last) return null
  return `${2000 + year}-${String(month).padStart(2, '0')}-${String(day === 0 ? last : day).padStart(2, '0')}`
}
