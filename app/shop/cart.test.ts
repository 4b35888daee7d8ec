import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { product as sampleProduct } from '../../lib/domain/sample-books.ts'
import { emptyCart, nextCart, ownedBy, priceCart, quantityOf, repeatInto, withQuantity, type Cart } from './cart.ts'
import type { Offer } from './offers.ts'

const product = (id: string, pricePoints: number | null) => sampleProduct(id, { name: `Товар ${id}`, pricePoints })
const offers = new Map<string, Offer>([
  ['water', { product: product('water', 40), priceMinor: 25_050, currency: 'RUB' }],
  ['pump', { product: product('pump', null), priceMinor: 60_000, currency: 'RUB' }],
  ['unpriced', { product: product('unpriced', null), priceMinor: null, currency: 'RUB' }],
])
const offerOf = (id: string) => offers.get(id)

let last = 0
const newId = () => `id-${++last}`
const put = (cart: Cart, productId: string, quantity: number, payWith: 'money' | 'points' = 'money') =>
  withQuantity(cart, { productId, payWith, quantityMilli: quantity * 1000 }, newId)

describe('cart', () => {
  test('the same product stands in it for money and for points (GB4), points in no money total (GB7)', () => {
    const cart = put(put(emptyCart, 'water', 2), 'water', 1, 'points')
    const priced = priceCart(cart, offerOf)
    expect(priced).toMatchObject({ totalMinor: 50_100, totalPoints: 40, isOrderable: true })
    expect(cart.lines).toHaveLength(2)
  })

  test('filled before signing in it is theirs; another customer finds nothing of it', () => {
    const filled = { ...put(emptyCart, 'water', 1), typedAddress: 'ул. Первая, 1', note: 'код 12' }
    const annas = ownedBy(filled, 'anna')
    expect(annas).toEqual({ ...filled, customerId: 'anna' })
    expect(ownedBy(annas, 'anna')).toBe(annas)
    expect(ownedBy(annas, 'boris')).toEqual({ ...emptyCart, customerId: 'boris' })
    expect(nextCart(annas).customerId).toBe('anna')
  })

  test('the order keeps one id from the first line until the cart is empty again', () => {
    const one = put(emptyCart, 'water', 1)
    const two = put(one, 'pump', 1)
    expect(one.orderId).not.toBe('')
    expect(two.orderId).toBe(one.orderId)
    expect(put(put(two, 'pump', 0), 'water', 0).orderId).toBe('')
    expect(nextCart(two).orderId).toBe('')
  })

  test('a line without a price is shown but cannot be ordered', () => {
    const priced = priceCart(put(put(emptyCart, 'water', 1), 'unpriced', 1), offerOf)
    expect(priced.isOrderable).toBe(false)
    expect(priced.lines[1]).toMatchObject({ amount: null })
    expect(priced.totalMinor).toBe(25_050)
  })

  test('a product that left the catalogue stays visible and blocks the order', () => {
    const priced = priceCart(put(emptyCart, 'gone', 1), offerOf)
    expect(priced).toMatchObject({ isOrderable: false, lines: [{ offer: null }] })
  })

  test('taking out what is not in changes nothing', () => {
    expect(put(emptyCart, 'water', 0)).toBe(emptyCart)
    expect(put(emptyCart, 'water', -1)).toBe(emptyCart)
  })

  test('an order repeated adds to what is there and names what cannot be had', () => {
    const line = { quantityMilli: 2000, payWith: 'money' as const }
    const order = {
      lines: [
        { ...line, productId: 'water', name: 'Вода' },
        { ...line, productId: 'gone', name: 'Ушло' },
        { ...line, productId: 'unpriced', name: 'Без цены' },
      ],
    } as Parameters<typeof repeatInto>[1]
    const { cart, skipped } = repeatInto(put(emptyCart, 'water', 1), order, { offerOf, newId })
    expect(quantityOf(cart, 'water', 'money')).toBe(3000)
    expect(skipped).toEqual(['Ушло', 'Без цены'])
  })

  test('whatever is pressed: no line twice, none of nothing, the total is the sum of the lines', () => {
    const press = fc.record({
      productId: fc.constantFrom('water', 'pump', 'unpriced'),
      payWith: fc.constantFrom('money' as const, 'points' as const),
      quantityMilli: fc.integer({ min: -1000, max: 50_000 }),
    })
    fc.assert(
      fc.property(fc.array(press, { maxLength: 30 }), (presses) => {
        const cart = presses.reduce((before, wanted) => withQuantity(before, wanted, newId), emptyCart)
        const keys = cart.lines.map((line) => `${line.productId} ${line.payWith}`)
        expect(new Set(keys).size).toBe(keys.length)
        expect(cart.lines.every((line) => line.quantityMilli > 0)).toBe(true)
        expect(cart.orderId === '').toBe(cart.lines.length === 0)
        const priced = priceCart(cart, offerOf)
        const money = priced.lines.filter((line) => line.payWith === 'money')
        expect(priced.totalMinor).toBe(money.reduce((sum, line) => sum + (line.amount ?? 0), 0))
      }),
    )
  })
})
