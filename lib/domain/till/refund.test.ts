/** users.md 13: what was paid in points goes back in points, what was paid in money in money, over all returns. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Settings } from '../customer/customer.ts'
import type { Decision, Ruling } from '../operation.ts'
import { actors, Books, expectAccepted } from '../sample-books.ts'
import type { CartLine, Payment } from './cart.ts'
import type { Receipt } from './receipt.ts'
import { refundLeft, refundOf } from './refund.ts'
import { usualTillRules } from './rules.ts'
import { openTill, paidInCash, receiptOf, shift, water } from './sample-till.ts'

const pointMinor = 100
const name = `returned/${receiptOf(1)}/` as const

function opened(worth = pointMinor): Books {
  const books = new Books()
  revalue(books, worth)
  books.open('balance/anna/points', 10_000)
  return openTill(books)
}

const payments = (money: number, points: number): Payment[] =>
  [
    { tender: 'card' as const, amountMinor: money },
    { tender: 'points' as const, amountMinor: points },
  ].filter(({ amountMinor }) => amountMinor !== 0)

function close(books: Books, number: number, lines: CartLine[], tenders: Payment[], worth = pointMinor): Decision {
  const closing = { tenders, customerId: 'anna', pointMinor: worth }
  const payload = paidInCash({ saleId: `s${number}`, lines, discount: null }, closing)
  return books.act({ actor: actors.kira, kind: 'receipt.close', id: receiptOf(number), payload })
}

/** Three bottles for 751.50, so much of it in points. */
function sold(points: number, books = opened()): { books: Books; receipt: Receipt } {
  const receipt = expectAccepted(close(books, 1, [water()], payments(75_150 - points, points))).body as Receipt
  return { books, receipt }
}

const back = (quantityMilli: number, returnedMilli = 0): CartLine =>
  water({
    id: 'back',
    quantityMilli,
    returnOf: { receiptId: receiptOf(1), lineId: 'l1', soldMilli: 3000, soldMinor: 75_150, returnedMilli },
  })

const refusal = (decision: Decision) =>
  decision.kind === 'refused' ? [decision.reason, decision.params['tender']] : decision.kind

const left = (books: Books, receipt: Receipt, worth = pointMinor) =>
  refundLeft(receipt, (one) => books.balance(`${name}${one}`), worth)

function revalue(books: Books, worth: number): void {
  const settings = books.document({ kind: 'settings', id: 'organisation' }) as Settings
  books.put('settings', { ...settings, till: { ...usualTillRules, pointMinor: worth } })
}

describe('a receipt that was paid in points and in money', () => {
  it('a few kopecks of money beside them do not turn the points into money', () => {
    const { books, receipt } = sold(75_100)
    expect(refundOf(75_150, left(books, receipt), pointMinor)).toEqual({ moneyMinor: 50, pointsMinor: 75_100 })
    expect(refusal(close(books, 2, [back(3000)], payments(-75_150, 0)))).toEqual(['tenderNotBack', 'card'])
    expect(refusal(close(books, 2, [back(3000)], payments(-50, -75_100)))).toBe('accepted')
    expect(books.balance('balance/anna/points')).toBe(10_000)
  })

  it('its money comes back first, then its points, and both to the kopeck', () => {
    const { books, receipt } = sold(20_000)
    expect(refusal(close(books, 2, [back(2000)], payments(-50_100, 0)))).toBe('accepted')
    expect(left(books, receipt)).toEqual({ moneyMinor: 5_050, pointsMinor: 20_000 })
    expect(refusal(close(books, 3, [back(1000, 2000)], payments(-25_050, 0)))).toEqual(['tenderNotBack', 'card'])
    expect(refusal(close(books, 3, [back(1000, 2000)], payments(-50, -25_000)))).toEqual(['tenderNotBack', 'points'])
    expect(refusal(close(books, 3, [back(1000, 2000)], payments(-5_050, -20_000)))).toBe('accepted')
    expect(books.balance(`${name}#points`)).toBe(20_000)
    expect(left(books, receipt)).toEqual({ moneyMinor: 0, pointsMinor: 0 })
  })

  it('points that came back before leave more of its money', () => {
    const { books, receipt } = sold(20_000)
    expect(refusal(close(books, 2, [back(1000)], payments(-5_050, -20_000)))).toBe('accepted')
    expect(left(books, receipt)).toEqual({ moneyMinor: 50_100, pointsMinor: 0 })
    expect(refusal(close(books, 3, [back(2000, 1000)], payments(-50_100, 0)))).toBe('accepted')
  })

  it('never pay for other goods in an exchange', () => {
    const { books } = sold(75_100)
    const pump = water({ id: 'new', productId: 'pump', quantityMilli: 1000, priceMinor: 75_150 })
    expect(refusal(close(books, 2, [back(3000), pump], []))).toEqual(['tenderNotBack', 'cash'])
    const some = sold(20_000)
    const cheap = { ...pump, priceMinor: 50_100 }
    expect(refusal(close(some.books, 2, [back(2000), cheap], []))).toBe('accepted')
  })

  it.each([0, 100, 25_000, 50_000, 75_100])('in whatever portions, %d in points come to what was paid', (points) => {
    for (const portions of [[3000], [1000, 2000], [2000, 1000], [1000, 1000, 1000], [500, 1700, 800], [1, 2999]]) {
      const { books, receipt } = sold(points)
      let [number, before, given] = [1, 0, { moneyMinor: 0, pointsMinor: 0 }]
      let waiting = 0
      for (const portion of portions) {
        waiting += portion
        const upTo = (milli: number) => Math.floor((75_150 * milli * 2 + 3000) / 6000)
        const backMinor = upTo(before + waiting) - upTo(before)
        const refund = refundOf(backMinor, left(books, receipt), pointMinor)
        // A part of a point waits for the goods that come next.
        if (!refund) continue
        const tenders = payments(-refund.moneyMinor, -refund.pointsMinor)
        expect(refusal(close(books, (number += 1), [back(waiting, before)], tenders))).toBe('accepted')
        given = {
          moneyMinor: given.moneyMinor + refund.moneyMinor,
          pointsMinor: given.pointsMinor + refund.pointsMinor,
        }
        before += waiting
        waiting = 0
      }
      expect(given, portions.join()).toEqual({ moneyMinor: 75_150 - points, pointsMinor: points })
      expect(books.balance('balance/anna/points')).toBe(10_000)
    }
  })
})

