import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nothingTendered, payRestBy, quickCash, settle } from './payment.ts'

const exact = { cashStepMinor: 0, pointMinor: 100 }
const toTheRouble = { cashStepMinor: 100, pointMinor: 100 }

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

  it('users.md 14: without a problem the tenders are the total, whatever was typed', () => {
    const amount = fc.integer({ min: 0, max: 1_000_000 })
    const tendered = fc.record({ card: amount, deposit: amount, points: amount, givenMinor: fc.option(amount) })
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000, max: 1_000_000 }),
        tendered,
        fc.record({ cashStepMinor: fc.constantFrom(0, 100), pointMinor: fc.constantFrom(1, 50) }),
        (total, typed, rules) => {
          const done = settle(total, typed, rules)
          if (done.problem !== null) return
          expect(done.tenders.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(done.totalMinor)
          expect(done.tenders.every(({ amountMinor }) => Math.sign(amountMinor) === Math.sign(done.totalMinor))).toBe(
            true,
          )
          expect(done.changeMinor).toBe(done.givenMinor === null ? 0 : done.givenMinor - done.cashMinor)
        },
      ),
    )
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
