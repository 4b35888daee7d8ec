import { describe, expect, it } from 'vitest'
import type { Actor } from '../operation.ts'
import { accepted, actors, assigned, submitted } from '../sample-books.ts'
import { act, done, refusal, pay, deliver } from './sample-acts.ts'

describe('the driver’s day', () => {
  it('a driver acts on the own stops only', () => {
    const books = assigned()
    for (const [verb, payload] of [
      ['startDelivery', {}],
      ['deliverLine', deliver(1000)],
      ['pay', pay(100)],
      ['failDelivery', { reason: 'nobodyHome', note: null }],
      ['complete', {}],
    ] as const) {
      expect([verb, refusal(act(books, verb, payload, actors.denis))]).toEqual([verb, { reason: 'notYourStop' }])
    }
  })

  it('a failed attempt keeps the order in its day; a later success forgets it', () => {
    const books = assigned()
    done(books, 'failDelivery', { reason: 'nobodyHome', note: ' звонил дважды ' }, actors.dmitri)
    const failed = books.order('o1')
    expect(failed.failure).toMatchObject({
      reason: 'nobodyHome',
      note: 'звонил дважды',
      by: 'dmitri',
      byName: 'Дмитрий',
    })
    expect([failed.state, failed.stop]).toEqual(['accepted', { date: '2025-11-21', position: 1 }])
    done(books, 'deliverLine', deliver(1000), actors.dmitri)
    expect(books.order('o1').failure).toBeNull()
  })

  it('starting twice is starting once; there is no start without a driver', () => {
    const books = assigned()
    done(books, 'startDelivery', {}, actors.dmitri)
    expect(done(books, 'startDelivery', {}, actors.dmitri).effects).toEqual([])
    expect(refusal(act(accepted(), 'startDelivery'))).toEqual({ reason: 'unknownDriver' })
  })

  it('completes and takes money, but does not accept: a draft waits for the office', () => {
    const books = submitted()
    books.put('order', { ...books.order('o1'), driverId: 'dmitri' })
    expect(refusal(act(books, 'complete', {}, actors.dmitri))).toEqual({ reason: 'notAccepted', state: 'draft' })
  })

  it('takes cash and cards, not the customer’s deposit', () => {
    const books = assigned()
    books.open('balance/anna/deposit', 100_000)
    expect(refusal(act(books, 'pay', pay(100, 'deposit'), actors.dmitri))).toEqual({
      reason: 'tenderNotPossible',
      tender: 'deposit',
    })
    done(books, 'pay', pay(100, 'card'), actors.dmitri)
    const both: Actor = { ...actors.dmitri, roles: ['driver', 'operator'] }
    done(books, 'pay', pay(100, 'deposit', 'p2'), both)
  })
})
