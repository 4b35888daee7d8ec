/**
 * What a till sells, found by barcode or words among fifty thousand products: indexes that are made once in memory, never
 * a list that is walked at every key. Pure.
 */
import { sellingPrice, type Price, type Product } from '../../../lib/domain/catalogue/catalogue.ts'
import { headingsOf, withoutHeadings } from '../../../lib/domain/catalogue/sold-goods.ts'
import { plain } from '../../shop/search-goods.ts'
import type { SaleOffer } from './sale.ts'

export type TillGoods = {
  count: number
  /** All codes and who has them, for the index of this device. */
  codes: () => ReadonlyMap<string, readonly string[]>
  /** More than one: the accounting system gave one barcode to several. */
  byBarcode: (code: string) => readonly Product[]
  /** Goods sold in parts whose article is this number on the scales, with or without leading zeros. */
  weighedByArticle: (item: string) => readonly Product[]
  /** Also what is not sold any more. */
  product: (id: string) => Product | undefined
  isSold: (id: string) => boolean
  /** Best first, not more than `limit`. */
  search: (typed: string, limit: number) => Product[]
  /** By name, for a till that has not sold anything yet. */
  first: (limit: number) => Product[]
}

/** Everything that is sold, also what customers do not see (B04). `prices`: of all lists, see `soldGoods`. */
export const createTillGoods = (products: readonly Product[], prices: Iterable<Price>): TillGoods =>
  indexGoods(products, headingsOf(products, prices))

/** For whoever keeps the index: prices change all day long, headings hardly ever. */
export function indexGoods(products: readonly Product[], headings: ReadonlySet<string>): TillGoods {
  const byId = new Map(products.map((product) => [product.id, product]))
  const byCode = new Map<string, Product[]>()
  const sold = withoutHeadings(products, headings)
  const soldIds = new Set(sold.map(({ id }) => id))
  for (const product of sold) {
    for (const barcode of product.barcodes) {
      const code = codeKey(barcode)
      const same = byCode.get(code)
      if (same) same.push(product)
      else byCode.set(code, [product])
    }
  }
  const byBarcode = (code: string): readonly Product[] => byCode.get(codeKey(code)) ?? []
  /** Made when somebody searches for the first time: nobody who scans waits for it. */
  let texts: { product: Product; name: string; text: string }[] | null = null
  return {
    count: sold.length,
    codes: () => new Map([...byCode].map(([code, same]) => [code, same.map(({ id }) => id)])),
    byBarcode,
    weighedByArticle: (item) => sold.filter((product) => product.fractional && isItem(product.article, item)),
    product: (id) => byId.get(id),
    isSold: (id) => soldIds.has(id),
    first: (limit) => sold.slice(0, limit),
    search(typed, limit) {
      const wanted = plain(typed)
      if (wanted === '') return []
      const exact = byBarcode(typed.trim())
      if (exact.length > 0) return exact.slice(0, limit)
      texts ??= sold.map((product) => {
        const name = ` ${plain(product.name)}`
        return { product, name, text: `${name} ${plain(product.article ?? '')} ${product.barcodes.join(' ')}` }
      })
      const words = wanted.split(' ').map((word) => ` ${word}`)
      const begins = ` ${wanted}`
      const best: Product[] = []
      const rest: Product[] = []
      for (const { product, name, text } of texts) {
        if (!words.every((word) => text.includes(word))) continue
        if (name.startsWith(begins)) best.push(product)
        else if (rest.length < limit) rest.push(product)
        if (best.length >= limit) break
      }
      return [...best, ...rest].slice(0, limit)
    },
  }
}

const isItem = (article: string | null, item: string): boolean =>
  article !== null && /^\d+$/.test(article.trim()) && Number(article) === Number(item)

/** UPC-A is EAN-13 without its leading zero: scanners send either, catalogues hold either. */
export const codeKey = (code: string): string => (/^0\d{12}$/.test(code) ? code.slice(1) : code)

export type TillPrices = { of: (productId: string, priceTypeId: string | null) => number | null }

/** A price list is put in order when it is first asked for. */
export function createTillPrices(prices: readonly Price[], currency: string): TillPrices {
  const lists = new Map<string, Map<string, Price>>()
  const listOf = (priceTypeId: string): Map<string, Price> => {
    const known = lists.get(priceTypeId)
    if (known) return known
    const list = new Map<string, Price>()
    for (const price of prices) if (price.priceTypeId === priceTypeId) list.set(price.productId, price)
    lists.set(priceTypeId, list)
    return list
  }
  return {
    of(productId, priceTypeId) {
      const price = priceTypeId === null ? undefined : listOf(priceTypeId).get(productId)
      return price ? sellingPrice(price, currency) : null
    },
  }
}

export const offerOf = (product: Product, prices: TillPrices, priceTypeId: string | null): SaleOffer => ({
  product,
  priceMinor: prices.of(product.id, priceTypeId),
})

/** What was sold most on the newest receipts, most first. */
export function mostSold(
  receipts: Iterable<{ lines: readonly { productId: string | null; returnOf: unknown }[] }>,
  limit: number,
): string[] {
  const counts = new Map<string, number>()
  for (const { lines } of receipts)
    for (const { productId, returnOf } of lines)
      if (productId !== null && returnOf === null) counts.set(productId, (counts.get(productId) ?? 0) + 1)
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, limit)
    .map(([id]) => id)
}
