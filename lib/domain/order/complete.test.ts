import { describe, expect, it } from 'vitest'
import { accepted, actors, assigned } from '../sample-books.ts'
import { done, pay, deliver, mixed, money, points, stock } from './sample-acts.ts'

describe('complete', () => {
  it('B26: all lines are delivered', () => {
    const books = assigned()
    done(books, 'deliverLine', deliver(1000), actors.dmitri)
    done(books, 'complete', {}, actors.dmitri)
    expect(books.order('o1').lines.map((line) => line.deliveredMilli)).toEqual([2000])
    expect(stock(books)).toEqual([0, 2000])
  })

  it('B20: what is not paid becomes a debt, the part that is paid does not', () => {
    const books = accepted()
    done(books, 'pay', pay(50_000))
    done(books, 'complete')
    expect(books.order('o1').invoice?.debtMinor).toBe(100)
    expect(money(books)).toEqual({ receivable: 100, debt: 100, deposit: 0 })
  })

  it('B19: a paid one leaves none', () => {
    const books = accepted()
    done(books, 'pay', pay(50_100))
    done(books, 'complete')
    expect(money(books)).toEqual({ receivable: 0, debt: 0, deposit: 0 })
  })

  it('GB1: on a draft it accepts first; the invoice exists, unpaid is a debt', () => {
    const books = mixed()
    done(books, 'complete')
    expect(books.order('o1')).toMatchObject({ state: 'completed', invoice: { totalMinor: 25_050, debtMinor: 25_050 } })
    expect(books.order('o1').history.map((entry) => entry.what)).toEqual(['submit', 'accept', 'complete'])
    expect(books.published.map((each) => each.state)).toEqual(['draft', 'completed'])
    expect([points(books), stock(books)]).toEqual([
      [40, 0],
      [0, 3000],
    ])
  })
})
