/** What a till of ours would not do, and what others did while it could not know: where the money and the goods go then. */
import { describe, expect, it } from 'vitest'
import type { Facts, Ruling } from '../operation.ts'
import { done } from '../order/sample-acts.ts'
import type { Books } from '../sample-books.ts'
import { accepted, actors, assigned, customer, expectAccepted } from '../sample-books.ts'
import type { Customer } from '../customer/customer.ts'
import type { Order } from '../order/order.ts'
import type { Receipt } from './receipt.ts'
import { close, closed, counterPayload, returnPayload } from './sample-counter.ts'
import { openTill, receiptOf, shift } from './sample-till.ts'
import type { Shift } from './shift.ts'
import { shiftTotals } from './totals.ts'

describe('an order at the counter', () => {
  it('goods beyond it are for the office, also where the till gave them no price', () => {
    const books = openTill(accepted())
    const payload = counterPayload(books)
    const lines = payload.lines.map((line) => ({ ...line, quantityMilli: 100_000, priceMinor: 501 }))
    expect(closed(books, 1, { ...payload, lines }).order?.fit).toMatchObject({
      appliedMinor: 50_100,
      beyondMilli: { l1: 98_000 },
      reason: 'changed',
    })
  })
})

describe('a customer who was joined to another one while the till had no network (GA6)', () => {
  it('gets money back onto the deposit that can be spent', () => {
    const books = openTill(accepted())
    const sold = { ...counterPayload(books), orderId: null, order: undefined, customerId: 'anna' }
    closed(books, 1, sold)
    const joined: Customer['joined'] = {
      customerId: 'boris',
      name: 'Борис',
      at: 1,
      by: 'olga',
      byName: 'Ольга',
      brought: { deposit: 0, points: 0, containers: 0 },
      wasMatched: true,
      addressIds: [],
    }
    books.put('customer', customer('anna', { joined }))
    const payload = returnPayload(books, 1, 1_000)
    const tenders = payload.tenders.map(({ amountMinor }) => ({ tender: 'deposit' as const, amountMinor }))
    expect(closed(books, 2, { ...payload, tenders })).toMatchObject({ customerId: 'boris', customerName: 'Борис' })
    expect(books.balance('balance/boris/deposit')).toBe(25_050)
    expect(books.balance('balance/anna/deposit')).toBe(0)
  })
})

describe('somebody who is no cashier any more', () => {
  const ruling: Ruling = { how: 'asItIs', by: 'oleg', byName: 'Олег', at: 5, reason: 'работала до обеда' }
  const ruled = (books: Books, kind: string, id: string, payload: unknown, actor: Facts['actor'] = actors.olga) =>
    books.decide({ actor, kind, id, payload }, 'server', { ruling })

  it('has sold what the office says', () => {
    const books = openTill(accepted())
    const payload = { ...counterPayload(books), orderId: null, order: undefined }
    expect(close(books, 1, payload, actors.olga)).toMatchObject({ reason: 'notAllowed' })
    const decision = expectAccepted(ruled(books, 'receipt.close', receiptOf(1), payload))
    expect(decision.body as Receipt).toMatchObject({ totalMinor: 50_100, byName: 'Ольга', ruling })
    const movement = { movementId: 'm', direction: 'out', amountMinor: 1, reason: 'размен' }
    expect(ruled(books, 'shift.cash', shift, movement)).toMatchObject({ kind: 'accepted' })
  })

  it('has moved money in a shift that got its Z before the office looked at it', () => {
    const books = openTill(accepted())
    const z = { countedMinor: 0, reason: null, totals: shiftTotals([], []), lastReceipt: 0 }
    const movement = { movementId: 'm', direction: 'out', amountMinor: 1, reason: 'размен' }
    expectAccepted(books.act({ actor: actors.kira, kind: 'shift.close', id: shift, payload: z }))
    expect(books.act({ actor: actors.olga, kind: 'shift.cash', id: shift, payload: movement })).toMatchObject({
      reason: 'notAllowed',
    })
    expect(books.act({ actor: actors.kira, kind: 'shift.cash', id: shift, payload: movement })).toMatchObject({
      reason: 'shiftClosed',
    })
    const decision = expectAccepted(ruled(books, 'shift.cash', shift, movement))
    expect(decision.body as Shift).toMatchObject({ state: 'closed', movements: [{ id: 'm', byName: 'Ольга' }] })
    expect(decision.effects).toEqual([
      { kind: 'post', postings: [expect.objectContaining({ account: `register/${shift}/cashOut`, delta: 1 })] },
    ])
    expect(ruled(books, 'shift.close', shift, z)).toMatchObject({ reason: 'shiftClosed' })
  })

  it('has counted the drawer; where nobody said why it is apart, the office’s word stands there', () => {
    const books = openTill(accepted())
    const z = { countedMinor: 100, reason: ' ', totals: shiftTotals([], []), lastReceipt: 0 }
    const closing = (payload: object) =>
      (expectAccepted(ruled(books, 'shift.close', shift, payload)).body as Shift).closing
    expect(books.act({ actor: actors.kira, kind: 'shift.close', id: shift, payload: z })).toMatchObject({
      reason: 'reasonMissing',
    })
    expect(closing(z)).toMatchObject({ countedMinor: 100, expectedMinor: 0, reason: ruling.reason, byName: 'Ольга' })
    expect(closing({ ...z, reason: ' размен ' })).toMatchObject({ reason: 'размен' })
    expect(closing({ ...z, reason: null, countedMinor: 0 })).toMatchObject({ reason: null })
    const movement = { movementId: 'm', direction: 'in', amountMinor: 1, reason: ' ' }
    const moved = expectAccepted(ruled(books, 'shift.cash', shift, movement)).body as Shift
    expect(moved.movements).toMatchObject([{ reason: ruling.reason }])
  })

  it('a customer never has', () => {
    const books = openTill(accepted())
    const payload = { ...counterPayload(books), orderId: null, order: undefined }
    expect(ruled(books, 'receipt.close', receiptOf(1), payload, actors.anna)).toMatchObject({ reason: 'notAllowed' })
  })
})

it('a word that is cut for the history of an order is never half a character', () => {
  const books = assigned()
  const reason = `${'x'.repeat(59)}👍`
  done(books, 'failDelivery', { reason: 'other', note: reason }, actors.dmitri)
  done(books, 'verifyAddress', { verified: reason })
  closed(openTill(books), 1, counterPayload(books))
  closed(books, 2, { ...returnPayload(books, 1, 1_000), reason })
  const lines = [{ lineId: 'l1', quantityMilli: 1_000 }]
  done(books, 'return', { returnId: 'b', lines, reason, refund: 'cash', refundId: 'r' })
  const words = books.order('o1').history.flatMap(({ params }: Order['history'][number]) => Object.values(params))
  expect(words.filter((word) => String(word).startsWith('xxx'))).toHaveLength(4)
  for (const word of words) expect(String(word).isWellFormed()).toBe(true)
})
