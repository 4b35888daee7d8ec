/** Товар and Предложение share most of their fields; Товар has the description, groups, VAT and requisites besides. */
import {
  baseUnit,
  cut,
  deletion,
  isUsableId,
  lineOf,
  longestLine,
  longestText,
  moneyMinor,
  oneLine,
  positiveMilli,
} from './fields.ts'
import { goodsId } from './goods-id.ts'
import type { GoodsFields, GoodsId, OfferRecord, ProductRecord, VatGiven } from './records.ts'
import type { Warn } from './warnings.ts'
import type { XmlNode } from './xml-node.ts'
import { child, childText, childrenNamed, listed } from './xml-node.ts'

/** Entries kept of one list: a document of one product must stay small. */
const mostEntries = 100

export function readProduct(node: XmlNode, warn: Warn): ProductRecord | null {
  const id = readGoodsId(node, warn)
  if (!id) return null
  const record: ProductRecord = {
    kind: 'product',
    line: node.line,
    ...id,
    ...goodsFields(node, warn),
    ...deletion(node),
  }
  if (record.name == null) warn('missingName', node.line, { element: node.name, id: id.id })
  const code = lineOf(node, 'Код', warn)
  if (code !== undefined) record.code = code
  const description = child(node, 'Описание')
  if (description) record.description = longText(description, 'Описание', warn)
  const groups = childrenNamed(node, 'Группы')
  if (groups.length > 0) record.groupIds = texts(listed(node, 'Группы', 'Ид'), 'Группы', warn)
  const vat = readVat(node, warn)
  if (vat !== undefined) record.vat = vat
  const manufacturer = maker(node, warn)
  if (manufacturer !== undefined) record.manufacturer = manufacturer
  const country = lineOf(node, 'Страна', warn)
  if (country !== undefined) record.country = country
  readWeight(node, record, warn)
  readPackages(node, record, warn)
  readRequisites(node, record, warn)
  return record
}

/** The offer itself; its prices and stock rows are records of their own. */
export function readOffer(node: XmlNode, id: GoodsId, warn: Warn): OfferRecord {
  const record: OfferRecord = { kind: 'offer', line: node.line, ...id, ...goodsFields(node, warn), ...deletion(node) }
  const unitCode = childText(node, 'КодЕдиницыИзмерения')
  if (record.unit === undefined && unitCode) {
    record.unit = { code: unitCode.slice(0, longestLine), shortName: null, fullName: null, international: null }
  }
  return record
}

export function readGoodsId(node: XmlNode, warn: Warn): GoodsId | null {
  const id = goodsId(childText(node, 'Ид') ?? '', childText(node, 'ИдХарактеристики'))
  // `#characteristic` alone would be a variant of nothing.
  return isUsableId(id.productId === '' ? '' : id.id, node.name, node.line, warn) ? id : null
}

function goodsFields(node: XmlNode, warn: Warn): GoodsFields {
  const fields: GoodsFields = {}
  const name = lineOf(node, 'Наименование', warn)
  if (name !== undefined) fields.name = name
  const article = lineOf(node, 'Артикул', warn)
  if (article !== undefined) fields.article = article
  const barcodes = [...childrenNamed(node, 'Штрихкод'), ...listed(node, 'Штрихкоды', 'Штрихкод')]
  if (barcodes.length > 0) fields.barcodes = texts(barcodes, 'Штрихкод', warn)
  const unit = baseUnit(node, warn)
  if (unit !== undefined) fields.unit = unit
  if (child(node, 'ХарактеристикиТовара'))
    fields.characteristics = pairs(node, 'ХарактеристикиТовара', 'ХарактеристикаТовара', warn)
  return fields
}

function readVat(node: XmlNode, warn: Warn): VatGiven | null | undefined {
  if (!child(node, 'СтавкиНалогов')) return undefined
  const rates = listed(node, 'СтавкиНалогов', 'СтавкаНалога')
  const rate = rates.find((each) => /^ндс$/i.test(childText(each, 'Наименование') ?? 'ндс'))
  const given = rate ? oneLine(childText(rate, 'Ставка') ?? '') : ''
  if (!rate || given === '') return null
  const vat = parseVat(given)
  if (vat.kind === 'unknown') warn('unknownVat', rate.line, { given })
  return vat
}

