/** What the office has decided for its tills: rounding of cash, the worth of a point, a cashier's own discount. */
import { describe, expect, it } from 'vitest'
import type { Settings } from '../customer/customer.ts'
import type { Decision } from '../operation.ts'
import { actors, Books, expectAccepted } from '../sample-books.ts'
import type { CartLine, Closing } from './cart.ts'
import { discountLimit } from './limits.ts'
import type { Receipt } from './receipt.ts'
import { tillRulesOf, usualTillRules } from './rules.ts'
import type { TillRules } from './rules.ts'
import { openTill, paidInCash, receiptOf, shift, water } from './sample-till.ts'

function tillWith(rules: Partial<TillRules>): Books {
  const books = new Books()
  const settings = books.document({ kind: 'settings', id: 'organisation' }) as Settings
  books.put('settings', { ...settings, till: { ...usualTillRules, ...rules } })
  books.open('balance/anna/points', 1_000)
  return openTill(books)
}

function close(books: Books, closing: Partial<Closing>, sold: Partial<CartLine> = {}): Decision {
  const payload = paidInCash({ saleId: 's1', lines: [water(sold)], discount: null }, closing)
  return books.act({ actor: actors.kira, kind: 'receipt.close', id: receiptOf(1), payload })
}

const refusal = (decision: Decision) => (decision.kind === 'refused' ? decision.reason : decision.kind)
const cash = (amountMinor: number) => ({ tender: 'cash' as const, amountMinor })
const points = (amountMinor: number) => ({ tender: 'points' as const, amountMinor })

describe('the rules of the tills', () => {
  it('cash goes down to the step, exactly so far, or not at all', () => {
    const rounded = (roundingMinor: number, cashStepMinor: number) =>
      refusal(close(tillWith({ cashStepMinor }), { tenders: [cash(75_150 + roundingMinor)], roundingMinor }))
    expect(rounded(-50, 100)).toBe('accepted')
    expect(rounded(0, 100)).toBe('accepted')
    expect(rounded(-150, 100)).toBe('wrongAmount')
    expect(rounded(-49, 100)).toBe('wrongAmount')
    expect(rounded(50, 100)).toBe('wrongAmount')
    expect(rounded(-50, 0)).toBe('wrongAmount')
  })

  it('what is paid by card in part is not rounded', () => {
    const tenders = [cash(50_000), { tender: 'card' as const, amountMinor: 25_100 }]
    expect(refusal(close(tillWith({ cashStepMinor: 100 }), { tenders, roundingMinor: -50 }))).toBe('wrongAmount')
  })

  it('points are taken by their worth, and only whole ones', () => {
    const books = tillWith({ pointMinor: 50 })
    const tenders = [cash(55_150), points(20_000)]
    const receipt = expectAccepted(close(books, { tenders, pointMinor: 50, customerId: 'anna' })).body as Receipt
    expect(receipt).toMatchObject({ totalMinor: 75_150, pointMinor: 50 })
    expect(books.balance('balance/anna/points')).toBe(600)
    expect(books.balance(`register/${shift}/points`)).toBe(20_000)
    const odd = [cash(55_140), points(20_010)]
    expect(refusal(close(tillWith({ pointMinor: 50 }), { tenders: odd, pointMinor: 50, customerId: 'anna' }))).toBe(
      'wrongAmount',
    )
  })

  it('a point never pays more than the office said, nor more points than there are', () => {
    const paid = (rules: Partial<TillRules>, pointMinor: number, amountMinor: number) =>
      refusal(
        close(tillWith(rules), {
          tenders: [cash(75_150 - amountMinor), points(amountMinor)],
          pointMinor,
          customerId: 'anna',
        }),
      )
    expect(paid({ pointMinor: 50 }, 5_000, 50_000)).toBe('tenderNotPossible')
    expect(paid({ pointMinor: 0 }, 100, 50_000)).toBe('tenderNotPossible')
    expect(paid({ pointMinor: 50 }, 50, 50_050)).toBe('pointsTooFew')
    expect(paid({ pointMinor: 50 }, 50, 50_000)).toBe('accepted')
  })

  it('a cashier gives alone what the office allows', () => {
    const given = (percent: number, cashierDiscountPercent: number) => {
      const discountMinor = (75_150 * percent) / 100
      return refusal(
        close(
          tillWith({ cashierDiscountPercent }),
          { tenders: [cash(75_150 - discountMinor)] },
          { discount: { kind: 'amount', minor: discountMinor } },
        ),
      )
    }
    expect(given(10, 10)).toBe('accepted')
    expect(given(12, 10)).toBe('approvalMissing')
    expect(given(2, 0)).toBe('approvalMissing')
    expect(discountLimit(['office'], { cashierDiscountPercent: 0 })).toBe(100)
    expect(discountLimit(['driver'], { cashierDiscountPercent: 10 })).toBe(0)
  })

  it('until the office says otherwise, the usual ones hold', () => {
    expect(tillRulesOf(null)).toEqual({ cashStepMinor: 0, pointMinor: 100, cashierDiscountPercent: 5 })
  })
})
