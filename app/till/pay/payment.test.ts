import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Settings } from '../../../lib/domain/customer/customer.ts'
import type { Decision } from '../../../lib/domain/operation.ts'
import { actors, Books } from '../../../lib/domain/sample-books.ts'
import { priceCart, receiptPayloadOf } from '../../../lib/domain/till/cart.ts'
import { usualTillRules } from '../../../lib/domain/till/rules.ts'
import { openTill, receiptOf, water } from '../../../lib/domain/till/sample-till.ts'
import { nothingTendered, payRestBy, quickCash, settle, type Tendered } from './payment.ts'

const exact = { cashStepMinor: 0, pointMinor: 100 }
const toTheRouble = { cashStepMinor: 100, pointMinor: 100 }

/** What the till's rules say to it: goods for so much are sold, and others of another till's paper come back. */
function closed(soldMinor: number, tendered: Tendered, steps: typeof exact, backMinor = 0): Decision {
  const books = new Books()
  const settings = books.document({ kind: 'settings', id: 'organisation' }) as Settings
  books.put('settings', { ...settings, till: { ...usualTillRules, ...steps } })
  books.open('balance/anna/deposit', 1_000_000)
  books.open('balance/anna/points', 1_000_000)
  openTill(books)
  const original = { receiptId: 'other:1:1', lineId: '#1', position: 1, seen: 'paper' as const, returnedMilli: 0 }
  const lines = [
    water({ id: 'new', quantityMilli: 1000, priceMinor: soldMinor }),
    ...(backMinor > 0
      ? [
          water({
            id: 'back',
            quantityMilli: 1000,
            priceMinor: backMinor,
            returnOf: { ...original, soldMilli: 1000, soldMinor: backMinor },
          }),
        ]
      : []),
  ]
  const cart = { saleId: 's', lines, discount: null }
  const priced = priceCart(cart)
  if (!priced) throw new Error('too large')
  const { tenders, roundingMinor, givenMinor } = settle(priced.totalMinor, tendered, steps)
  const payload = receiptPayloadOf(cart, priced, {
    ...{ tenders, roundingMinor, givenMinor, pointMinor: steps.pointMinor },
    ...{ customerId: 'anna', orderId: null, approvals: [{ what: 'return', by: 'alla' }], reason: 'брак' },
  })
  const act = { actor: actors.kira, kind: 'receipt.close', id: receiptOf(1), payload }
  // As a till decides: it does not hold that receipt.
  return books.decide(act, 'device', {
    document: (ref) => (ref.kind === 'receipt' ? undefined : books.document(ref)),
    balance: (account) => books.balance(account),
  })
}

