/** The customer takes less than was ordered. */
import { describe, expect, it } from 'vitest'
import type { Actor, Decision } from '../operation.ts'
import { actors, assigned, Books, expectAccepted, submitted } from '../sample-books.ts'
import { afterCancelRest } from './cancel-rest.ts'

const act = (books: Books, verb: string, payload: unknown = {}, actor: Actor = actors.olga): Decision =>
  books.act({ actor, kind: `order.${verb}`, id: 'o1', payload })
const done = (books: Books, verb: string, payload: unknown = {}) => expectAccepted(act(books, verb, payload))
const refusal = (decision: Decision) => (decision.kind === 'refused' ? decision.reason : decision.kind)
const rest = (refund: string | null = null) => ({ reason: 'взяли меньше', refund, refundId: refund && 'r1' })
const pay = (amountMinor: number, tender = 'cash') => ({ paymentId: 'p1', tender, amountMinor })

/** Two bottles at 250.50, one of them handed over. */
const half = () => {
  const books = assigned()
  done(books, 'deliverLine', { lineId: 'l1', deliveredMilli: 1000 })
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
    expect(refusal(act(books, 'cancelRest', rest()))).toBe('refundTenderMissing')
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
    const line = { id: 'l1', productId: 'water', quantityMilli: 3000, payWith: 'points' as const, seenPrice: 30 }
    submitted(books, 'o1', { lines: [line] })
    done(books, 'accept')
    done(books, 'deliverLine', { lineId: 'l1', deliveredMilli: 1000 })
    done(books, 'cancelRest', rest())
    expect(books.order('o1')).toMatchObject({ totalPoints: 30, points: { amount: 30, state: 'taken' } })
    expect(books.balance('balance/anna/points')).toBe(70)
  })

  it('is asked for a reason, is nothing to be done twice, and no way to void an order', () => {
    const books = assigned()
    expect(refusal(act(books, 'cancelRest', rest()))).toBe('nothingDelivered')
    const some = half()
    expect(refusal(act(some, 'cancelRest', { ...rest(), reason: ' ' }))).toBe('reasonMissing')
    done(some, 'cancelRest', rest())
    expect(act(some, 'cancelRest', rest())).toEqual({ kind: 'accepted', body: some.order('o1'), effects: [] })
    expect(refusal(act(half(), 'cancelRest', rest(), actors.dmitri))).toBe('notAllowed')
  })
})
