import { describe, expect, it } from 'vitest'
import type { Books } from '../../../lib/domain/sample-books.ts'
import { accepted, assigned, customer, submitted } from '../../../lib/domain/sample-books.ts'
import { done, mixed, pay, voided } from '../../../lib/domain/order/sample-acts.ts'
import { orderAtTill } from '../../../lib/domain/till/order-at-till.ts'
import type { Receipt } from '../../../lib/domain/till/receipt.ts'
import { addProduct, dueOf, removeLine, setQuantity } from '../sale/sale.ts'
import { orderPayload, staleness, takenUpOrder } from './taken-order.ts'

const at = (books: Books, receipts: Receipt[] = []) => orderAtTill(books.order('o1'), receipts, null)
const taken = (books: Books) => takenUpOrder(books.order('o1'), at(books), 'Заказ № 1', () => 'sale-1')
const orderOf = (books: Books) => taken(books).order ?? expect.fail('no order')

/** A receipt of this till that the server has not counted yet. */
const receipt = (totalMinor: number, handedOver: boolean, reason: string | null = null) =>
  ({
    id: 'till:1:1',
    orderId: 'o1',
    totalMinor,
    order: { name: '1', paidBeforeMinor: 0, leftMinor: 0, handedOver, fit: reason === null ? null : { reason } },
  }) as unknown as Receipt

describe('an order at a till', () => {
  it('is taken up with its lines, its customer and what is due', () => {
    const sale = taken(accepted())
    expect(sale).toMatchObject({
      saleId: 'sale-1',
      customerId: 'anna',
      orderId: 'o1',
      lines: [{ id: 'l1', priceMinor: 25_050 }],
    })
    expect(dueOf(sale, null)).toBe(50_100)
    expect(orderPayload(orderOf(accepted()), 0)).toEqual({
      name: 'Заказ № 1',
      paidBeforeMinor: 0,
      leftMinor: 0,
      handedOver: true,
    })
  })

  it('goes over the counter unless a driver has it; a draft cannot be paid otherwise', () => {
    expect(orderOf(accepted())).toMatchObject({ handedOver: true, canHandOver: true, mustHandOver: false })
    expect(orderOf(assigned())).toMatchObject({ handedOver: false, canHandOver: true })
    expect(orderOf(submitted())).toMatchObject({ handedOver: true, mustHandOver: true })
    const debt = accepted()
    done(debt, 'complete')
    expect(orderOf(debt)).toMatchObject({ handedOver: false, canHandOver: false })
  })

  it('says what was paid before, and nothing of what points pay', () => {
    const books = accepted()
    done(books, 'pay', pay(10_000))
    expect(orderOf(books)).toMatchObject({ paidBeforeMinor: 10_000, dueMinor: 40_100 })
    expect(taken(mixed()).lines.map(({ id }) => id)).toEqual(['l1'])
  })

  it('is not offered when it is over, paid, or paid by this till a moment ago', () => {
    const paid = accepted()
    done(paid, 'pay', pay(50_100))
    const over = accepted()
    done(over, 'void', voided())
    expect([at(paid).whyNot, at(over).whyNot]).toEqual(['paid', 'ended'])
    expect(at(accepted(), [receipt(50_100, true)])).toMatchObject({ whyNot: 'paid', isOpen: false })
    expect(at(accepted(), [receipt(20_000, true)])).toMatchObject({
      whyNot: null,
      dueMinor: 30_100,
      paidBeforeMinor: 20_000,
      isOpen: false,
    })
    // The server has said that the order did not take it.
    expect(at(accepted(), [receipt(50_100, true, 'alreadyPaid')])).toMatchObject({ whyNot: null, dueMinor: 50_100 })
  })

  it('GA5: a draft waits until its customer is matched', () => {
    expect(orderAtTill(submitted().order('o1'), [], customer('anna', { matched: false })).whyNot).toBe('unmatched')
  })

  it('stands as it is: nothing is added, changed or taken off', () => {
    const sale = taken(accepted())
    const offer = { product: { id: 'x' } as never, priceMinor: 1 }
    expect(addProduct(sale, offer, () => 'id')).toEqual({ problem: 'ofOrder' })
    expect(setQuantity(sale, 'l1', 5000)).toBe(sale)
    expect(removeLine(sale, 'l1')).toBe(sale)
  })

  it('tells when somebody was faster', () => {
    const books = accepted()
    const sale = taken(books)
    const order = orderOf(books)
    const now = () => staleness(order, sale.lines, at(books))
    expect(now()).toBe(null)
    done(books, 'pay', pay(10_000))
    expect(now()).toBe('changed')
    done(books, 'pay', pay(40_100, 'cash', 'p2'))
    expect(now()).toBe('paid')
    expect(staleness(order, sale.lines, null)).toBe('gone')
  })
})
