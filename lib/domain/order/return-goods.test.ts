/** GB2: a completed order is not voided but returned. */
import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { accepted, actors, Books, cart, expectAccepted } from '../sample-books.ts'
import { act, done, mixed, money, pay, points, refusal, stock } from './sample-acts.ts'

const back = (quantityMilli: number, changes = {}) => ({
  returnId: 'b1',
  lines: [{ lineId: 'l1', quantityMilli }],
  reason: 'брак',
  refund: null as string | null,
  refundId: null as string | null,
  ...changes,
})
const byCash = { refund: 'cash', refundId: 'r1' }

/** Two bottles, 501.00, handed over. */
const completed = (paidMinor = 50_100): Books => {
  const books = accepted()
  if (paidMinor > 0) done(books, 'pay', pay(paidMinor))
  done(books, 'complete')
  return books
}

describe('goods of a completed order come back', () => {
  it('in part: the invoice is credited, the money goes back as said, the bottle is in stock', () => {
    const books = completed()
    done(books, 'return', back(1000, byCash))
    expect(books.order('o1')).toMatchObject({
      state: 'completed',
      totalMinor: 25_050,
      lines: [{ quantityMilli: 2000, deliveredMilli: 2000, returnedMilli: 1000, amount: 25_050 }],
      invoice: { totalMinor: 25_050, paidMinor: 25_050, state: 'paid', debtMinor: 0 },
      payments: [{ kind: 'payment' }, { kind: 'refund', tender: 'cash', amountMinor: 25_050, byName: 'Ольга' }],
      returns: [{ id: 'b1', amountMinor: 25_050, reason: 'брак', byName: 'Ольга' }],
    })
    expect(books.order('o1').history.at(-1)).toMatchObject({
      what: 'return',
      params: { tender: 'cash', refundMinor: 25_050 },
    })
    expect(money(books)).toEqual({ receivable: 0, debt: 0, deposit: 0 })
    expect(stock(books)).toEqual([0, 1000])
  })

  it('a debt is lessened first, and what was paid beyond it goes back', () => {
    const books = completed(30_000)
    expect(money(books)).toMatchObject({ debt: 20_100 })
    done(books, 'return', back(1000, { refund: 'deposit', refundId: 'r1' }))
    expect(money(books)).toEqual({ receivable: 0, debt: 0, deposit: 4_950 })
    expect(books.order('o1').invoice).toEqual({ totalMinor: 25_050, paidMinor: 25_050, state: 'paid', debtMinor: 0 })
  })

  it('of an unpaid order nothing is given back, and no tender is asked for', () => {
    const books = completed(0)
    done(books, 'return', back(2000))
    expect(books.order('o1')).toMatchObject({
      totalMinor: 0,
      payments: [],
      invoice: { totalMinor: 0, paidMinor: 0, state: 'paid', debtMinor: 0 },
    })
    expect(money(books)).toEqual({ receivable: 0, debt: 0, deposit: 0 })
    expect(stock(books)).toEqual([0, 0])
  })

  it('points go back for what was paid with them', () => {
    const books = mixed()
    done(books, 'complete')
    expect(points(books)).toEqual([40, 0])
    done(books, 'return', back(1000, { lines: [{ lineId: 'l2', quantityMilli: 1000 }] }))
    expect(points(books)).toEqual([70, 0])
    expect(books.order('o1')).toMatchObject({ totalPoints: 30, points: { amount: 30, state: 'taken' } })
    done(books, 'return', back(1000, { returnId: 'b2', lines: [{ lineId: 'l2', quantityMilli: 1000 }] }))
    expect(points(books)).toEqual([100, 0])
    expect(books.order('o1')).toMatchObject({ totalPoints: 0, points: null })
  })

  it('GC5: a second press is the first', () => {
    const books = completed()
    const first = books.order('o1')
    done(books, 'return', back(1000, byCash))
    done(books, 'return', back(1000, byCash))
    expect(books.order('o1').lines[0]?.returnedMilli).toBe(1000)
    expect(books.order('o1')).not.toEqual(first)
    expect(stock(books)).toEqual([0, 1000])
  })

  it('never more than was delivered and has not come back', () => {
    const books = completed()
    expect(refusal(act(books, 'return', back(3000, byCash)))).toEqual({
      reason: 'moreThanSold',
      product: 'Вода 19 л',
      leftMilli: 2000,
    })
    done(books, 'return', back(1000, byCash))
    expect(refusal(act(books, 'return', back(2000, { returnId: 'b2', ...byCash })))).toMatchObject({ leftMilli: 1000 })
  })

  it.each([
    ['without a reason', { reason: ' ' }, 'reasonMissing'],
    ['without saying how the money goes back', {}, 'refundTenderMissing'],
    ['half a bottle', { ...byCash, lines: [{ lineId: 'l1', quantityMilli: 500 }] }, 'wrongQuantity'],
    ['a line of no order', { ...byCash, lines: [{ lineId: 'x', quantityMilli: 1000 }] }, 'unknownLine'],
    [
      'one line twice',
      {
        ...byCash,
        lines: [
          { lineId: 'l1', quantityMilli: 1000 },
          { lineId: 'l1', quantityMilli: 1000 },
        ],
      },
      'badRequest',
    ],
    ['under the id of its payment', { refund: 'cash', refundId: 'p1' }, 'badRequest'],
  ])('is refused %s', (_name, changes, reason) => {
    expect(refusal(act(completed(), 'return', back(1000, changes)))).toMatchObject({ reason })
  })

  it('is nothing for a driver or a cashier', () => {
    for (const actor of [actors.dmitri, actors.kira, actors.anna])
      expect(refusal(act(completed(), 'return', back(1000, byCash), actor))).toEqual({ reason: 'notAllowed' })
  })
})

it('sale and return come to nothing, in whatever portions and however much of it was paid', () => {
  const portions = fc.array(fc.integer({ min: 1, max: 1500 }), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 4000 }),
      portions,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (sold, parts, share) => {
        const books = new Books()
        const line = { id: 'l1', productId: 'nuts', quantityMilli: sold, payWith: 'money' as const, seenPrice: 99_999 }
        expectAccepted(
          books.act({ actor: actors.anna, kind: 'order.submit', id: 'o1', payload: cart({ lines: [line] }) }),
        )
        done(books, 'accept')
        const paidMinor = Math.round(books.order('o1').totalMinor * share)
        if (paidMinor > 0) done(books, 'pay', pay(paidMinor))
        done(books, 'complete')
        let left = sold
        for (const [index, part] of [...parts, sold].entries()) {
          const quantityMilli = Math.min(part, left)
          if (quantityMilli === 0) break
          left -= quantityMilli
          done(books, 'return', back(quantityMilli, { returnId: `b${index}`, refund: 'cash', refundId: `r${index}` }))
          const { invoice, totalMinor, lines } = books.order('o1')
          expect(invoice?.totalMinor).toBe(totalMinor)
          expect(lines[0]?.amount).toBe(totalMinor)
          expect(money(books).receivable).toBe((invoice?.totalMinor ?? 0) - (invoice?.paidMinor ?? 0))
          expect(money(books).debt).toBe(invoice?.debtMinor)
        }
        const back2 = books
          .order('o1')
          .payments.reduce((sum, { kind, amountMinor }) => sum + (kind === 'payment' ? amountMinor : -amountMinor), 0)
        expect([back2, books.order('o1').totalMinor]).toEqual([0, 0])
        expect(money(books)).toEqual({ receivable: 0, debt: 0, deposit: 0 })
        expect(stock(books, 'nuts')).toEqual([0, 0])
      },
    ),
    { numRuns: 300 },
  )
})
