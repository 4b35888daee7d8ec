/** Declined by the office or withdrawn by the customer before acceptance, voided after it. */
import { describe, expect, it } from 'vitest'
import { accepted, actors, assigned, submitted } from '../sample-books.ts'
import { act, done, refusal, pay, deliver, voided, mixed, money, points, stock } from './sample-acts.ts'

describe('decline and withdraw', () => {
  it('B23: needs a reason, which the customer reads in the history', () => {
    const books = submitted()
    expect(refusal(act(books, 'decline', { reason: '  ' }))).toEqual({ reason: 'reasonMissing' })
    done(books, 'decline', { reason: ' не возим туда ' })
    const last = books.order('o1').history.at(-1)
    expect([last?.what, last?.params.reason]).toEqual(['decline', 'не возим туда'])
  })

  it('GB3: releases the points', () => {
    for (const [verb, payload, actor] of [
      ['decline', { reason: 'нет' }, actors.olga],
      ['withdraw', {}, actors.anna],
    ] as const) {
      const books = mixed()
      expect(points(books)).toEqual([40, 60])
      done(books, verb, payload, actor)
      expect(points(books)).toEqual([100, 0])
      expect(books.order('o1').points?.state).toBe('released')
      expect(money(books).receivable).toBe(0)
    }
  })

  it('GB6: the customer takes it back until it is accepted, not after', () => {
    const books = accepted()
    expect(refusal(act(books, 'withdraw', {}, actors.anna))).toMatchObject({ reason: 'notDraft', by: 'Ольга' })
  })
})

describe('void', () => {
  it('B24, GB2: nothing paid: the invoice is void, the promise ends, points come back', () => {
    const books = mixed()
    done(books, 'accept')
    done(books, 'void', voided())
    expect(books.order('o1')).toMatchObject({
      state: 'voided',
      invoice: { state: 'voided' },
      points: { state: 'released' },
    })
    expect([money(books).receivable, points(books), stock(books)]).toEqual([0, [100, 0], [0, 0]])
  })

  it('GB2: a paid order says how the money goes back', () => {
    const books = accepted()
    done(books, 'pay', pay(50_100))
    expect(refusal(act(books, 'void', voided()))).toEqual({ reason: 'refundTenderMissing', paidMinor: 50_100 })
    expect(refusal(act(books, 'void', { reason: 'x', refund: 'cash', refundId: null }))).toMatchObject({
      reason: 'refundTenderMissing',
    })
    expect(refusal(act(books, 'void', { reason: 'x', refund: 'cash', refundId: 'p1' }))).toEqual({
      reason: 'badRequest',
      path: 'refundId',
    })
    done(books, 'void', voided('cash'))
    expect(books.order('o1').payments.at(-1)).toMatchObject({
      id: 'r1',
      kind: 'refund',
      tender: 'cash',
      amountMinor: 50_100,
    })
    expect(books.order('o1').invoice).toEqual({ totalMinor: 50_100, paidMinor: 0, state: 'voided', debtMinor: 0 })
    expect(money(books)).toEqual({ receivable: 0, debt: 0, deposit: 0 })
  })

  it('GB2: the money may go to the deposit, also what came from it', () => {
    const books = accepted()
    books.open('balance/anna/deposit', 30_000)
    done(books, 'pay', pay(30_000, 'deposit'))
    done(books, 'pay', pay(100, 'cash', 'p2'))
    done(books, 'void', voided('deposit'))
    expect(money(books)).toEqual({ receivable: 0, debt: 0, deposit: 30_100 })
  })

  it('GB2: delivered goods come back to stock', () => {
    const books = assigned()
    done(books, 'deliverLine', deliver(1000), actors.dmitri)
    done(books, 'void', voided())
    expect(stock(books)).toEqual([0, 0])
  })

  it('GB2: a completed order is not voided but returned; a void needs a reason', () => {
    const books = accepted()
    expect(refusal(act(books, 'void', { reason: ' ', refund: null, refundId: null }))).toEqual({
      reason: 'reasonMissing',
    })
    done(books, 'complete')
    expect(refusal(act(books, 'void', voided()))).toMatchObject({ reason: 'completedIsReturned' })
  })

  it('a refund named for an order that nobody paid pays nothing out', () => {
    const books = accepted()
    done(books, 'void', voided('deposit'))
    expect([books.order('o1').payments, money(books).deposit]).toEqual([[], 0])
  })
})
