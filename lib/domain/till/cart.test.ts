import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shareOut } from '../money.ts'
import { partOf } from '../part-of.ts'
import { priceCart, roundingOf } from './cart.ts'
import type { Cart, CartLine, Discount } from './cart.ts'
import { water } from './sample-till.ts'

const line = (changes: Partial<CartLine> = {}): CartLine => water({ quantityMilli: 1000, ...changes })
const cart = (lines: CartLine[], discount: Discount | null = null): Cart => ({ saleId: 's', lines, discount })

describe('a cart', () => {
  it('rounds each line once and adds the rounded lines', () => {
    const nuts = line({ id: 'l2', priceMinor: 99_999, quantityMilli: 333 })
    expect(priceCart(cart([line({ quantityMilli: 2000 }), nuts]))?.totalMinor).toBe(50_100 + 33_300)
  })

  it('a discount on the receipt is shared out to the kopeck, and never on what comes back', () => {
    const back = line({
      id: 'l3',
      returnOf: { receiptId: 'r', lineId: 'x', soldMilli: 1000, soldMinor: 20_000, returnedMilli: 0 },
    })
    const priced = priceCart(
      cart([line(), line({ id: 'l2', priceMinor: 10_000 }), back], { kind: 'percent', percent: 10 }),
    )
    expect(priced?.lines.map(({ amountMinor }) => amountMinor)).toEqual([22_545, 9_000, 20_000])
    expect(priced).toMatchObject({ discountMinor: 3_505, totalMinor: 11_545 })
  })

  it('users.md 14: what is shared out adds up, and no part is above its weight', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 10_000_000_000 }), { minLength: 1, maxLength: 50 })
    fc.assert(
      fc.property(weights, fc.double({ min: 0, max: 1, noNaN: true }), (all, share) => {
        const amount = Math.floor(all.reduce((sum, weight) => sum + weight, 0) * share)
        const parts = shareOut(amount, all)
        expect(parts.reduce((sum, part) => sum + part, 0)).toBe(amount)
        expect(parts.every((part, index) => part >= 0 && part <= (all[index] ?? 0))).toBe(true)
      }),
    )
  })

  it('users.md 14: a line that comes back in any portions gives back exactly what was paid', () => {
    const portions = fc.array(fc.integer({ min: 1, max: 5_000 }), { minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(portions, fc.integer({ min: 0, max: 100_000_000_000 }), (all, amountMinor) => {
        const quantityMilli = all.reduce((sum, part) => sum + part, 0)
        let before = 0
        let back = 0
        for (const part of all) {
          const amount = partOf({ amountMinor, quantityMilli }, before, part)
          expect(amount).toBeGreaterThanOrEqual(0)
          back += amount
          before += part
        }
        expect(back).toBe(amountMinor)
      }),
    )
  })

  it('rounds cash to whole roubles in the favour of the buyer, and a card not at all', () => {
    expect(roundingOf(12_399, ['cash'], 100)).toBe(-99)
    expect(roundingOf(12_399, ['card'], 100)).toBe(0)
    expect(roundingOf(12_399, ['cash', 'card'], 100)).toBe(0)
    expect(roundingOf(-12_399, ['cash'], 100)).toBe(0)
    expect(roundingOf(12_399, ['cash'], 0)).toBe(0)
  })

  it('is none when it comes to more than a receipt may', () => {
    expect(priceCart(cart([line({ priceMinor: 100_000_000_000, quantityMilli: 2000 })]))).toBeNull()
  })
})
