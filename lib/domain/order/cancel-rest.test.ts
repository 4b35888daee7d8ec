/** The customer takes less than was ordered. */
import { describe, expect, it } from 'vitest'
import { actors, assigned, Books, submitted } from '../sample-books.ts'
import { afterCancelRest } from './cancel-rest.ts'
import { act, deliver, done, pay, refusal, water } from './sample-acts.ts'

const rest = (refund: string | null = null) => ({ reason: 'взяли меньше', refund, refundId: refund && 'r1' })

/** Two bottles at 250.50, one of them handed over. */
const half = () => {
  const books = assigned()
  done(books, 'deliverLine', deliver(1000))
  return books
}

describe('cancelling the rest', () => {
  it('leaves what was handed over: lines, sum, invoice, promised goods', () => {
    const books = half()
    expect(afterCancelRest(books.order('o1'))).toEqual({ totalMinor: 25_050, excessMinor: 0 })
    done(books, 'cancelRest', rest())
    expect(books.order('o1')).toMatchObject({
      state: 'inDelivery',
      totalMinor: 25_050,
      lines: [{ quantityMilli: 2000, cancelledMilli: 1000, deliveredMilli: 1000, amount: 25_050 }],
      invoice: { totalMinor: 25_050, paidMinor: 0, state: 'unpaid' },
    })
    expect(books.balance('balance/anna/receivable')).toBe(25_050)
    expect(books.balance('stock/water/reserved')).toBe(0)
    done(books, 'pay', pay(25_050))
    done(books, 'complete')
    expect(books.balance('stock/water/issued')).toBe(1000)
    expect(books.balance('balance/anna/debt')).toBe(0)
  })

  it('gives back what was paid beyond it, as the dialog said', () => {
    const books = half()
    done(books, 'pay', pay(50_100))
    expect(refusal(act(books, 'cancelRest', rest()))).toMatchObject({ reason: 'refundTenderMissing' })
    done(books, 'cancelRest', rest('deposit'))
    expect(books.order('o1')).toMatchObject({
      invoice: { totalMinor: 25_050, paidMinor: 25_050, state: 'paid' },
      payments: [{ kind: 'payment' }, { kind: 'refund', tender: 'deposit', amountMinor: 25_050 }],
    })
    expect(books.balance('balance/anna/deposit')).toBe(25_050)
    expect(books.balance('balance/anna/receivable')).toBe(0)
  })

  it('gives points back for what does not come', () => {
    const books = new Books()
    books.open('balance/anna/points', 100)
    submitted(books, 'o1', { lines: [water('l1', { quantityMilli: 3000, payWith: 'points', seenPrice: 30 })] })
    done(books, 'accept')
    done(books, 'deliverLine', deliver(1000))
    done(books, 'cancelRest', rest())
    expect(books.order('o1')).toMatchObject({ totalPoints: 30, points: { amount: 30, state: 'taken' } })
    expect(books.balance('balance/anna/points')).toBe(70)
  })

  it('is asked for a reason, is nothing to be done twice, and no way to void an order', () => {
    const books = assigned()
    expect(refusal(act(books, 'cancelRest', rest()))).toMatchObject({ reason: 'nothingDelivered' })
    const some = half()
    expect(refusal(act(some, 'cancelRest', { ...rest(), reason: ' ' }))).toMatchObject({ reason: 'reasonMissing' })
    done(some, 'cancelRest', rest())
    expect(act(some, 'cancelRest', rest())).toEqual({ kind: 'accepted', body: some.order('o1'), effects: [] })
    expect(refusal(act(half(), 'cancelRest', rest(), actors.dmitri))).toMatchObject({ reason: 'notAllowed' })
  })
})