describe('paying', () => {
  it('is cash, exactly, until something else is said', () => {
    expect(settle(75_150, nothingTendered, exact)).toEqual({
      tenders: [{ tender: 'cash', amountMinor: 75_150 }],
      roundingMinor: 0,
      totalMinor: 75_150,
      cashMinor: 75_150,
      givenMinor: null,
      changeMinor: 0,
      problem: null,
    })
  })

  it('users.md 14: says the change of what was handed over, and what is missing of it', () => {
    expect(settle(75_150, { ...nothingTendered, givenMinor: 100_000 }, exact)).toMatchObject({
      changeMinor: 24_850,
      problem: null,
    })
    expect(settle(75_150, { ...nothingTendered, givenMinor: 75_000 }, exact).problem).toEqual({
      kind: 'short',
      missingMinor: 150,
    })
  })

  it('splits: cash takes what the others leave', () => {
    const split = settle(75_150, { card: 50_000, deposit: 10_000, points: 0, givenMinor: 20_000 }, exact)
    expect(split.tenders).toEqual([
      { tender: 'cash', amountMinor: 15_150 },
      { tender: 'card', amountMinor: 50_000 },
      { tender: 'deposit', amountMinor: 10_000 },
    ])
    expect(split.changeMinor).toBe(4_850)
  })

  it('takes no more than is due by card, and forgets handed cash when none is due', () => {
    expect(settle(75_150, { ...nothingTendered, card: 80_000 }, exact).problem).toEqual({
      kind: 'tooMuch',
      overMinor: 4_850,
    })
    expect(settle(75_150, { ...nothingTendered, card: 75_150, givenMinor: 100_000 }, exact)).toMatchObject({
      givenMinor: null,
      changeMinor: 0,
      problem: null,
    })
  })

  it('gives back by the same ways, with a minus', () => {
    expect(settle(-30_000, { ...nothingTendered, card: 10_000, givenMinor: 5_000 }, exact)).toMatchObject({
      tenders: [
        { tender: 'cash', amountMinor: -20_000 },
        { tender: 'card', amountMinor: -10_000 },
      ],
      givenMinor: null,
      problem: null,
    })
  })

  it('an even exchange has no tender at all', () => {
    expect(settle(0, nothingTendered, exact)).toMatchObject({ tenders: [], totalMinor: 0, problem: null })
  })

  it('rounds cash by the one rule, and not when a card pays a part', () => {
    expect(settle(75_150, nothingTendered, toTheRouble)).toMatchObject({
      roundingMinor: -50,
      totalMinor: 75_100,
      cashMinor: 75_100,
    })
    expect(settle(75_150, { ...nothingTendered, card: 1 }, toTheRouble).roundingMinor).toBe(0)
  })

  it('users.md 14: less than one step of cash goes down to nothing, and nothing is taken', () => {
    expect(settle(50, nothingTendered, toTheRouble)).toMatchObject({ tenders: [], roundingMinor: -50, totalMinor: 0 })
    expect(closed(50, nothingTendered, toTheRouble)).toMatchObject({ kind: 'accepted', body: { totalMinor: 0 } })
  })

  it('users.md 14: without a problem the tenders are the total and the rules take it, whatever was typed', () => {
    const amount = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 2_000 }), fc.integer({ min: 0, max: 1_000_000 }))
    const tendered = fc.record({ card: amount, deposit: amount, points: amount, givenMinor: fc.option(amount) })
    const steps = fc.record({ cashStepMinor: fc.constantFrom(0, 10, 100, 1000), pointMinor: fc.constantFrom(1, 50) })
    const back = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 500_000 }))
    let closings = 0
    fc.assert(
      fc.property(amount, back, tendered, steps, (sold, backMinor, typed, rules) => {
        const done = settle(sold - backMinor, typed, rules)
        if (done.problem !== null) return
        expect(done.tenders.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(done.totalMinor)
        expect(done.tenders.every(({ amountMinor }) => Math.sign(amountMinor) === Math.sign(done.totalMinor))).toBe(
          true,
        )
        expect(done.changeMinor).toBe(done.givenMinor === null ? 0 : done.givenMinor - done.cashMinor)
        expect(closed(sold, typed, rules, backMinor)).toMatchObject({
          kind: 'accepted',
          body: { totalMinor: done.totalMinor },
        })
        closings += 1
      }),
      { numRuns: 500 },
    )
    expect(closings).toBeGreaterThan(50)
  })

  it('the rest by one way is what the others leave, up to what the customer has', () => {
    expect(payRestBy(75_150, { ...nothingTendered, card: 10_000 }, 'deposit', { mostMinor: 40_000 }).deposit).toBe(
      40_000,
    )
    expect(payRestBy(75_150, { ...nothingTendered, card: 10_000 }, 'card').card).toBe(75_150)
  })

  it('takes whole points only', () => {
    const points = (minor: number, pointMinor: number) =>
      settle(75_150, { ...nothingTendered, points: minor }, { cashStepMinor: 0, pointMinor }).problem
    expect(points(20_000, 100)).toBeNull()
    expect(points(20_050, 100)).toEqual({ kind: 'splitPoint' })
    expect(points(20_000, 0)).toEqual({ kind: 'splitPoint' })
    expect(payRestBy(75_150, nothingTendered, 'points', { mostMinor: 90_000, unitMinor: 100 }).points).toBe(75_100)
  })

  it('offers what people hand over', () => {
    expect(quickCash(74_850)).toEqual([75_000, 80_000, 100_000, 200_000, 500_000])
    expect(quickCash(100_000)).toEqual([200_000, 500_000])
    expect(quickCash(0)).toEqual([])
  })
})
