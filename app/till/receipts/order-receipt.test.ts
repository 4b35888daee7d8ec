/** A receipt that paid an order, of this till or another: what of it comes back here (decision 012). */
import { describe, expect, it } from 'vitest'
import { accepted } from '../../../lib/domain/sample-books.ts'
import type { Order } from '../../../lib/domain/order/order.ts'
import type { Receipt } from '../../../lib/domain/till/receipt.ts'
import { closed, counterPayload, returnPayload } from '../../../lib/domain/till/sample-counter.ts'
import { openTill, paidInCash, water } from '../../../lib/domain/till/sample-till.ts'
import { returnLines } from './return-cart.ts'
import { whyNoReturn } from './why-no-return.ts'

const back = (receipt: Receipt) =>
  returnLines(receipt, { chosen: { l1: 2000 }, returned: new Map(), newId: () => 'b', seen: 'server' })

const asked = (receipt: Receipt, order: Order | null, cameBack: Record<string, number> = {}) =>
  whyNoReturn(receipt, { order, returned: new Map(Object.entries(cameBack)) })

describe('an order that a till took money for', () => {
  it('paid in parts: goods worth all of it do not come back for the part that was paid there', () => {
    const books = openTill(accepted())
    const payload = counterPayload(books, { tenders: [{ tender: 'cash', amountMinor: 10_100 }] })
    const sold = closed(books, 1, payload)
    expect(sold.totalMinor).toBe(10_100)
    expect(asked(sold, null)).toMatchObject({ reason: 'returnedAtDesk' })
    expect(back(sold)).toEqual([])
  })

  it('paid in full and handed over: it comes back like any goods, also while this till’s copy says it is under way', () => {
    const books = openTill(accepted())
    const before = books.order('o1')
    const sold = closed(books, 1, counterPayload(books))
    for (const order of [before, books.order('o1'), null]) expect(asked(sold, order)).toBeNull()
    expect(back(sold)).toMatchObject([{ quantityMilli: 2000 }])
  })

  it('only paid: nothing was handed over, and the till says so where it knows the order', () => {
    const books = openTill(accepted())
    const sold = closed(books, 1, counterPayload(books, { handedOver: false }))
    expect(asked(sold, books.order('o1'))).toMatchObject({ reason: 'notCompleted', params: { state: 'accepted' } })
    expect(asked(sold, null)).toBeNull()
  })
})

it('paid in points: of the paper alone nothing comes back, for it does not say whose they were', () => {
  const sold = closed(openTill(accepted()), 1, paidInCash({ saleId: 's', lines: [water()], discount: null }))
  const onPaper: Receipt = { ...sold, customerId: null, tenders: [{ tender: 'points', amountMinor: 75_150 }] }
  expect(asked(onPaper, null)).toBe('pointsOnPaper')
  expect(asked({ ...onPaper, customerId: 'anna' }, null)).toBeNull()
})

it('nothing comes back twice, and nothing of a return', () => {
  const books = openTill(accepted())
  const sold = closed(books, 1, paidInCash({ saleId: 's', lines: [water()], discount: null }))
  expect([asked(sold, null), asked(sold, null, { l1: 2_000 })]).toEqual([null, null])
  expect(asked(sold, null, { l1: 3_000 })).toBe('nothingLeft')
  expect(asked(closed(books, 2, returnPayload(books, 1, 3_000)), null)).toBe('nothingSold')
})
