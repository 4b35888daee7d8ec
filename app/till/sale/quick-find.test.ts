import { describe, expect, it } from 'vitest'
import type { Price, Product } from '../../../lib/domain/catalogue/catalogue.ts'
import * as sample from '../../../lib/domain/sample-books.ts'
import { quickFind, type QuickBooks } from './quick-find.ts'

const product = (changes: Partial<Product> = {}): Product =>
  sample.product('water', { name: 'Вода', barcodes: ['4600000000015'], unit: 'бут', ...changes })
const price: Price = { id: 'retail:water', priceTypeId: 'retail', productId: 'water', minor: 25_000, currency: 'RUB' }
const books = (changes: Partial<QuickBooks> = {}): QuickBooks => ({
  find: (code) => Promise.resolve(code === '4600000000015' ? ['water'] : []),
  product: () => Promise.resolve(product()),
  price: () => Promise.resolve(price),
  rules: [],
  currency: 'RUB',
  ...changes,
})
const code = '4600000000015'

describe('a code while the goods are still being read', () => {
  it.each([code, `]E0${code}`, ']C10104600000000015', `${code}\r\n`])(
    '%j sells the one product that has it',
    async (raw) => {
      expect(await quickFind(raw, books())).toMatchObject({ product: { id: 'water' }, priceMinor: 25_000 })
    },
  )

  it.each<[string, Partial<QuickBooks>]>([
    ['the index does not know it', { find: () => Promise.resolve([]) }],
    ['several have it', { find: () => Promise.resolve(['water', 'other']) }],
    ['the product is gone', { product: () => Promise.resolve(null) }],
    ['the product was deleted since', { product: () => Promise.resolve(product({ deleted: true })) }],
    ['the product has another code since', { product: () => Promise.resolve(product({ barcodes: ['1'] })) }],
    ['it has no price', { price: () => Promise.resolve(null) }],
    ['its price is in another currency', { currency: 'USD' }],
  ])('waits for all goods when %s', async (_, changes) => {
    expect(await quickFind(code, books(changes))).toBeNull()
  })
})