/** "20", "20%", "НДС 10 %", "Без НДС", "Без налога", "Не облагается". */
export function parseVat(given: string): VatGiven {
  if (/^(без |не ?облагается)/i.test(given)) return { kind: 'exempt' }
  const match = /^(?:ндс\s*)?(\d{1,2})(?:[.,](\d{1,3}))?\s*%?$/i.exec(given)
  if (!match) return { kind: 'unknown', given: given.slice(0, longestLine) }
  return { kind: 'rate', percentMilli: Number(match[1]) * 1000 + Number((match[2] ?? '').padEnd(3, '0')) }
}

function maker(node: XmlNode, warn: Warn): string | null | undefined {
  const found = child(node, 'Изготовитель')
  if (!found) return undefined
  // Either plain text or a structure with a name of its own.
  return lineOf(found, 'Наименование', warn) ?? (oneLine(found.text).slice(0, longestLine) || null)
}

function readWeight(node: XmlNode, record: ProductRecord, warn: Warn): void {
  const found = child(node, 'Вес')
  // 1C writes 0 for "not filled in".
  if (!found || /^0*([.,]0*)?$/.test(found.text.trim())) return
  const weight = positiveMilli(found.text, { field: 'Вес', line: found.line, warn })
  if (weight !== null) record.weightMilli = weight
}

function readPackages(node: XmlNode, record: ProductRecord, warn: Warn): void {
  const base = child(node, 'БазоваяЕдиница')
  const packages: NonNullable<ProductRecord['packages']> = []
  for (const each of base ? childrenNamed(base, 'Пересчет') : []) {
    const unit = lineOf(each, 'Единица', warn)
    const coefficientMilli = positiveMilli(childText(each, 'Коэффициент') ?? '', {
      field: 'Коэффициент',
      line: each.line,
      warn,
    })
    if (unit && coefficientMilli !== null) packages.push({ unit, coefficientMilli })
  }
  if (packages.length > 0) record.packages = limited(packages, 'Пересчет', node.line, warn)
}

/** Requisite names are compared without blanks and case; file descriptions belong to pictures, which are not read. */
function readRequisites(node: XmlNode, record: ProductRecord, warn: Warn): void {
  const others: { name: string; value: string }[] = []
  for (const entry of listed(node, 'ЗначенияРеквизитов', 'ЗначениеРеквизита')) {
    const name = lineOf(entry, 'Наименование', warn) ?? ''
    const raw = childText(entry, 'Значение') ?? ''
    switch (name.replace(/\s/g, '').toLowerCase()) {
      case '':
      case 'описаниефайла':
        break
      case 'полноенаименование':
        record.fullName = cut(oneLine(raw), longestLine, name, entry.line, warn) || null
        break
      case 'описаниевформатеhtml':
        record.description ??= cut(raw, longestText, name, entry.line, warn) || null
        break
      case 'код':
        record.code ??= cut(oneLine(raw), longestLine, name, entry.line, warn) || null
        break
      case 'залогзатару': {
        const deposit = moneyMinor(raw, { field: name, line: entry.line, warn })
        if (deposit !== null) record.containerDepositMinor = deposit
        break
      }
      case 'типноменклатуры':
      case 'видноменклатуры':
        record.isService = record.isService === true || /^услуг/i.test(raw)
        others.push({ name, value: cut(oneLine(raw), longestLine, name, entry.line, warn) })
        break
      default:
        if (raw !== '') others.push({ name, value: cut(oneLine(raw), longestLine, name, entry.line, warn) })
    }
  }
  if (others.length > 0) record.requisites = limited(others, 'ЗначенияРеквизитов', node.line, warn)
}

function longText(node: XmlNode, field: string, warn: Warn): string | null {
  return cut(node.text.trim(), longestText, field, node.line, warn) || null
}

function pairs(node: XmlNode, list: string, entry: string, warn: Warn): { name: string; value: string }[] {
  const found = listed(node, list, entry).map((each) => ({
    name: lineOf(each, 'Наименование', warn) ?? '',
    value: lineOf(each, 'Значение', warn) ?? '',
  }))
  return limited(found, list, node.line, warn)
}

function texts(nodes: XmlNode[], field: string, warn: Warn): string[] {
  const found = nodes.map((each) => oneLine(each.text).slice(0, longestLine)).filter((text) => text !== '')
  return limited([...new Set(found)], field, nodes[0]?.line ?? 0, warn)
}

function limited<T>(entries: T[], field: string, line: number, warn: Warn): T[] {
  if (entries.length <= mostEntries) return entries
  warn('tooMany', line, { field, limit: mostEntries })
  return entries.slice(0, mostEntries)
}
