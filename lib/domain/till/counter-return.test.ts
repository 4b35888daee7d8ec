/** Goods of an order come back over the counter and at the desk: one remainder for both (decision 012). */
import { describe, expect, it } from 'vitest'
import type { Books } from '../sample-books.ts'
import { accepted, actors } from '../sample-books.ts'
import { act, deliver, done, money, pay, refusal, stock, voided } from '../order/sample-acts.ts'
import { close, closed, counterPayload, returnPayload } from './sample-counter.ts'
import { openTill, receiptOf, shift } from './sample-till.ts'

const atDesk = (quantityMilli: number, id = 'b1') => ({
  returnId: id,
  lines: [{ lineId: 'l1', quantityMilli }],
  reason: 'брак',
  refund: 'cash',
  refundId: `r-${id}`,
})

/** Two bottles, 501.00, sold over the counter by receipt 1. */
const sold = (): Books => {
  const books = openTill(accepted())
  closed(books, 1, counterPayload(books))
  return books
}
const drawer = (books: Books) => books.balance(`register/${shift}/cash`)

describe('on the receipt that paid the order', () => {
  it('counts on the order: invoice, lines, payments; goods and drawer once', () => {
    const books = sold()
    expect(closed(books, 2, returnPayload(books, 1, 1000))).toMatchObject({ kind: 'return', totalMinor: -25_050 })
    expect(books.order('o1')).toMatchObject({
      totalMinor: 25_050,
      lines: [{ returnedMilli: 1000, amount: 25_050 }],
      invoice: { totalMinor: 25_050, paidMinor: 25_050, state: 'paid', debtMinor: 0 },
      payments: [{ kind: 'payment' }, { kind: 'refund', amountMinor: 25_050, receiptId: receiptOf(2) }],
      returns: [{ id: receiptOf(2), amountMinor: 25_050, reason: 'брак' }],
    })
    expect(books.order('o1').history.at(-1)).toMatchObject({ what: 'return', byName: 'Кира' })
    expect(money(books)).toEqual({ receivable: 0, debt: 0, deposit: 0 })
    expect(stock(books)).toEqual([0, 1000])
    expect(drawer(books)).toBe(25_050)
  })

  it('users.md 12: what came back at the desk does not come back at the till, nor the other way round', () => {
    const books = sold()
    done(books, 'return', atDesk(1000))
    expect(books.balance(`returned/${receiptOf(1)}/l1`)).toBe(1000)
    expect(refusal(close(books, 2, returnPayload(books, 1, 2000)))).toMatchObject({
      reason: 'moreThanSold',
      leftMilli: 1000,
    })
    closed(books, 2, returnPayload(books, 1, 1000, 1000))
    expect(refusal(act(books, 'return', atDesk(1000, 'b2')))).toMatchObject({ reason: 'moreThanSold', leftMilli: 0 })
    expect(books.order('o1')).toMatchObject({ totalMinor: 0, invoice: { totalMinor: 0, paidMinor: 0 } })
    expect(money(books)).toEqual({ receivable: 0, debt: 0, deposit: 0 })
    expect(stock(books)).toEqual([0, 0])
  })

  it('an order that was only paid is not returned: it is voided at the desk', () => {
    const books = openTill(accepted())
    closed(books, 1, counterPayload(books, { handedOver: false }))
    expect(refusal(close(books, 2, returnPayload(books, 1, 1000)))).toMatchObject({
      reason: 'notCompleted',
      state: 'accepted',
    })
  })

  it('an order that was only paid and then voided at the desk: its money went back there, and not a second time here', () => {
    const books = openTill(accepted())
    closed(books, 1, counterPayload(books, { handedOver: false }))
    done(books, 'void', voided('cash'))
    expect(books.balance(`returned/${receiptOf(1)}/l1`)).toBe(2000)
    expect(refusal(close(books, 2, returnPayload(books, 1, 1000)))).toMatchObject({
      reason: 'moreThanSold',
      leftMilli: 0,
    })
  })

  it('the rest of a paid order that was cancelled at the desk with its money: only what was delivered comes back here', () => {
    const books = openTill(accepted())
    closed(books, 1, counterPayload(books, { handedOver: false }))
    done(books, 'deliverLine', deliver(1000))
    done(books, 'cancelRest', { reason: 'больше не нужно', refund: 'cash', refundId: 'r1' })
    done(books, 'complete')
    expect(refusal(close(books, 2, returnPayload(books, 1, 2000)))).toMatchObject({
      reason: 'moreThanSold',
      leftMilli: 1000,
    })
    closed(books, 2, returnPayload(books, 1, 1000, 1000))
    expect(books.order('o1')).toMatchObject({ totalMinor: 0, invoice: { totalMinor: 0, paidMinor: 0 } })
    expect(money(books)).toEqual({ receivable: 0, debt: 0, deposit: 0 })
    expect(stock(books)).toEqual([0, 0])
    expect(drawer(books)).toBe(25_050)
  })

  it('an order paid in parts comes back at the desk, which knows them all', () => {
    const books = accepted()
    done(books, 'pay', pay(10_000, 'card'))
    closed(openTill(books), 1, counterPayload(books))
    expect(refusal(close(books, 2, returnPayload(books, 1, 1000)))).toEqual({ reason: 'returnedAtDesk' })
    done(books, 'return', atDesk(2000))
    expect(money(books)).toEqual({ receivable: 0, debt: 0, deposit: 0 })
    expect(refusal(act(books, 'return', atDesk(1000, 'b2')))).toMatchObject({ reason: 'moreThanSold' })
  })

  it('goods that the receipt sold alone come back like any others, and the voided order stays as it is', () => {
    const books = openTill(accepted())
    const payload = counterPayload(books)
    done(books, 'void', voided())
    closed(books, 1, payload)
    closed(books, 2, returnPayload(books, 1, 2000))
    expect(books.order('o1')).toMatchObject({ state: 'voided', payments: [] })
    expect(stock(books)).toEqual([0, 0])
    expect(drawer(books)).toBe(0)
  })

  it('money that stands on the deposit is not given back a second time', () => {
    const books = openTill(accepted())
    const payload = counterPayload(books, { handedOver: false })
    done(books, 'void', voided())
    closed(books, 1, payload)
    expect(refusal(close(books, 2, returnPayload(books, 1, 1000)))).toEqual({ reason: 'returnedAtDesk' })
  })

  it('is possible at once and without a network, before the server has seen the sale', () => {
    const books = openTill(accepted())
    const before = books.order('o1')
    closed(books, 1, counterPayload(books))
    const device = (ref: { kind: string; id: string }) => {
      if (ref.kind === 'order') return before
      return ref.kind === 'shift' || ref.kind === 'receipt' ? books.document(ref) : undefined
    }
    const decision = books.decide(
      { actor: actors.kira, kind: 'receipt.close', id: receiptOf(2), payload: returnPayload(books, 1, 1000) },
      'device',
      { document: device, balance: () => undefined },
    )
    expect(refusal(decision)).toBe('accepted')
  })
})
