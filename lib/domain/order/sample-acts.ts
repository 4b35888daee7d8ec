/** What people do to the order `o1` of the sample company, and what the ledger says afterwards: for tests. */
import type { Actor, Decision } from '../operation.ts'
import { actors, Books, expectAccepted, submitted } from '../sample-books.ts'

/** Olga does it, unless somebody else is named. */
export const act = (books: Books, verb: string, payload: unknown = {}, actor: Actor = actors.olga): Decision =>
  books.act({ actor, kind: `order.${verb}`, id: 'o1', payload })

/** The same, and it must be accepted. */
export const done = (books: Books, verb: string, payload: unknown = {}, actor: Actor = actors.olga) =>
  expectAccepted(act(books, verb, payload, actor))

/** The reason with its parameters; `accepted` when it was. */
export const refusal = (decision: Decision) =>
  decision.kind === 'refused' ? { reason: decision.reason, ...decision.params } : decision.kind

export const pay = (amountMinor: number, tender = 'cash', paymentId = 'p1') => ({ paymentId, tender, amountMinor })
export const deliver = (deliveredMilli: number, lineId = 'l1') => ({ lineId, deliveredMilli })
export const voided = (refund: string | null = null) => ({ reason: 'ошибка', refund, refundId: refund && 'r1' })

/** A line of one bottle for money. */
export const water = (id: string, changes = {}) => ({
  id,
  productId: 'water',
  quantityMilli: 1000,
  payWith: 'money' as const,
  seenPrice: 25_050,
  ...changes,
})

/** One bottle for money, two for 60 points out of 100. */
export const mixed = () => {
  const books = new Books()
  books.open('balance/anna/points', 100)
  return submitted(books, 'o1', {
    lines: [water('l1'), water('l2', { quantityMilli: 2000, payWith: 'points', seenPrice: 30 })],
  })
}

export const money = (books: Books) => ({
  receivable: books.balance('balance/anna/receivable'),
  debt: books.balance('balance/anna/debt'),
  deposit: books.balance('balance/anna/deposit'),
})

export const points = (books: Books) => [books.balance('balance/anna/points'), books.balance('balance/anna/pointsHeld')]

export const stock = (books: Books, product = 'water') => [
  books.balance(`stock/${product}/reserved`),
  books.balance(`stock/${product}/issued`),
]
