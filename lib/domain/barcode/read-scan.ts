/**
 * What a scanner sent, whatever it hangs on, taken apart: control characters and the symbology identifier (`]C1`, `]d2`,
 * ISO/IEC 15424) go, a GS1 element string is read field by field. The one reader for both roads. Pure.
 */
import { hasCheckDigit } from './check-digit.ts'
import { fieldEnd, parseGs1, type Gs1 } from './gs1.ts'

export type Scan =
  /** To be looked up as it stands. */
  | { kind: 'code'; code: string }
  | ({ kind: 'gs1'; gtin: string } & Omit<Gs1, 'gtin'>)
  /** Nothing but prefix and suffix. */
  | { kind: 'empty' }

/** Identifiers of symbols that hold GS1 fields: GS1-128, DataBar, DataMatrix, QR, composite, DotCode. */
const gs1Symbols = /^\](C1|e\d|d2|d5|Q3|Q5|J1)/

export function readScan(raw: string): Scan {
  const bare = raw.replace(/^[\u0000-\u001c\u001e\u001f ]+|[\u0000-\u0020]+$/g, '')
  const isMarked = gs1Symbols.test(bare)
  const text = bare.replace(/^\][A-Za-z]\d/, '')
  if (text.replaceAll(fieldEnd, '') === '') return { kind: 'empty' }
  const fields = isMarked || looksLikeGs1(text) ? parseGs1(text) : null
  if (fields?.gtin) return { kind: 'gs1', ...fields, gtin: fields.gtin }
  return { kind: 'code', code: text.replaceAll(fieldEnd, '') }
}

/** A scanner that was not set to say the symbology: a GTIN with a right check digit and more after it. */
const looksLikeGs1 = (text: string): boolean =>
  text.startsWith(fieldEnd) || (/^01\d{14}./.test(text) && hasCheckDigit(text.slice(2, 16)))

/** The codes under which a catalogue may hold a GTIN-14: a box (first digit 1–8) is never taken for its content. */
export function gtinCodes(gtin: string): string[] {
  if (gtin.startsWith('000000')) return [gtin.slice(6), gtin.slice(1), gtin]
  if (gtin.startsWith('0')) return [gtin.slice(1), gtin]
  return [gtin]
}
