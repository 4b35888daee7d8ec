/** A receipt of another till that paid an order: what of it comes back here (decision 012). */
import { describe, expect, it } from 'vitest'
import { accepted } from '../../../lib/domain/sample-books.ts'
import { notAtTill } from '../../../lib/domain/till/counter-return.ts'
import type { Receipt } from '../../../lib/domain/till/receipt.ts'
import { closed, counterPayload } from '../../../lib/domain/till/sample-counter.ts'
import { openTill } from '../../../lib/domain/till/sample-till.ts'
import { returnLines } from './return-cart.ts'

const back = (receipt: Receipt) =>
  returnLines(receipt, { chosen: { l1: 2000 }, returned: new Map(), newId: () => 'b', seen: 'server' })

describe('an order that another till took money for', () => {
  it('paid in parts: goods worth all of it do not come back for the part that was paid there', () => {
    const books = openTill(accepted())
    const payload = counterPayload(books, { tenders: [{ tender: 'cash', amountMinor: 10_100 }] })
    const sold = closed(books, 1, payload)
    expect(sold.totalMinor).toBe(10_100)
    expect(notAtTill(sold, undefined)).toMatchObject({ reason: 'returnedAtDesk' })
    expect(back(sold)).toEqual([])
  })

  it('paid in full and handed over: it comes back like any goods, also while this till’s copy says it is under way', () => {
    const books = openTill(accepted())
    const before = books.order('o1')
    const sold = closed(books, 1, counterPayload(books))
    for (const order of [before, books.order('o1'), null, undefined]) expect(notAtTill(sold, order)).toBeNull()
    expect(back(sold)).toMatchObject([{ quantityMilli: 2000 }])
  })

  it('only paid: nothing was handed over, and the till says so where it knows the order', () => {
    const books = openTill(accepted())
    const sold = closed(books, 1, counterPayload(books, { handedOver: false }))
    expect(notAtTill(sold, books.order('o1'))).toMatchObject({ reason: 'notCompleted', params: { state: 'accepted' } })
    expect(notAtTill(sold, null)).toBeNull()
  })
})
