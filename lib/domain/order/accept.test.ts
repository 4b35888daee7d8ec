import { describe, expect, it } from 'vitest'
import { accepted, actors, Books, customer, expectAccepted, submitted } from '../sample-books.ts'
import { act, done, refusal, pay, water, mixed, money, points, stock } from './sample-acts.ts'

describe('accept', () => {
  it('B22, E07: state, unpaid invoice and reserve in one decision', () => {
    const books = submitted()
    const { body, effects } = done(books, 'accept')
    expect(body).toMatchObject({
      state: 'accepted',
      invoice: { totalMinor: 50_100, paidMinor: 0, state: 'unpaid', debtMinor: 0 },
      changed: { by: 'olga', byName: 'Ольга' },
    })
    expect(effects.map((effect) => effect.kind)).toEqual(['post', 'publish'])
    expect(money(books)).toEqual({ receivable: 50_100, debt: 0, deposit: 0 })
    expect(stock(books)).toEqual([2000, 0])
  })

  it('GB3: takes the points that were held', () => {
    const books = mixed()
    done(books, 'accept')
    expect(books.order('o1').points).toEqual({ amount: 60, state: 'taken' })
    expect(points(books)).toEqual([40, 0])
    expect(money(books).receivable).toBe(25_050) // GB7
  })

  it('an order of points lines only is paid from the start', () => {
    const books = new Books()
    books.open('balance/anna/points', 100)
    accepted(books, 'o1', { lines: [water('l1', { payWith: 'points', seenPrice: 30 })] })
    expect(books.order('o1').invoice).toEqual({ totalMinor: 0, paidMinor: 0, state: 'paid', debtMinor: 0 })
    expect(refusal(act(books, 'pay', pay(1)))).toEqual({ reason: 'nothingToPay' })
    done(books, 'complete')
    expect(books.order('o1').invoice?.debtMinor).toBe(0)
  })

  it('missing stock never keeps a person from accepting', () => {
    const books = submitted(new Books(), 'o1', { lines: [water('l1', { quantityMilli: 500_000 })] })
    expect(books.order('o1').state).toBe('draft')
    done(books, 'accept')
    expect(stock(books)).toEqual([500_000, 0])
  })

  it('GA5: an unmatched customer’s order stays draft until an operator has matched the customer', () => {
    const books = new Books()
    books.put('customer', customer('anna', { matched: false }))
    submitted(books)
    expect(refusal(act(books, 'accept'))).toEqual({ reason: 'customerUnmatched' })
    expect(refusal(act(books, 'complete'))).toEqual({ reason: 'customerUnmatched' })
    expectAccepted(books.act({ actor: actors.olga, kind: 'customer.match', id: 'anna', payload: {} }))
    done(books, 'accept')
  })
})
