import { describe, expect, it } from 'vitest'
import type { Product } from '../../../lib/domain/catalogue/catalogue.ts'
import * as sample from '../../../lib/domain/sample-books.ts'
import { priceCart } from '../../../lib/domain/till/cart.ts'
import { water } from '../../../lib/domain/till/sample-till.ts'
import { parkedSchema, type Parked } from '../../../lib/domain/till/parked.ts'
import * as s from './sale.ts'
import { createTillGoods, createTillPrices, mostSold } from './till-goods.ts'

const product = (changes: Partial<Product> = {}): Product =>
  sample.product('water', { name: 'Вода 19 л', article: 'В-19', barcodes: ['4600000000015'], unit: 'бут', ...changes })

let count = 0
const newId = () => `id-${(count += 1)}`
const offer = { product: product(), priceMinor: 25_000 }

function added(sale: s.Sale, what: s.SaleOffer = offer, milli?: number): s.Sale {
  const result = s.addProduct(sale, what, newId, milli === undefined ? {} : { quantityMilli: milli })
  if ('problem' in result) throw new Error(result.problem)
  return result.sale
}

describe('the sale', () => {
  it('gets its id with the first line and keeps it', () => {
    const one = added(s.emptySale)
    expect(one.saleId).not.toBe('')
    expect(added(one).saleId).toBe(one.saleId)
  })

  it('the same goods at the same price are one line; at another price, or come back, another', () => {
    expect(added(added(s.emptySale)).lines).toMatchObject([{ quantityMilli: 2000 }])
    expect(added(added(s.emptySale), { ...offer, priceMinor: 20_000 }).lines).toHaveLength(2)
    const back = added(s.emptySale)
    const returnOf = { receiptId: 'r', lineId: 'l', soldMilli: 2000, soldMinor: 50_000, returnedMilli: 1000 }
    const returned = { ...back, lines: back.lines.map((line) => ({ ...line, returnOf })) }
    expect(added(returned).lines).toHaveLength(2)
    expect(s.setQuantity(returned, returned.lines[0]?.id ?? '', 5000).lines[0]?.quantityMilli).toBe(1000)
  })

  it('what comes back only falls: neither the receipt nor a senior was asked for more', () => {
    const returnOf = { receiptId: 'r', lineId: 'l', soldMilli: 3000, soldMinor: 75_150, returnedMilli: 0 }
    const brought = s.approve(
      { ...s.emptySale, saleId: 's', lines: [water({ quantityMilli: 2000, returnOf })] },
      { what: 'return', by: 'alla', byName: 'Алла' },
    )
    expect(s.setQuantity(brought, 'l1', 3000)).toEqual(brought)
    const fewer = s.setQuantity(brought, 'l1', 1000)
    expect(fewer).toMatchObject({ lines: [{ quantityMilli: 1000 }], approvals: [{ by: 'alla' }] })
    expect(s.setQuantity(fewer, 'l1', 2000).lines[0]?.quantityMilli).toBe(1000)
  })

  it('a senior’s word for goods of one paper is none for those of another', () => {
    const seen = (id: string, by: 'paper' | 'server') =>
      water({
        id,
        returnOf: { receiptId: id, lineId: '#1', seen: by, soldMilli: 3000, soldMinor: 75_150, returnedMilli: 0 },
      })
    const allowed = { what: 'return', by: 'alla', byName: 'Алла' } as const
    const first = s.bringBack(s.emptySale, { lines: [seen('a', 'paper')], approval: allowed, reason: ' Брак ' }, newId)
    expect(first).toMatchObject({ lines: [{ id: 'a' }], approvals: [allowed], reason: 'Брак' })
    const more = (by: 'paper' | 'server') => ({ lines: [seen('b', by)], approval: null, reason: 'Не подошло' })
    expect(s.bringBack(first, more('server'), newId)).toMatchObject({ approvals: [allowed], reason: 'Брак' })
    expect(s.bringBack(first, more('paper'), newId).approvals).toEqual([])
  })

  it('goods that come back and are taken out again leave neither reason nor senior on the next paper', () => {
    const returnOf = { receiptId: 'r', lineId: 'l', soldMilli: 3000, soldMinor: 75_150, returnedMilli: 0 }
    const lines = [water({ id: 'a', returnOf }), water({ id: 'b', returnOf })]
    const approval = { what: 'return', by: 'alla', byName: 'Алла' } as const
    const brought = s.bringBack(added(s.emptySale), { lines, approval, reason: 'Брак' }, newId)
    const one = s.removeLine(s.removeLine(brought, 'a'), brought.lines[0]?.id ?? '')
    expect(one).toMatchObject({ lines: [{ id: 'b' }], approvals: [approval], reason: 'Брак' })
    for (const none of [s.removeLine(one, 'b'), s.setQuantity(one, 'b', 0)])
      expect(none).toMatchObject({ lines: [], approvals: [], reason: null })
  })

  it('what a label takes a little off for is a line of its own', () => {
    const nuts = { product: product({ id: 'nuts', fractional: true }), priceMinor: 120_000 }
    const result = s.addProduct(added(s.emptySale, nuts, 300), nuts, newId, { quantityMilli: 196, discountMinor: 64 })
    if ('problem' in result) throw new Error(result.problem)
    expect(priceCart(result.sale)?.lines.map(({ amountMinor }) => amountMinor)).toEqual([36_000, 23_456])
    expect(added(result.sale, nuts, 100).lines.map(({ quantityMilli }) => quantityMilli)).toEqual([400, 196])
  })

  it('takes nothing without a price, and no more lines than a receipt may have', () => {
    expect(s.addProduct(s.emptySale, { ...offer, priceMinor: null }, newId)).toEqual({ problem: 'noPrice' })
    let sale = s.emptySale
    for (let i = 0; i < 100; i += 1) sale = added(sale, { ...offer, product: product({ id: `p${i}` }) })
    expect(s.addProduct(sale, { ...offer, product: product({ id: 'one more' }) }, newId)).toEqual({
      problem: 'tooManyLines',
    })
    expect(added(sale, { ...offer, product: product({ id: 'p7' }) }).lines).toHaveLength(100)
  })

  it('sells whole pieces, and parts only of what is sold in parts', () => {
    const sale = added(added(s.emptySale), { product: product({ id: 'nuts', fractional: true }), priceMinor: 90_000 })
    const [water, nuts] = sale.lines
    const changed = s.setQuantity(s.setQuantity(sale, water?.id ?? '', 1499), nuts?.id ?? '', 333)
    expect(changed.lines.map(({ quantityMilli }) => quantityMilli)).toEqual([1000, 333])
    expect(s.setQuantity(sale, water?.id ?? '', 0).lines).toHaveLength(1)
  })

  it('another customer has another price; what has none there keeps its own', () => {
    const sale = added(added(s.emptySale), { product: product({ id: 'pump' }), priceMinor: 60_000 })
    const dear = s.withCustomer(sale, 'anna', (id) => (id === 'water' ? 21_000 : null), newId)
    expect(dear.lines.map(({ priceMinor }) => priceMinor)).toEqual([21_000, 60_000])
    expect(dear.customerId).toBe('anna')
  })

  it('a discount above the limit waits for a senior, and a changed one for another word', () => {
    const sale = added(s.emptySale)
    const id = sale.lines[0]?.id ?? ''
    const needs = (one: s.Sale, role: 'cashier' | 'office') => {
      const priced = priceCart(one)
      return priced !== null && s.needsApproval(one, priced, [role], { cashierDiscountPercent: 5 })
    }
    const five = s.setLineDiscount(sale, id, { kind: 'percent', percent: 5 })
    const ten = s.setLineDiscount(sale, id, { kind: 'percent', percent: 10 })
    expect([needs(sale, 'cashier'), needs(five, 'cashier'), needs(ten, 'cashier'), needs(ten, 'office')]).toEqual([
      false,
      false,
      true,
      false,
    ])
    const allowed = s.approve(ten, { what: 'discount', by: 'alla', byName: 'Алла' })
    expect(needs(allowed, 'cashier')).toBe(false)
    expect(needs(s.setSaleDiscount(allowed, { kind: 'amount', minor: 100 }), 'cashier')).toBe(true)
  })

  it('what was allowed for these goods is not allowed for others: 500 off 5,000 is all of the last 500', () => {
    const isAllowed = (one: s.Sale) => one.approvals.some(({ what }) => what === 'discount')
    const sale = added(added(s.emptySale), { product: product({ id: 'other' }), priceMinor: 50_000 })
    const allowed = s.approve(s.setSaleDiscount(sale, { kind: 'amount', minor: 5_000 }), {
      ...{ what: 'discount', by: 'alla', byName: 'Алла' },
    })
    const [id = '', other = ''] = allowed.lines.map((line) => line.id)
    expect(isAllowed(allowed)).toBe(true)
    for (const changed of [
      s.removeLine(allowed, other),
      s.setQuantity(allowed, id, 5000),
      s.setQuantity(allowed, id, 0),
      added(allowed),
      s.withCustomer(allowed, 'c1', () => 1, newId),
    ])
      expect(isAllowed(changed)).toBe(false)
    const back = s.approve(allowed, { what: 'return', by: 'alla', byName: 'Алла' })
    expect(s.removeLine(back, other).approvals).toMatchObject([{ what: 'return' }])
  })

  it('parked and taken up again it comes to the same money under another id', () => {
    const sale = s.setSaleDiscount(added(added(s.emptySale)), { kind: 'percent', percent: 3 })
    const priced = priceCart(sale)
    const payload = priced && s.parkedPayload(sale, priced, { name: 'дама', tillName: 'Касса 1' })
    const who = { at: 1, by: 'kira', byName: 'Кира' }
    const parked: Parked = parkedSchema.parse({ id: 'p1', ...payload, parked: who, taken: null })
    const again = s.takenUp(parked, () => false, newId)
    expect(priceCart(again)?.totalMinor).toBe(priced?.totalMinor)
    expect(again.saleId).not.toBe(sale.saleId)
    expect(again.parked).toEqual({ id: 'p1', isTaken: false })
  })
})