describe('a receipt that was paid in money', () => {
  it('gives back no points', () => {
    const { books } = sold(0)
    expect(refusal(close(books, 2, [back(2000)], payments(0, -50_100)))).toEqual(['tenderNotBack', 'points'])
    expect(refusal(close(books, 2, [back(2000)], payments(-100, -50_000)))).toEqual(['tenderNotBack', 'points'])
  })

  it('goes back in whichever money the buyer likes', () => {
    const { books, receipt } = sold(0)
    expect(left(books, receipt)).toEqual({ moneyMinor: Infinity, pointsMinor: 0 })
    for (const [number, tender] of (['cash', 'card', 'deposit'] as const).entries())
      expect(refusal(close(books, number + 2, [back(1000, number * 1000)], [{ tender, amountMinor: -25_050 }]))).toBe(
        'accepted',
      )
  })
})

describe('a point that the office has given another worth since', () => {
  it('comes back whole: what is left of one goes back in money, and no more than that', () => {
    const { books, receipt } = sold(75_100)
    revalue(books, 300)
    const refund = refundOf(75_150, left(books, receipt, 300), 300)
    expect(refund).toEqual({ moneyMinor: 150, pointsMinor: 75_000 })
    const give = (money: number, points: number) => close(books, 2, [back(3000)], payments(-money, -points), 300)
    expect(refusal(give(450, 74_700))).toEqual(['tenderNotBack', 'card'])
    expect(refusal(give(150, 75_000))).toBe('accepted')
    expect(books.balance('balance/anna/points')).toBe(10_000 - 751 + 250)
    expect(left(books, receipt, 300)).toEqual({ moneyMinor: 0, pointsMinor: 0 })
  })

  it.each([70, 100, 300, 900, 5_000])('in whatever portions, at %d kopecks a point, all of it comes back', (worth) => {
    for (const paid of [100, 25_000, 50_000, 75_100])
      for (const portions of [[3000], [1000, 2000], [2000, 1000], [1000, 1000, 1000], [500, 1700, 800], [1, 2999]]) {
        const { books, receipt } = sold(paid)
        revalue(books, worth)
        let [number, before, waiting] = [1, 0, 0]
        const given = { moneyMinor: 0, pointsMinor: 0 }
        for (const portion of portions) {
          waiting += portion
          const upTo = (milli: number) => Math.floor((75_150 * milli * 2 + 3000) / 6000)
          const refund = refundOf(upTo(before + waiting) - upTo(before), left(books, receipt, worth), worth)
          if (!refund) continue
          const tenders = payments(-refund.moneyMinor, -refund.pointsMinor)
          expect(refusal(close(books, (number += 1), [back(waiting, before)], tenders, worth))).toBe('accepted')
          given.moneyMinor += refund.moneyMinor
          given.pointsMinor += refund.pointsMinor
          before += waiting
          waiting = 0
        }
        const restMinor = paid % worth
        expect(given, portions.join()).toEqual({
          moneyMinor: 75_150 - paid + restMinor,
          pointsMinor: paid - restMinor,
        })
      }
  })
})

