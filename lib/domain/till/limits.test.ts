import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { priceCart } from './cart.ts'
import { discountLimit, exceeds } from './limits.ts'

describe('the limit of a discount', () => {
  it('holds to the kopeck', () => {
    expect(exceeds(500, 10_000, 5)).toBe(false)
    expect(exceeds(501, 10_000, 5)).toBe(true)
    expect(exceeds(1, 10_000, 0)).toBe(true)
    expect(exceeds(0, 10_000, 0)).toBe(false)
  })

  it('lets through what rounding makes of exactly that percent, on a line and shared out over a receipt', () => {
    const prices = fc.array(fc.integer({ min: 0, max: 100_000_000 }), { minLength: 1, maxLength: 20 })
    const limit = discountLimit(['cashier'], { cashierDiscountPercent: 5 })
    const discount = { kind: 'percent' as const, percent: limit }
    fc.assert(
      fc.property(prices, fc.boolean(), (all, isOnReceipt) => {
        const lines = all.map((priceMinor, index) => ({
          id: `l${index}`,
          productId: null,
          name: 'Вода',
          unit: 'шт',
          fractional: false,
          quantityMilli: 1000,
          priceMinor,
          discount: isOnReceipt ? null : discount,
          vatPercent: null,
          stocked: false,
          returnOf: null,
        }))
        const priced = priceCart({ saleId: 's', lines, discount: isOnReceipt ? discount : null })
        for (const line of priced?.lines ?? []) expect(exceeds(line.discountMinor, line.grossMinor, limit)).toBe(false)
      }),
    )
  })
})