describe('the goods of a till', () => {
  const goods = createTillGoods(
    [
      product(),
      product({ id: 'upc', name: 'Стаканы', barcodes: ['012345678905'] }),
      product({ id: 'gone', name: 'Вода старая', barcodes: ['46000001'], deleted: true }),
      product({ id: 'small', name: 'Минеральная вода', article: 'М-5', barcodes: [] }),
    ],
    [],
  )
  const ids = (found: readonly Product[]) => found.map(({ id }) => id)

  it('finds a barcode, UPC-A with and without the zero of EAN-13', () => {
    expect(ids(goods.byBarcode('4600000000015'))).toEqual(['water'])
    expect(ids(goods.byBarcode('012345678905'))).toEqual(['upc'])
    expect(ids(goods.byBarcode('0012345678905'))).toEqual(['upc'])
    expect(ids(goods.byBarcode('12345678905'))).toEqual([])
  })

  it('sells nothing that the books have deleted', () => {
    expect(goods.byBarcode('46000001')).toEqual([])
    expect(goods.count).toBe(3)
  })

  it('goods with variants are found and shown as their variants: what they are variants of has no price', () => {
    const label = { barcodes: ['4600000000022'], article: 'Ф-1' }
    const shirt = product({ id: 'shirt', name: 'Футболка', ...label })
    const blue = product({ id: 'shirt#blue', parentId: 'shirt', name: 'Футболка (синяя)', ...label })
    const price = { id: '', priceTypeId: 'retail', productId: 'shirt#blue', minor: 50_000, currency: 'RUB' }
    const shelf = createTillGoods([shirt, blue], [price])
    expect(ids(shelf.search('футболка', 10))).toEqual(['shirt#blue'])
    expect(ids(shelf.first(10))).toEqual(['shirt#blue'])
    expect(ids(shelf.byBarcode('4600000000022'))).toEqual(['shirt#blue'])
    expect([shelf.isSold('shirt'), shelf.isSold('shirt#blue'), shelf.count]).toEqual([false, true, 1])
    expect(shelf.product('shirt'), 'a parked sale may still hold it').toBe(shirt)
    const priced = createTillGoods([shirt, blue], [price, { ...price, productId: 'shirt' }])
    expect(ids(priced.search('футболка', 10))).toEqual(['shirt', 'shirt#blue'])
  })

  it('finds by words, those that begin with them first, and by article', () => {
    expect(ids(goods.search('вода', 10))).toEqual(['water', 'small'])
    expect(ids(goods.search('м-5', 10))).toEqual(['small'])
    expect(ids(goods.search('вода', 1))).toEqual(['water'])
    expect(goods.search('  ', 10)).toEqual([])
  })

  it('has prices by list, and none where nobody set one', () => {
    const price = { id: '', priceTypeId: 'retail', productId: 'water', minor: 25_000, currency: 'RUB' }
    const prices = createTillPrices([price, { ...price, priceTypeId: 'dear', minor: 0 }], 'RUB')
    expect([prices.of('water', 'retail'), prices.of('water', 'dear'), prices.of('water', null)]).toEqual([
      25_000,
      null,
      null,
    ])
  })

  it('knows what was sold most', () => {
    const line = (productId: string, returnOf: unknown = null) => ({ productId, returnOf })
    const receipts = [{ lines: [line('a'), line('b')] }, { lines: [line('b'), line('c', {}), line('c', {})] }]
    expect(mostSold(receipts, 2)).toEqual(['b', 'a'])
  })
})
