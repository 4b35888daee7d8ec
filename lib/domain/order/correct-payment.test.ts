/** The wrong tender was pressed: by a driver at the door, by an operator at the desk. */
import { describe, expect, it } from 'vitest'
import { accepted, actors, assigned } from '../sample-books.ts'
import type { Books } from '../sample-books.ts'
import { closed, counterPayload } from '../till/sample-counter.ts'
import { openTill } from '../till/sample-till.ts'
import { isCorrectable } from './correct-payment.ts'
import { act, done, money, pay, refusal } from './sample-acts.ts'

const correct = (tender: string, correctionId = 'c1', paymentId = 'p1') => ({ paymentId, correctionId, tender })
const tenders = (books: Books) =>
  books.order('o1').payments.map(({ kind, tender, amountMinor }) => [kind, tender, amountMinor])

describe('a payment by the wrong tender', () => {
  it('is taken back and stands anew in the sums of whoever took it; the invoice does not move', () => {
    const books = assigned()
    done(books, 'pay', pay(50_100), actors.dmitri)
    done(books, 'complete', {}, actors.dmitri)
    const { invoice } = books.order('o1')
    done(books, 'correctPayment', correct('card'))
    expect(tenders(books)).toEqual([
      ['payment', 'cash', 50_100],
      ['refund', 'cash', 50_100],
      ['payment', 'card', 50_100],
    ])
    expect(books.order('o1').payments.map(({ by }) => by)).toEqual(['dmitri', 'dmitri', 'dmitri'])
    expect(books.order('o1').invoice).toEqual(invoice)
    expect(books.order('o1').history.at(-1)).toMatchObject({ what: 'correctPayment', by: 'olga' })
    expect(money(books)).toEqual({ receivable: 0, debt: 0, deposit: 0 })
  })

  it('to the deposit and from it: the deposit follows, and must hold it', () => {
    const books = accepted()
    done(books, 'pay', pay(50_100))
    expect(refusal(act(books, 'correctPayment', correct('deposit')))).toMatchObject({ reason: 'depositTooSmall' })
    books.open('balance/anna/deposit', 60_000)
    done(books, 'correctPayment', correct('deposit'))
    expect(money(books).deposit).toBe(9_900)
    done(books, 'correctPayment', correct('card', 'c2', 'c1'))
    expect(money(books).deposit).toBe(60_000)
  })

  it('GC5: a second press is the first; a second person is told who was first', () => {
    const books = accepted()
    done(books, 'pay', pay(50_100))
    done(books, 'correctPayment', correct('card'))
    done(books, 'correctPayment', correct('card'))
    expect(tenders(books)).toHaveLength(3)
    expect(refusal(act(books, 'correctPayment', correct('card', 'c2'), actors.pavel))).toMatchObject({
      reason: 'alreadyCorrected',
      by: 'Ольга',
    })
    expect(books.order('o1').payments.map((payment) => isCorrectable(books.order('o1'), payment))).toEqual([
      false,
      false,
      true,
    ])
  })

  it('is not what a till took, nor a refund, nor for a driver', () => {
    const books = openTill(accepted())
    const receipt = closed(books, 1, counterPayload(books))
    expect(refusal(act(books, 'correctPayment', correct('card', 'c1', `${receipt.id}/cash`)))).toEqual({
      reason: 'paidAtTill',
    })
    expect(refusal(act(books, 'correctPayment', correct('card', 'c1', 'none')))).toMatchObject({ reason: 'badRequest' })
    expect(refusal(act(books, 'correctPayment', correct('card'), actors.dmitri))).toEqual({ reason: 'notAllowed' })
  })
})
