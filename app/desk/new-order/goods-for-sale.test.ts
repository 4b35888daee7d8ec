import { expect, it } from 'vitest'
import type { Price, Product } from '../../../lib/domain/catalogue/catalogue.ts'
import { product } from '../../../lib/domain/sample-books.ts'
import { goodsForSale } from './goods-for-sale.ts'

const price = (productId: string, minor: number, priceTypeId = 'retail'): Price => ({
  id: `${priceTypeId}:${productId}`,
  ...{ priceTypeId, productId, minor, currency: 'RUB' },
})
const found = (products: readonly Product[], prices: readonly Price[]) =>
  goodsForSale(products, prices, { priceTypeId: 'retail', currency: 'RUB' }).offers.map(
    ({ product, priceMinor }) => [product.id, priceMinor] as const,
  )

it('B04: staff put into an order also what customers do not see, and nothing that the books have deleted', () => {
  const products = [product('water'), product('pump', { orderable: false }), product('old', { deleted: true })]
  expect(found(products, [price('water', 25_000), price('water', 21_000, 'firms')])).toEqual([
    ['water', 25_000],
    ['pump', null],
  ])
})

it('goods with variants are found as their variants; what they are variants of only where it has its own price', () => {
  const shirt = product('shirt')
  const blue = product('shirt#blue', { parentId: 'shirt' })
  expect(found([shirt, blue], [price('shirt#blue', 50_000)])).toEqual([['shirt#blue', 50_000]])
  expect(found([shirt, blue], [price('shirt#blue', 50_000), price('shirt', 45_000)])).toEqual([
    ['shirt', 45_000],
    ['shirt#blue', 50_000],
  ])
})
