/** users.md 1: what a driver has done offline is never lost, whatever the office did with the order meanwhile. */
import { describe, expect, it } from 'vitest'
import type { Actor } from '../operation.ts'
import { trade } from '../rodnik-trade.ts'
import { actors, assigned, Books } from '../sample-books.ts'
import { act, deliver, done, pay, voided } from './sample-acts.ts'

const toDenis = { driverId: 'denis', date: '2025-11-21', position: 1 }
const scopes = (books: Books) => trade.scopesOf({ kind: 'order', id: 'o1' }, books.order('o1'))

/** What the server makes of it. */
function verdict(books: Books, verb: string, payload: unknown, actor: Actor): string {
  const decision = act(books, verb, payload, actor)
  if (decision.kind === 'accepted') return 'accepted'
  const operation = {
    deviceId: 'd',
    seq: 1,
    actorId: actor.id,
    kind: `order.${verb}`,
    target: { kind: 'order', id: 'o1' },
    payload,
    madeAt: 0,
    clockOffsetMs: 0,
    schema: 1,
  }
  return trade.hasHappened(operation, actor, decision) ? `held ${decision.reason}` : decision.reason
}

describe('an order given to another driver while the first was at the door', () => {
  it('keeps the first one’s money, goods and end; the second has nothing left to take', () => {
    const books = assigned()
    done(books, 'assign', toDenis)
    done(books, 'deliverLine', deliver(2000), actors.dmitri)
    done(books, 'pay', pay(50_100), actors.dmitri)
    done(books, 'complete', {}, actors.dmitri)
    expect(books.order('o1')).toMatchObject({
      state: 'completed',
      invoice: { paidMinor: 50_100, state: 'paid' },
      payments: [{ by: 'dmitri', amountMinor: 50_100 }],
    })
    expect(books.balance('balance/anna/receivable')).toBe(0)
  })

  it('stays in the sums of the driver who was paid, and in nobody else’s day', () => {
    const books = assigned()
    done(books, 'pay', pay(20_000), actors.dmitri)
    done(books, 'assign', toDenis)
    expect(scopes(books)).toEqual(['orders', 'customer:anna', 'driver:denis', 'driver:dmitri', 'counter'])
    done(books, 'assign', { driverId: null, date: null, position: null })
    expect(scopes(books)).toEqual(['orders', 'customer:anna', 'driver:dmitri', 'counter'])
    done(books, 'assign', { ...toDenis, driverId: 'dmitri' })
    expect(scopes(books)).toEqual(['orders', 'customer:anna', 'driver:dmitri', 'counter'])
  })

  it('is no longer his to plan: not to be begun, not to be given up', () => {
    const books = assigned()
    done(books, 'assign', toDenis)
    expect(verdict(books, 'startDelivery', {}, actors.dmitri)).toBe('notYourStop')
    expect(verdict(books, 'failDelivery', { reason: 'nobodyHome', note: null }, actors.dmitri)).toBe('notYourStop')
  })
})

describe('what does not fit any more is held for the office, not refused', () => {
  it('money for an order that was voided', () => {
    const books = assigned()
    done(books, 'void', voided())
    expect(verdict(books, 'pay', pay(50_100), actors.dmitri)).toBe('held alreadyFinished')
    expect(verdict(books, 'deliverLine', deliver(1000), actors.dmitri)).toBe('held alreadyFinished')
  })

  it('money for an order that was paid meanwhile, in full or in part', () => {
    const books = assigned()
    done(books, 'pay', pay(10_000, 'cash', 'desk'))
    expect(verdict(books, 'pay', pay(50_100), actors.dmitri)).toBe('held wrongAmount')
    done(books, 'pay', pay(40_100, 'cash', 'desk 2'))
    expect(verdict(books, 'pay', pay(50_100), actors.dmitri)).toBe('held alreadyPaid')
  })

  it('work of somebody whose role was taken away meanwhile, and of a driver who never had the order', () => {
    const books = assigned()
    expect(verdict(books, 'pay', pay(50_100), { ...actors.dmitri, roles: ['cashier'] })).toBe('held notAllowed')
    expect(verdict(books, 'pay', pay(50_100), actors.denis)).toBe('held notYourStop')
  })
})

describe('refused as before', () => {
  it('what a driver sends that was no work: wrong content, a tender he cannot take, an order that is none', () => {
    const books = assigned()
    expect(verdict(books, 'pay', { paymentId: 'p1' }, actors.dmitri)).toBe('badRequest')
    expect(verdict(books, 'pay', { ...pay(100), tender: 'deposit' }, actors.dmitri)).toBe('tenderNotPossible')
    expect(verdict(new Books(), 'pay', pay(100), actors.dmitri)).toBe('notFound')
  })

  it('GB5: operators, who see at once who was first; customers, who take no money', () => {
    const books = assigned()
    done(books, 'pay', pay(50_100, 'cash', 'first'))
    expect(verdict(books, 'pay', pay(50_100), actors.pavel)).toBe('alreadyPaid')
    expect(verdict(books, 'pay', pay(50_100), actors.anna)).toBe('notAllowed')
  })

  it('the end of an order that somebody else has ended: it says what he would have said', () => {
    const books = assigned()
    done(books, 'complete', {})
    expect(verdict(books, 'complete', {}, actors.dmitri)).toBe('alreadyFinished')
  })
})
