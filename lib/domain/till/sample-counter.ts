/** A till of the sample company with an open shift, and orders that it takes money for: for tests. */
import type { Actor, Decision } from '../operation.ts'
import type { Order } from '../order/order.ts'
import { actors, Books, expectAccepted } from '../sample-books.ts'
import { priceCart, receiptPayloadOf } from './cart.ts'
import type { CartLine, Payment } from './cart.ts'
import type { ReceiptPayload } from './operations.ts'
import { orderAtTill } from './order-at-till.ts'
import type { Receipt } from './receipt.ts'

export const shift = 'device:1'
export const receiptOf = (number: number) => `${shift}:${number}`

export function openTill(books = new Books()): Books {
  expectAccepted(
    books.act({
      actor: actors.kira,
      kind: 'shift.open',
      id: shift,
      payload: { tillName: 'Касса 1', openingMinor: 0 },
    }),
  )
  return books
}

export type AtCounterOptions = {
  handedOver?: boolean
  /** The till's copy: what it takes up; the books' own when it is not named. */
  order?: Order
  /** So much of what is due, in this order of tenders; the rest stays to be paid. */
  tenders?: Payment[]
}

/** What the till would close for this order. */
export function counterPayload(books: Books, options: AtCounterOptions = {}): ReceiptPayload {
  const order = options.order ?? books.order('o1')
  const at = orderAtTill(order, [], null)
  const cart = { saleId: `sale-${order.id}-${books.ledger.length}`, lines: at.lines, discount: null }
  const priced = priceCart(cart)
  if (!priced) throw new Error('too large')
  const tenders = options.tenders ?? [{ tender: 'cash', amountMinor: at.dueMinor }]
  const taken = tenders.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  return receiptPayloadOf(cart, priced, {
    tenders,
    roundingMinor: 0,
    givenMinor: null,
    customerId: order.customerId,
    orderId: order.id,
    order: {
      name: order.number ?? '',
      paidBeforeMinor: at.paidBeforeMinor,
      leftMinor: at.dueMinor - taken,
      handedOver: options.handedOver ?? true,
    },
    approvals: [],
    reason: null,
  })
}

export const close = (books: Books, number: number, payload: ReceiptPayload, actor: Actor = actors.kira): Decision =>
  books.act({ actor, kind: 'receipt.close', id: receiptOf(number), payload })

export const closed = (books: Books, number: number, payload: ReceiptPayload): Receipt =>
  expectAccepted(close(books, number, payload)).body as Receipt

/** So much of the first line of that receipt comes back. */
export function returnPayload(books: Books, number: number, quantityMilli: number, returnedMilli = 0): ReceiptPayload {
  const sold = books.document({ kind: 'receipt', id: receiptOf(number) }) as Receipt
  const line = sold.lines[0]
  if (!line) throw new Error('no line')
  const back: CartLine = {
    ...line,
    id: 'back',
    fractional: false,
    discount: null,
    quantityMilli,
    returnOf: {
      receiptId: sold.id,
      lineId: line.id,
      soldMilli: line.quantityMilli,
      soldMinor: line.amountMinor,
      returnedMilli,
    },
  }
  const cart = { saleId: `back-${books.ledger.length}`, lines: [back], discount: null }
  const priced = priceCart(cart)
  if (!priced) throw new Error('too large')
  return receiptPayloadOf(cart, priced, {
    tenders: [{ tender: 'cash', amountMinor: priced.totalMinor }],
    roundingMinor: 0,
    givenMinor: null,
    customerId: sold.customerId,
    orderId: null,
    approvals: [],
    reason: 'брак',
  })
}
