import { describe, expect, it } from 'vitest'
import { product } from '../sample-books.ts'
import type { Price, Product } from './catalogue.ts'
import { soldGoods } from './sold-goods.ts'

const tShirt = product('t-shirt', { name: 'Футболка' })
const blue = product('t-shirt#blue', { parentId: 't-shirt', name: 'Футболка (синяя)' })
const red = product('t-shirt#red', { parentId: 't-shirt', name: 'Футболка (красная)' })
const water = product('water', { name: 'Вода, 19 л' })

const price = (productId: string, minor: number, priceTypeId = 'retail'): Price => ({
  id: `${priceTypeId}:${productId}`,
  ...{ priceTypeId, productId, minor, currency: 'RUB' },
})
const sold = (products: readonly Product[], prices: readonly Price[]) => soldGoods(products, prices).map(({ id }) => id)

describe('goods with variants', () => {
  const variants = [price('t-shirt#blue', 50_000), price('t-shirt#red', 52_000)]

  it('are sold as their variants: the product above them has no price and is not offered', () => {
    expect(sold([tShirt, blue, red], variants)).toEqual(['t-shirt#blue', 't-shirt#red'])
  })

  it('have the product above them as well where it has a price of its own, in whatever list', () => {
    expect(sold([tShirt, blue], [...variants, price('t-shirt', 45_000)])).toEqual(['t-shirt', 't-shirt#blue'])
    expect(sold([tShirt, blue], [...variants, price('t-shirt', 30_000, 'firms')])).toEqual(['t-shirt', 't-shirt#blue'])
  })

  it('or a price in points', () => {
    expect(sold([{ ...tShirt, pricePoints: 40 }, blue], variants)).toEqual(['t-shirt', 't-shirt#blue'])
  })

  it('a zero in the file is no price', () => {
    expect(sold([tShirt, blue], [...variants, price('t-shirt', 0)])).toEqual(['t-shirt#blue'])
  })

  it('a variant without a price is offered, its price is to be named; one deleted in the books is not', () => {
    expect(sold([tShirt, blue, red], [price('t-shirt#blue', 50_000)])).toEqual(['t-shirt#blue', 't-shirt#red'])
    expect(sold([tShirt, blue, { ...red, deleted: true }], variants)).toEqual(['t-shirt#blue'])
  })
})

describe('goods without variants', () => {
  it('are offered also where their price is not told yet', () => {
    expect(sold([water], [])).toEqual(['water'])
  })

  it('a variant whose product was never described is offered by itself', () => {
    expect(sold([blue, water], [])).toEqual(['t-shirt#blue', 'water'])
  })

  it('what is deleted, or of a kind that comes later (GB8), is not sold', () => {
    const kinds = (['goods', 'service', 'timePackage', 'bundle'] as const).map((type) => product(type, { type }))
    expect(sold([...kinds, { ...water, deleted: true }], [price('water', 100)])).toEqual(['goods', 'service'])
  })
})
