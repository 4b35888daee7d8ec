import { describe, expect, test } from 'vitest'
import type { Group, Product } from '../../lib/domain/catalogue/catalogue.ts'
import { product as sampleProduct } from '../../lib/domain/sample-books.ts'
import { createCatalogue } from './offers.ts'

const group = (id: string, parentId: string | null = null): Group => ({ id, name: id, parentId, position: 0 })
const product = (id: string, groupId: string | null, more: Partial<Product> = {}) =>
  sampleProduct(id, { groupId, ...more })
const price = (priceTypeId: string, productId: string, minor: number) => ({
  id: `${priceTypeId}:${productId}`,
  priceTypeId,
  productId,
  minor,
  currency: 'RUB',
})

const catalogue = (groups: Group[], products: Product[]) =>
  createCatalogue({
    groups,
    products,
    prices: [price('retail', 'water', 100), price('special', 'water', 90)],
    priceTypeId: 'special',
    currency: 'RUB',
  })

describe('catalogue', () => {
  test('prices come from the one price list of this customer', () => {
    expect(catalogue([], [product('water', null)]).offerOf('water')?.priceMinor).toBe(90)
  })

  test('what is deleted, switched off (B04) or of a later kind (GB8) is not offered', () => {
    const { offers } = catalogue(
      [],
      [
        product('a', null, { deleted: true }),
        product('b', null, { orderable: false }),
        product('c', null, { type: 'bundle' }),
        product('d', null, { type: 'service' }),
      ],
    )
    expect(offers.map((offer) => offer.product.id)).toEqual(['d'])
  })

  test('goods with variants stand in the shop as their variants, not as a card above them that has no price', () => {
    const products = [product('shirt', 'clothes'), product('shirt#blue', 'clothes', { parentId: 'shirt' })]
    const prices = [price('retail', 'shirt#blue', 500)]
    const shop = (told: typeof prices) =>
      createCatalogue({ groups: [group('clothes')], products, prices: told, priceTypeId: 'retail', currency: 'RUB' })
    const shown = ({ offersIn }: ReturnType<typeof shop>) =>
      offersIn('clothes').map((offer) => [offer.product.id, offer.priceMinor])
    expect(shown(shop(prices))).toEqual([['shirt#blue', 500]])
    expect(shop(prices).shelves.map(({ count }) => count)).toEqual([1])
    expect(shop(prices).offerOf('shirt')).toBeUndefined()
    expect(shown(shop([...prices, price('retail', 'shirt', 450)]))).toEqual([
      ['shirt', 450],
      ['shirt#blue', 500],
    ])
  })

  test('a group shows what is below it, and groups that hold nothing are not shown', () => {
    const shop = catalogue(
      [group('water'), group('still', 'water'), group('empty')],
      [product('a', 'still'), product('b', 'water')],
    )
    expect(shop.shelves.map((shelf) => [shelf.group.id, shelf.count])).toEqual([['water', 2]])
    expect(shop.groupOf('water')?.subgroups.map((sub) => sub.id)).toEqual(['still'])
    expect(shop.offersIn('water')).toHaveLength(2)
    expect(shop.offersIn('still')).toHaveLength(1)
  })

  test('a group whose parent is not here stands at the top', () => {
    expect(catalogue([group('still', 'lost')], [product('a', 'still')]).shelves).toHaveLength(1)
  })

  test('groups that name each other as parent do not hang it', () => {
    const shop = catalogue([group('a', 'b'), group('b', 'a')], [product('x', 'a')])
    expect(shop.offersIn('a')).toHaveLength(1)
    expect(shop.groupOf('b')?.count).toBe(1)
  })
})
