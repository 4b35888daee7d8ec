import { describe, expect, it } from 'vitest'
import { accepted, actors, assigned, Books } from '../sample-books.ts'
import { act, done, refusal, pay, voided, money } from './sample-acts.ts'

describe('pay', () => {
  it('B25, B18: pays the invoice, by another way than the customer had named', () => {
    const books = accepted(new Books(), 'o1', { intent: 'cash' })
    done(books, 'pay', pay(50_100, 'card'))
    expect(books.order('o1')).toMatchObject({
      state: 'accepted',
      invoice: { paidMinor: 50_100, state: 'paid' },
      payments: [{ id: 'p1', kind: 'payment', tender: 'card', amountMinor: 50_100, by: 'olga' }],
    })
    expect(money(books).receivable).toBe(0)
  })

  it('in parts, never more than is due', () => {
    const books = accepted()
    done(books, 'pay', pay(20_000))
    expect(books.order('o1').invoice).toMatchObject({ paidMinor: 20_000, state: 'unpaid' })
    for (const amount of [30_101, 0]) {
      expect(refusal(act(books, 'pay', pay(amount, 'card', 'p2')))).toEqual({ reason: 'wrongAmount', dueMinor: 30_100 })
    }
    done(books, 'pay', pay(30_100, 'card', 'p2'))
    expect(books.order('o1').invoice?.state).toBe('paid')
  })

  it('GC5: the same payment again is the first one, whatever has become of the order since', () => {
    const books = accepted()
    done(books, 'pay', pay(50_100))
    expect(done(books, 'pay', pay(50_100)).effects).toEqual([])
    done(books, 'void', voided('card'))
    expect(done(books, 'pay', pay(50_100)).effects).toEqual([])
    expect(books.order('o1')).toMatchObject({ state: 'voided', payments: [{ id: 'p1' }, { id: 'r1' }] })
  })

  it('a second payment of a paid order tells who took the first, and when', () => {
    const books = assigned()
    const at = (books.now += 5000)
    done(books, 'pay', pay(50_100), actors.dmitri)
    books.now += 5000
    expect(refusal(act(books, 'pay', pay(50_100, 'card', 'p2')))).toEqual({ reason: 'alreadyPaid', by: 'Дмитрий', at })
  })

  it('B14: from the deposit as far as it reaches', () => {
    const books = accepted()
    books.open('balance/anna/deposit', 30_000)
    expect(refusal(act(books, 'pay', pay(50_100, 'deposit')))).toEqual({
      reason: 'depositTooSmall',
      balanceMinor: 30_000,
      neededMinor: 50_100,
    })
    done(books, 'pay', pay(30_000, 'deposit'))
    expect(money(books)).toEqual({ receivable: 20_100, debt: 0, deposit: 0 })
  })

  it('B20: paying a debt reduces it', () => {
    const books = accepted()
    done(books, 'complete')
    expect(money(books)).toEqual({ receivable: 50_100, debt: 50_100, deposit: 0 })
    done(books, 'pay', pay(20_000))
    expect(books.order('o1').invoice).toEqual({
      totalMinor: 50_100,
      paidMinor: 20_000,
      state: 'unpaid',
      debtMinor: 30_100,
    })
    done(books, 'pay', pay(30_100, 'card', 'p2'))
    expect(money(books)).toEqual({ receivable: 0, debt: 0, deposit: 0 })
    expect(books.order('o1')).toMatchObject({ state: 'completed', invoice: { state: 'paid', debtMinor: 0 } })
  })
})
