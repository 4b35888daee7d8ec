/**
 * Предложение: one offer, then its prices, then its stock rows. Four layouts of stock are met:
 *   2.05+   <Количество>, <Склад ИдСклада КоличествоНаСкладе/>
 *   delta   <Количество>, <Склады ИдСклада КоличествоНаСкладе/>
 *   2.09+   <Остатки><Остаток><Склад><Ид/><Количество/></Склад>
 *   2.09+   <Остатки><Остаток><Количество/>
 * The whole figure is the sum of the warehouses; it is a row of its own only where no warehouse is named.
 */
import {
  currencyOf,
  isUsableId,
  longestLine,
  moneyMinor,
  oneLine,
  positiveMilli,
  quantityMilli,
  vatIncluded,
} from './fields.ts'
import { readGoodsId, readOffer } from './read-goods.ts'
import type { CatalogueRecord, GoodsId, PriceRecord, StockRecord } from './records.ts'
import type { Warn } from './warnings.ts'
import type { XmlNode } from './xml-node.ts'
import { child, childText, childrenNamed, listed } from './xml-node.ts'

export function readOfferWithPricesAndStock(node: XmlNode, warn: Warn): CatalogueRecord[] {
  const id = readGoodsId(node, warn)
  if (!id) return []
  const records: CatalogueRecord[] = [readOffer(node, id, warn)]
  for (const each of listed(node, 'Цены', 'Цена')) {
    const price = readPrice(each, id, warn)
    if (price) records.push(price)
  }
  records.push(...readStock(node, id, warn))
  return records
}

function readPrice(node: XmlNode, goods: GoodsId, warn: Warn): PriceRecord | null {
  const { line } = node
  const priceTypeId = childText(node, 'ИдТипаЦены') ?? ''
  if (priceTypeId === '') {
    warn('priceWithoutType', line)
    return null
  }
  if (!isUsableId(priceTypeId, 'ИдТипаЦены', line, warn)) return null
  const given = childText(node, 'ЦенаЗаЕдиницу') ?? ''
  if (given === '') {
    warn('priceWithoutAmount', line)
    return null
  }
  const amountMinor = moneyMinor(given, { field: 'ЦенаЗаЕдиницу', line, warn })
  if (amountMinor === null) return null
  const coefficient = childText(node, 'Коэффициент') ?? ''
  const coefficientMilli = positiveMilli(coefficient, { field: 'Коэффициент', line, warn })
  // A price for an unknown number of pieces is no price: 12 pieces would be sold for the money of one.
  if (coefficientMilli === null && coefficient !== '') return null
  return {
    kind: 'price',
    line,
    ...goods,
    priceTypeId,
    amountMinor,
    currency: currencyOf(node, warn),
    unit: oneLine(childText(node, 'Единица') ?? '').slice(0, longestLine) || null,
    coefficientMilli: coefficientMilli ?? 1000,
    vatIncluded: vatIncluded(node),
  }
}

type StockRow = { warehouseId: string; quantity: string; line: number }

function readStock(node: XmlNode, goods: GoodsId, warn: Warn): StockRecord[] {
  const rows: StockRow[] = [
    ...[...childrenNamed(node, 'Склад'), ...childrenNamed(node, 'Склады'), ...listed(node, 'Склады', 'Склад')]
      .filter((each) => each.attributes['ИдСклада'] !== undefined)
      .map((each) => ({
        warehouseId: each.attributes['ИдСклада']?.trim() ?? '',
        quantity: each.attributes['КоличествоНаСкладе'] ?? '',
        line: each.line,
      })),
    ...listed(node, 'Остатки', 'Остаток')
      .flatMap((rest) => childrenNamed(rest, 'Склад'))
      .map((each) => ({
        warehouseId: childText(each, 'Ид') ?? '',
        quantity: childText(each, 'Количество') ?? '',
        line: each.line,
      })),
  ]
  if (rows.length === 0) return wholeStock(node, goods, warn)
  return rows.flatMap((row) => {
    if (row.warehouseId === '') {
      warn('stockWithoutWarehouse', row.line)
      return []
    }
    if (!isUsableId(row.warehouseId, 'Склад', row.line, warn)) return []
    if (row.quantity.trim() === '') {
      warn('stockWithoutQuantity', row.line, { warehouse: row.warehouseId })
      return []
    }
    return stockRecord(row.quantity, row.warehouseId, row.line, goods, warn)
  })
}

function wholeStock(node: XmlNode, goods: GoodsId, warn: Warn): StockRecord[] {
  const rests = listed(node, 'Остатки', 'Остаток').map((rest) => child(rest, 'Количество'))
  const found = [child(node, 'Количество'), ...rests].find((each) => each !== undefined && each.text.trim() !== '')
  return found ? stockRecord(found.text, null, found.line, goods, warn) : []
}

function stockRecord(
  text: string,
  warehouseId: string | null,
  line: number,
  goods: GoodsId,
  warn: Warn,
): StockRecord[] {
  const amount = quantityMilli(text, { field: 'Количество', line, warn })
  return amount === null ? [] : [{ kind: 'stock', line, ...goods, warehouseId, quantityMilli: amount }]
}
