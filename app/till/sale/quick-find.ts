/**
 * What a code sells while the goods are still being read: the index of this device points at one product, and that one is
 * read by itself, with its price. null: not to be said yet, so the scan waits for all goods.
 */
import { gtinCodes, readScan } from '../../../lib/domain/barcode/read-scan.ts'
import type { WeighedRule } from '../../../lib/domain/barcode/weighed.ts'
import { sellingPrice, type Price, type Product } from '../../../lib/domain/catalogue/catalogue.ts'
import { findScanned, type Scanned } from './find-scanned.ts'
import { codeKey, createTillGoods } from './till-goods.ts'

export type QuickFound = Extract<Scanned, { kind: 'found' }> & { priceMinor: number }

export type QuickBooks = {
  find: (code: string) => Promise<readonly string[]>
  /** null: not on this device. */
  product: (id: string) => Promise<Product | null>
  price: (productId: string) => Promise<Price | null>
  rules: readonly WeighedRule[]
  currency: string
}

export async function quickFind(raw: string, books: QuickBooks): Promise<QuickFound | null> {
  const ids = await idsOf(raw, books)
  const [id] = ids
  if (id === undefined || ids.length > 1) return null
  const [product, price] = await Promise.all([books.product(id), books.price(id)])
  if (product === null || price === null) return null
  const priceMinor = sellingPrice(price, books.currency)
  if (priceMinor === null) return null
  // The product's own codes count: the index may be of yesterday.
  const shelf = { goods: createTillGoods([product], [price]), rules: books.rules, priceOf: () => priceMinor }
  const scanned = findScanned(raw, shelf)
  return scanned.kind === 'found' ? { ...scanned, priceMinor } : null
}

async function idsOf(raw: string, { find }: QuickBooks): Promise<readonly string[]> {
  const scan = readScan(raw)
  const codes = scan.kind === 'code' ? [scan.code] : scan.kind === 'gs1' ? gtinCodes(scan.gtin) : []
  for (const code of codes) {
    const ids = await find(codeKey(code))
    if (ids.length > 0) return ids
  }
  return []
}
