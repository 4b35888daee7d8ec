/** A till of the sample company for tests: its open shift, what it rings up, and the payload that a cart closes with. */
import { actors, Books, expectAccepted } from '../sample-books.ts'
import { priceCart, receiptPayloadOf } from './cart.ts'
import type { Cart, CartLine, Closing } from './cart.ts'
import type { ReceiptPayload } from './operations.ts'

export const shift = 'device:1'
export const receiptOf = (number: number) => `${shift}:${number}`

/** Kira's till, opened by her; Alla may allow what Kira may not. */
export function openTill(books = new Books(), openingMinor = 0): Books {
  for (const [id, role] of [
    ['alla', 'administrator'],
    ['kira', 'cashier'],
  ] as const)
    books.put('person', { id, name: id, roles: [role], active: true, pinVersion: 1, createdAt: 0 })
  const payload = { tillName: 'Касса 1', openingMinor }
  expectAccepted(books.act({ actor: actors.kira, kind: 'shift.open', id: shift, payload }))
  return books
}

/** Three bottles: 751.50. */
export const water = (changes: Partial<CartLine> = {}): CartLine => ({
  id: 'l1',
  productId: 'water',
  name: 'Вода 19 л',
  unit: 'бут',
  fractional: false,
  quantityMilli: 3000,
  priceMinor: 25_050,
  discount: null,
  vatPercent: 22,
  stocked: true,
  returnOf: null,
  ...changes,
})

/** All of it in cash and by nobody we know, unless `closing` says otherwise. */
export function paidInCash(cart: Cart, closing: Partial<Closing> = {}): ReceiptPayload {
  const priced = priceCart(cart)
  if (!priced) throw new Error('too large')
  return receiptPayloadOf(cart, priced, {
    tenders: [{ tender: 'cash', amountMinor: priced.totalMinor + (closing.roundingMinor ?? 0) }],
    roundingMinor: 0,
    givenMinor: null,
    customerId: null,
    orderId: null,
    approvals: [],
    reason: null,
    ...closing,
  })
}
