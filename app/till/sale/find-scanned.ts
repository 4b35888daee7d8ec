/**
 * What a scanned code sells: looked up as it stands first, so that a piece labelled like weighed goods stays a piece; then
 * as a GTIN of a GS1 code, then as a label of the shop's own scales. Pure.
 */
import type { Product } from '../../../lib/domain/catalogue/catalogue.ts'
import { hasCheckDigit } from '../../../lib/domain/barcode/check-digit.ts'
import { gtinCodes, readScan, type Scan } from '../../../lib/domain/barcode/read-scan.ts'
import { quantityOfGrams, quantityOfPrice, readWeighed, type WeighedRule } from '../../../lib/domain/barcode/weighed.ts'
import { lineAmount } from '../../../lib/domain/money.ts'
import type { TillGoods } from './till-goods.ts'

export type Scanned =
  /** `quantityMilli` null: one, or to be asked where it is weighed. `discountMinor`: see `quantityOfPrice`. */
  | { kind: 'found'; product: Product; quantityMilli: number | null; discountMinor: number }
  /** The accounting system gave one code to several. `code`: what to search for. */
  | { kind: 'several'; code: string }
  | { kind: 'unknown'; code: string }
  /** The check digit does not fit: to be scanned again. */
  | { kind: 'misread'; code: string }
  | { kind: 'unknownItem'; item: string }
  /** The code says a weight, and this is sold by something else. */
  | { kind: 'notByWeight'; name: string }
  /** The label says an amount that no quantity of it comes to. */
  | { kind: 'labelPrice'; name: string }
  | { kind: 'noPrice'; name: string }
  | { kind: 'empty' }

export type Shelf = {
  goods: Pick<TillGoods, 'byBarcode' | 'weighedByArticle'>
  rules: readonly WeighedRule[]
  priceOf: (productId: string) => number | null
}

export function findScanned(raw: string, shelf: Shelf): Scanned {
  const scan = readScan(raw)
  switch (scan.kind) {
    case 'empty':
      return scan
    case 'gs1':
      return findGtin(scan, shelf)
    case 'code':
      return findCode(scan.code, shelf)
  }
}

function findCode(code: string, shelf: Shelf): Scanned {
  const whole = shelf.goods.byBarcode(code)
  if (whole.length > 0) return oneOf(whole, code, one)
  const label = readWeighed(code, shelf.rules)
  if (!label) return isOfTrade(code) && !hasCheckDigit(code) ? { kind: 'misread', code } : { kind: 'unknown', code }
  const known = label.barcodes.map((barcode) => shelf.goods.byBarcode(barcode)).find((found) => found.length > 0)
  return oneOf(known ?? shelf.goods.weighedByArticle(label.item), label.item, (product) =>
    'grams' in label ? byWeight(product, label.grams) : byPrice(product, label.priceMinor, shelf.priceOf),
  )
}

function findGtin({ gtin, weightGrams, priceMinor, count }: Scan & { kind: 'gs1' }, shelf: Shelf): Scanned {
  const codes = gtinCodes(gtin)
  const found = codes.map((code) => shelf.goods.byBarcode(code)).find((products) => products.length > 0)
  const code = codes[0] ?? gtin
  if (!found) return { kind: 'unknown', code }
  return oneOf(found, code, (product) => {
    if (weightGrams !== null) return byWeight(product, weightGrams)
    if (priceMinor !== null) return byPrice(product, priceMinor, shelf.priceOf)
    return count !== null && count > 0 ? some(product, count * 1000) : one(product)
  })
}

function oneOf(found: readonly Product[], code: string, sell: (product: Product) => Scanned): Scanned {
  const [product] = found
  if (!product) return { kind: 'unknownItem', item: code }
  return found.length > 1 ? { kind: 'several', code } : sell(product)
}

const some = (product: Product, quantityMilli: number | null, discountMinor = 0): Scanned => ({
  kind: 'found',
  product,
  quantityMilli,
  discountMinor,
})
const one = (product: Product): Scanned => some(product, null)

function byWeight(product: Product, grams: number): Scanned {
  const milli = product.fractional ? quantityOfGrams(grams, product) : null
  if (milli === null) return { kind: 'notByWeight', name: product.name }
  return some(product, milli === 0 ? null : milli)
}

function byPrice(product: Product, labelMinor: number, priceOf: Shelf['priceOf']): Scanned {
  const priceMinor = priceOf(product.id)
  if (priceMinor === null) return { kind: 'noPrice', name: product.name }
  if (labelMinor === 0) return one(product)
  const { name } = product
  if (product.fractional) {
    const bought = quantityOfPrice(labelMinor, priceMinor)
    return bought ? some(product, bought.quantityMilli, bought.discountMinor) : { kind: 'labelPrice', name }
  }
  const pieces = Math.round(labelMinor / priceMinor) * 1000
  return pieces > 0 && lineAmount(priceMinor, pieces) === labelMinor
    ? some(product, pieces)
    : { kind: 'labelPrice', name }
}

/** EAN-8, UPC-A, EAN-13, GTIN-14: codes with a check digit. */
const isOfTrade = (code: string): boolean => /^(\d{8}|\d{12,14})$/.test(code)
