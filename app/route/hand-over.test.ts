import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Order, OrderLine } from '../../lib/domain/order/order.ts'
import { givenMilli, handOver, likelyCash, orderedMilli } from './hand-over.ts'

const line = (id: string, quantity: number, price: number, more: Partial<OrderLine> = {}): OrderLine => ({
  id,
  productId: id,
  name: id,
  unit: 'бут',
  stocked: true,
  quantityMilli: quantity * 1000,
  payWith: 'money',
  price,
  seenPrice: null,
  amount: quantity * price,
  vatPercent: null,
  deliveredMilli: 0,
  cancelledMilli: 0,
  ...more,
})

const order = (lines: OrderLine[], paidMinor = 0): Order => {
  const totalMinor = lines.filter((l) => l.payWith === 'money').reduce((sum, l) => sum + l.amount, 0)
  const invoice = { totalMinor, paidMinor, state: paidMinor >= totalMinor ? 'paid' : 'unpaid', debtMinor: 0 }
  return { lines, totalMinor, invoice } as unknown as Order // safe: handOver reads nothing else
}

describe('handing over', () => {
  test('untouched, it is all of it for all that is due', () => {
    expect(handOver(order([line('a', 3, 250), line('b', 1, 100)], 200), {})).toMatchObject({
      kind: 'all',
      amountMinor: 650,
    })
  })

  test('a part costs what the part is worth, less what was paid', () => {
    const given = { a: 1000 }
    expect(handOver(order([line('a', 3, 250), line('b', 1, 100)]), given)).toEqual({
      kind: 'part',
      amountMinor: 350,
      unmarked: [
        { lineId: 'a', deliveredMilli: 1000 },
        { lineId: 'b', deliveredMilli: 1000 },
      ],
    })
    expect(handOver(order([line('a', 3, 250)], 300), given).amountMinor).toBe(0)
  })

  test('lines for points cost no money', () => {
    const part = handOver(order([line('a', 2, 40, { payWith: 'points' }), line('b', 2, 100)]), { b: 1000 })
    expect(part.amountMinor).toBe(100)
  })

  test('nothing given is no delivery', () => {
    expect(handOver(order([line('a', 3, 250)]), { a: 0 })).toMatchObject({ kind: 'nothing', amountMinor: 0 })
  })

  test('a line already marked counts as marked, what accounting cancelled is not asked for', () => {
    const marked = line('a', 3, 250, { deliveredMilli: 2000 })
    const cancelled = line('b', 2, 100, { cancelledMilli: 2000 })
    const result = handOver(order([marked, cancelled]), { a: 3000 })
    expect(result.kind).toBe('part')
    expect(result.unmarked).toEqual([])
  })

  test('never more than ordered is given and never more than due is taken', () => {
    const lines = fc.array(
      fc.record({ quantity: fc.integer({ min: 1, max: 20 }), price: fc.integer({ min: 0, max: 99_999 }) }),
      { minLength: 1, maxLength: 8 },
    )
    fc.assert(
      fc.property(lines, fc.array(fc.integer({ min: 0, max: 30_000 })), fc.nat(200_000), (wanted, set, paid) => {
        const all = wanted.map(({ quantity, price }, place) => line(String(place), quantity, price))
        const total = all.reduce((sum, each) => sum + each.amount, 0)
        const taken = order(all, Math.min(paid, total))
        const given = Object.fromEntries(set.map((milli, place) => [String(place), milli]))
        const result = handOver(taken, given)
        expect(result.amountMinor).toBeGreaterThanOrEqual(0)
        expect(result.amountMinor).toBeLessThanOrEqual(total - Math.min(paid, total))
        for (const each of all) expect(givenMilli(each, given)).toBeLessThanOrEqual(orderedMilli(each))
      }),
    )
  })

  test.each([
    [74_000, [75_000, 80_000, 100_000, 200_000]],
    [100_000, [200_000, 500_000]],
    [1, [5_000, 10_000, 50_000, 100_000]],
  ])('for %i a customer gives one of %j', (amount, likely) => {
    expect(likelyCash(amount)).toEqual(likely)
  })
})
