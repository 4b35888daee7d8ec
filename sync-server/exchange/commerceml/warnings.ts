/**
 * What was wrong with a record without being a reason to refuse the file. The text says what was done about it, in English;
 * the office's screen says the same in its person's language (app/office/import/warning-words.ts).
 */
import type { ImportWarningCode } from '../../../lib/protocol/catalogue-upload.ts'
import type { WarningRecord } from './records.ts'

const texts = {
  missingId: (p) => `${p.element} without Ид: left out.`,
  idTooLong: (p) => `${p.element} has an Ид longer than ${p.limit} characters: left out.`,
  missingName: (p) => `${p.element} ${p.id} has no Наименование.`,
  badNumber: (p) => `${p.field} «${p.given}» is not a number: read without it.`,
  ambiguousNumber: (p) => `${p.field} «${p.given}» can be read in two ways: read without it.`,
  numberTooLarge: (p) => `${p.field} «${p.given}» is too large: read without it.`,
  negative: (p) => `${p.field} «${p.given}» is below zero: read without it.`,
  rounded: (p) => `${p.field} «${p.given}» has more digits than are kept: rounded.`,
  priceWithoutType: () => 'Цена without ИдТипаЦены: left out.',
  priceWithoutAmount: () => 'Цена without ЦенаЗаЕдиницу: left out.',
  stockWithoutWarehouse: () => 'A stock row names no warehouse: left out.',
  stockWithoutQuantity: (p) => `The stock row of warehouse ${p.warehouse} has no quantity: left out.`,
  unknownCurrency: (p) => `The currency «${p.given}» is not known: it has to be mapped before its prices can be used.`,
  unknownVat: (p) => `The VAT rate «${p.given}» is not understood.`,
  cut: (p) => `${p.field} is longer than ${p.limit} characters: cut.`,
  tooMany: (p) => `${p.field}: more than ${p.limit} entries, the rest is left out.`,
  notRead: (p) => `<${p.element}> is no part of a catalogue: skipped.`,
  notListed: (p) => `${p.count} more warnings are not listed.`,
} satisfies Record<ImportWarningCode, (params: WarningParams) => string>

export type WarningParams = Readonly<Record<string, string | number>>
export type WarningCode = ImportWarningCode
export type Warn = (code: WarningCode, line: number, params?: WarningParams) => void

const longestQuote = 60

export function warning(code: WarningCode, line: number, params: WarningParams = {}): WarningRecord {
  const short = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, quoted(value)]))
  return { kind: 'warning', line, code, params: short, text: texts[code](short) }
}

// A warning is read by people and kept in a list: a megabyte of somebody's text has no place in it.
function quoted(value: string | number): string | number {
  if (typeof value === 'number' || value.length <= longestQuote) return value
  return `${value.slice(0, longestQuote)}…`
}
