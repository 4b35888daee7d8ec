import { describe, expect, it } from 'vitest'
import { priceCart, type CartLine } from '../../../lib/domain/till/cart.ts'
import { pictureOf } from './picture.ts'

const line = (changes: Partial<CartLine>): CartLine => ({
  id: 'l1',
  productId: 'water',
  name: 'Вода',
  unit: 'бут',
  fractional: false,
  quantityMilli: 2000,
  priceMinor: 25_000,
  discount: null,
  vatPercent: 22,
  stocked: true,
  returnOf: null,
  ...changes,
})
const cart = (...lines: CartLine[]) => priceCart({ saleId: 's', lines, discount: { kind: 'percent', percent: 10 } })
const closed = { totalMinor: 45_000, givenMinor: 50_000, changeMinor: 5_000 }

describe('the picture for the customer', () => {
  it('is the sale line by line, with what is saved', () => {
    const picture = pictureOf({ priced: cart(line({})), closed, paying: null })
    expect(picture).toEqual({
      kind: 'sale',
      lines: [
        {
          id: 'l1',
          name: 'Вода',
          quantityMilli: 2000,
          unit: 'бут',
          priceMinor: 25_000,
          discountMinor: 5_000,
          amountMinor: 45_000,
        },
      ],
      discountMinor: 5_000,
      paidBeforeMinor: 0,
      totalMinor: 45_000,
      paying: null,
    })
  })

  it('says what of an order was paid before, and asks for the rest', () => {
    const picture = pictureOf({ priced: cart(line({})), closed, paying: null, paidBeforeMinor: 10_000 })
    expect(picture).toMatchObject({ paidBeforeMinor: 10_000, totalMinor: 35_000 })
  })

  it('shows what comes back below zero', () => {
    const returnOf = { receiptId: 'r', lineId: 'l', soldMilli: 2000, soldMinor: 50_000, returnedMilli: 0 }
    const picture = pictureOf({ priced: cart(line({ returnOf })), closed: null, paying: null })
    expect(picture).toMatchObject({ kind: 'sale', lines: [{ amountMinor: -50_000, discountMinor: 0 }] })
  })

  it('says thanks and the change until the next sale begins', () => {
    expect(pictureOf({ priced: cart(), closed, paying: null })).toEqual({ kind: 'done', ...closed })
    expect(pictureOf({ priced: cart(), closed: null, paying: null })).toEqual({ kind: 'idle' })
    expect(pictureOf({ priced: null, closed: null, paying: null })).toEqual({ kind: 'idle' })
  })

  it('the customer’s name, phone, accounts and what goods are called in the books never travel', () => {
    const text = JSON.stringify(pictureOf({ priced: cart(line({})), closed, paying: null }))
    expect(text).not.toMatch(/customer|productId|water|receipt|deposit/i)
  })
})
