/** Fields that mean the same wherever they stand: text, ids, deletion marks, numbers, units, currencies. */
import type { Decimal } from './decimal.ts'
import { parseMoneyMinor, parseQuantityMilli } from './decimal.ts'
import { currencyCode } from './currency.ts'
import { longestId } from './goods-id.ts'
import type { CurrencyGiven, Deletable, UnitGiven } from './records.ts'
import type { Warn, WarningCode } from './warnings.ts'
import type { XmlNode } from './xml-node.ts'
import { child, childText, childrenNamed, listed } from './xml-node.ts'

export const longestLine = 1000
export const longestText = 16_000

/** One line as people read it: line breaks and padding inside names are accidents of the export. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

export function cut(text: string, limit: number, field: string, line: number, warn: Warn): string {
  if (text.length <= limit) return text
  warn('cut', line, { field, limit })
  return text
    .slice(0, limit)
    .toWellFormed()
    .replace(/\ufffd$/, '')
}

/** undefined: not mentioned; null: mentioned and empty. */
export function lineOf(node: XmlNode, name: string, warn: Warn): string | null | undefined {
  const found = child(node, name)
  if (!found) return undefined
  return cut(oneLine(found.text), longestLine, name, found.line, warn) || null
}

/** The record's Ид, or null with a warning: a record that cannot be told from others is not kept. */
export function idOf(node: XmlNode, warn: Warn): string | null {
  const id = childText(node, 'Ид') ?? ''
  return isUsableId(id, node.name, node.line, warn) ? id : null
}

export function isUsableId(id: string, element: string, line: number, warn: Warn): boolean {
  if (id === '') warn('missingId', line, { element })
  else if (id.length > longestId) warn('idTooLong', line, { element, limit: longestId })
  return id !== '' && id.length <= longestId
}

/** Three spellings: attribute Статус="Удален" (2.05–2.09), element ПометкаУдаления (2.10, 3.1), element Статус (UT 10). */
export function deletion(node: XmlNode): Deletable {
  const mark = parseFlag(childText(node, 'ПометкаУдаления'))
  const states = [node.attributes['Статус'], childText(node, 'Статус')].filter(
    (each) => each !== undefined && each !== '',
  )
  if (mark === null && states.length === 0) return {}
  return { deleted: mark === true || states.some((state) => /^удал[её]н/i.test(state?.trim() ?? '')) }
}

/** null: not stated, or not understood. */
export function parseFlag(text: string | undefined): boolean | null {
  const word = text?.trim().toLowerCase()
  if (word === 'true' || word === '1' || word === 'да') return true
  if (word === 'false' || word === '0' || word === 'нет') return false
  return null
}

type NumberAt = { field: string; line: number; warn: Warn }

export function moneyMinor(text: string, at: NumberAt): number | null {
  const value = numberOf(parseMoneyMinor(text), text, at)
  if (value === null || value >= 0) return value
  at.warn('negative', at.line, { field: at.field, given: oneLine(text) })
  return null
}

export function quantityMilli(text: string, at: NumberAt): number | null {
  return numberOf(parseQuantityMilli(text), text, at)
}

/** A coefficient or weight: a number above zero. */
export function positiveMilli(text: string, at: NumberAt): number | null {
  const value = quantityMilli(text, at)
  if (value === null || value > 0) return value
  at.warn(value < 0 ? 'negative' : 'badNumber', at.line, { field: at.field, given: oneLine(text) })
  return null
}

const badNumbers = {
  notANumber: 'badNumber',
  ambiguous: 'ambiguousNumber',
  tooLarge: 'numberTooLarge',
} as const satisfies Record<string, WarningCode>

function numberOf(decimal: Decimal, text: string, { field, line, warn }: NumberAt): number | null {
  switch (decimal.kind) {
    case 'empty':
      return null
    case 'bad':
      warn(badNumbers[decimal.reason], line, { field, given: oneLine(text) })
      return null
    case 'number':
      if (decimal.rounded) warn('rounded', line, { field, given: oneLine(text) })
      return decimal.value
  }
}

export function currencyOf(node: XmlNode, warn: Warn): CurrencyGiven | null {
  const found = child(node, 'Валюта')
  const given = found ? oneLine(found.text).slice(0, 20) : ''
  if (!found || given === '') return null
  const code = currencyCode(given)
  if (code === null) warn('unknownCurrency', found.line, { given })
  return { given, code }
}

/** Whether VAT is inside the price. null: not stated. */
export function vatIncluded(node: XmlNode): boolean | null {
  const taxes = [...childrenNamed(node, 'Налог'), ...listed(node, 'Налоги', 'Налог')]
  const vat = taxes.find((each) => /^ндс$/i.test(childText(each, 'Наименование') ?? 'ндс'))
  return vat ? parseFlag(childText(vat, 'УчтеноВСумме')) : null
}

/** БазоваяЕдиница: text and attributes; in 3.1 the text is the code of a unit described elsewhere. */
export function baseUnit(node: XmlNode, warn: Warn): UnitGiven | null | undefined {
  const found = child(node, 'БазоваяЕдиница')
  if (!found) return undefined
  const text = cut(oneLine(found.text), longestLine, 'БазоваяЕдиница', found.line, warn)
  const attribute = (name: string): string | null => oneLine(found.attributes[name] ?? '').slice(0, longestLine) || null
  const isCode = /^\d{1,4}$/.test(text)
  const unit: UnitGiven = {
    code: attribute('Код') ?? (isCode ? text : null),
    shortName: isCode ? null : text || null,
    fullName: attribute('НаименованиеПолное'),
    international: attribute('МеждународноеСокращение'),
  }
  return Object.values(unit).some((part) => part !== null) ? unit : null
}
