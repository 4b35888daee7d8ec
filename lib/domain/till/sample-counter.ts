/** Orders that a till of the sample company takes money for, and goods that come back to it: for tests. */
import type { Actor, Decision } from '../operation.ts'
import type { Order } from '../order/order.ts'
import { actors, expectAccepted } from '../sample-books.ts'
import type { Books } from '../sample-books.ts'
import type { CartLine, Payment } from './cart.ts'
import type { ReceiptPayload } from './operations.ts'
import { orderAtTill } from './order-at-till.ts'
import type { Receipt } from './receipt.ts'
import { paidInCash, receiptOf } from './sample-till.ts'

type Counter = {
  handedOver?: boolean
  /** So much of what is due, in this order of tenders; the rest stays to be paid. */
  tenders?: Payment[]
}
export type AtCounterOptions = Counter & {
  /** The till's copy: what it takes up; the books' own when it is not named. */
  order?: Order
}

/** What the till would close for this order. */
export function counterPayload(books: Books, { order = books.order('o1'), ...options }: AtCounterOptions = {}) {
  return orderPayload(order, `sale-${order.id}-${books.ledger.length}`, options)
}

/** The money of an order, by what this copy of it says. */
export function orderPayload(
  order: Order,
  saleId: string,
  { handedOver = true, tenders }: Counter = {},
): ReceiptPayload {
  const { lines, dueMinor, paidBeforeMinor } = orderAtTill(order, [], null)
  const paid = tenders ?? [{ tender: 'cash', amountMinor: dueMinor }]
  const leftMinor = dueMinor - paid.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
  return paidInCash(
    { saleId, lines, discount: null },
    {
      tenders: paid,
      customerId: order.customerId,
      orderId: order.id,
      order: { name: order.number ?? '', paidBeforeMinor, leftMinor, handedOver },
    },
  )
}

export const close = (books: Books, number: number, payload: ReceiptPayload, actor: Actor = actors.kira): Decision =>
  books.act({ actor, kind: 'receipt.close', id: receiptOf(number), payload })

export const closed = (books: Books, number: number, payload: ReceiptPayload): Receipt =>
  expectAccepted(close(books, number, payload)).body as Receipt

/** So much of the first line of that receipt comes back. */
export function returnPayload(books: Books, number: number, quantityMilli: number, returnedMilli = 0): ReceiptPayload {
  const sold = books.document({ kind: 'receipt', id: receiptOf(number) }) as Receipt
  return backPayload(sold, `back-${books.ledger.length}`, { quantityMilli, returnedMilli })
}

/** The same of a receipt from anywhere; all of the line, unless something else is said. */
export function backPayload(
  sold: Receipt,
  saleId: string,
  { quantityMilli, returnedMilli = 0 }: { quantityMilli?: number; returnedMilli?: number } = {},
): ReceiptPayload {
  const line = sold.lines[0]
  if (!line) throw new Error('no line')
  const back: CartLine = {
    ...line,
    id: 'back',
    fractional: false,
    discount: null,
    quantityMilli: quantityMilli ?? line.quantityMilli,
    returnOf: {
      receiptId: sold.id,
      lineId: line.id,
      soldMilli: line.quantityMilli,
      soldMinor: line.amountMinor,
      returnedMilli,
    },
  }
  return paidInCash({ saleId, lines: [back], discount: null }, { customerId: sold.customerId, reason: 'брак' })
}
