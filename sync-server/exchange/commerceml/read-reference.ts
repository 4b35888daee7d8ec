/** ТипЦены, Склад and ЕдиницаИзмерения: what prices and stock rows refer to. */
import { currencyOf, deletion, idOf, isUsableId, lineOf, vatIncluded } from './fields.ts'
import type { PriceTypeRecord, UnitRecord, WarehouseRecord } from './records.ts'
import type { Warn } from './warnings.ts'
import type { XmlNode } from './xml-node.ts'
import { childText } from './xml-node.ts'

export function readPriceType(node: XmlNode, warn: Warn): PriceTypeRecord | null {
  const id = idOf(node, warn)
  if (id === null) return null
  return {
    kind: 'priceType',
    line: node.line,
    id,
    name: lineOf(node, 'Наименование', warn) ?? null,
    currency: currencyOf(node, warn),
    vatIncluded: vatIncluded(node),
    ...deletion(node),
  }
}

export function readWarehouse(node: XmlNode, warn: Warn): WarehouseRecord | null {
  const id = idOf(node, warn)
  if (id === null) return null
  return { kind: 'warehouse', line: node.line, id, name: lineOf(node, 'Наименование', warn) ?? null, ...deletion(node) }
}

/** 3.1 gives units an Ид; before, the OKEI code is the identity. */
export function readUnit(node: XmlNode, warn: Warn): UnitRecord | null {
  const code = lineOf(node, 'Код', warn) ?? null
  const id = childText(node, 'Ид') || (code ?? '')
  if (!isUsableId(id, node.name, node.line, warn)) return null
  return {
    kind: 'unit',
    line: node.line,
    id,
    code,
    shortName: lineOf(node, 'НаименованиеКраткое', warn) ?? null,
    fullName: lineOf(node, 'НаименованиеПолное', warn) ?? null,
    international: lineOf(node, 'МеждународноеСокращение', warn) ?? null,
    ...deletion(node),
  }
}