describe('a point that the office gives another worth between the returns', () => {
  const worthOf = (portionMilli: number, before: number) => {
    const upTo = (milli: number) => Math.floor((75_150 * milli * 2 + 3000) / 6000)
    return upTo(before + portionMilli) - upTo(before)
  }

  it('a part of a point that went back in money is not asked for in points once more', () => {
    const { books, receipt } = sold(75_100)
    revalue(books, 300)
    // 50 kopecks were paid in money, and 100 are no whole point now.
    expect(refusal(close(books, 2, [back(1000)], payments(-150, -24_900), 300))).toBe('accepted')
    revalue(books, 70)
    const rest = refundOf(50_100, left(books, receipt, 70), 70)
    expect(rest).toEqual({ moneyMinor: 50, pointsMinor: 50_050 })
    expect(refusal(close(books, 3, [back(2000, 1000)], payments(-50, -50_050), 70))).toBe('accepted')
  })

  const worths = fc.oneof(fc.constantFrom(0, 70, 100, 300, 5_000), fc.integer({ min: 1, max: 90_000 }))
  const days = fc.record({
    paid: fc.integer({ min: 1, max: 751 }).map((points) => points * pointMinor),
    returns: fc.array(fc.record({ worth: worths, milli: fc.integer({ min: 1, max: 3000 }) }), { maxLength: 5 }),
    lastWorth: worths,
  })

  it('whatever it is worth then, the whole rest goes back, and less than a point for each change in money', () => {
    fc.assert(
      fc.property(days, ({ paid, returns, lastWorth }) => {
        const { books, receipt } = sold(paid)
        const given = { moneyMinor: 0, pointsMinor: 0 }
        let [number, before, partsMinor, worthBefore] = [1, 0, 0, pointMinor]
        const giveBack = (wantedMilli: number, worth: number): boolean => {
          revalue(books, worth)
          if (worth !== worthBefore) partsMinor += worth === 0 ? Infinity : worth - 1
          worthBefore = worth
          const milli = Math.min(wantedMilli, 3000 - before)
          if (milli === 0) return true
          const refund = refundOf(worthOf(milli, before), left(books, receipt, worth), worth)
          if (!refund) return false
          const tenders = payments(-refund.moneyMinor, -refund.pointsMinor)
          expect(refusal(close(books, (number += 1), [back(milli, before)], tenders, worth))).toBe('accepted')
          given.moneyMinor += refund.moneyMinor
          given.pointsMinor += refund.pointsMinor
          before += milli
          return true
        }
        for (const { worth, milli } of returns) giveBack(milli, worth)
        expect(giveBack(3000, lastWorth)).toBe(true)
        expect(given.moneyMinor + given.pointsMinor).toBe(75_150)
        expect(given.pointsMinor).toBeLessThanOrEqual(paid)
        expect(given.moneyMinor - (75_150 - paid)).toBeLessThanOrEqual(partsMinor)
      }),
      { numRuns: 300 },
    )
  })
})

it('points that tills take no more come back as money', () => {
  const { receipt } = sold(75_100)
  expect(
    refundOf(
      75_150,
      refundLeft(receipt, () => 0, 0),
      0,
    ),
  ).toEqual({ moneyMinor: 75_150, pointsMinor: 0 })
})

it('what the office takes as it is stands, whatever it gave back', () => {
  const { books } = sold(75_100)
  const ruling: Ruling = { how: 'asItIs', by: 'oleg', byName: 'Олег', at: 5, reason: 'касса ошиблась' }
  const payload = paidInCash({ saleId: 's2', lines: [back(3000)], discount: null })
  const act = { actor: actors.kira, kind: 'receipt.close', id: receiptOf(2), payload }
  expect(books.decide(act, 'server')).toMatchObject({ reason: 'tenderNotBack' })
  expect(books.decide(act, 'server', { ruling })).toMatchObject({ kind: 'accepted' })
  expect(books.balance(`register/${shift}/points`)).toBe(75_100)
})
