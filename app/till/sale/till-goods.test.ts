import { describe, expect, it } from 'vitest'
import type { Price, Product } from '../../../lib/domain/catalogue/catalogue.ts'
import { product } from '../../../lib/domain/sample-books.ts'
import { addProduct, emptySale } from './sale.ts'
import { createTillGoods, createTillPrices, offerOf } from './till-goods.ts'

const count = 50_000

/** Products that notice how often they are looked at. */
function manyProducts() {
  let looks = 0
  const products = Array.from({ length: count }, (_, index): Product => {
    const plain = product(`p${index}`, {
      name: `Товар ${index} ${index % 2 === 0 ? 'газированный' : 'тихий'}`,
      article: `A-${index}`,
      barcodes: [String(2_000_000_000_000 + index)],
    })
    return new Proxy(plain, {
      get(target, key) {
        looks += 1
        return Reflect.get(target, key) as unknown
      },
    })
  })
  const looked = (run: () => void): number => {
    looks = 0
    run()
    return looks
  }
  return { products, looked }
}

const prices = Array.from({ length: count }, (_, index): Price => ({
  id: `retail:p${index}`,
  priceTypeId: 'retail',
  productId: `p${index}`,
  minor: 10_000 + index,
  currency: 'RUB',
}))

describe(`users.md 17: ${count} products cost a scan and a sale nothing`, () => {
  const { products, looked } = manyProducts()
  const goods = createTillGoods(products, prices)
  const known = createTillPrices(prices, 'RUB')

  it('a scan looks at the one product that it names, wherever in the catalogue that is', () => {
    for (const index of [0, 25_000, count - 1]) {
      const code = String(2_000_000_000_000 + index)
      const found: (readonly Product[])[] = []
      expect(looked(() => found.push(goods.byBarcode(code)))).toBe(0)
      expect(found[0]?.map(({ id }) => id)).toEqual([`p${index}`])
    }
  })

  it('a line of the sale looks at its own product only, and what is written for it does not grow with the catalogue', () => {
    const product = goods.product(`p${count - 1}`)
    if (!product) throw new Error('It is not there')
    let text = ''
    const looks = looked(() => {
      const added = addProduct(emptySale, offerOf(product, known, 'retail'), () => 'id')
      if ('problem' in added) throw new Error(added.problem)
      text = JSON.stringify(added.sale)
    })
    expect(looks).toBeLessThan(50)
    expect(text.length).toBeLessThan(1_000)
    expect(text).toContain(String(10_000 + count - 1))
  })

  it('a search is told no more than is shown, and one for nothing looks at nothing', () => {
    expect(goods.search('тихий', 8)).toHaveLength(8)
    expect(goods.search('товар 49999', 8).map(({ id }) => id)).toEqual(['p49999'])
    expect(looked(() => goods.search('  ', 8))).toBe(0)
  })
})
