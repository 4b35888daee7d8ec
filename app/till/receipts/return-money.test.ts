// users.md 14: what was taken for goods is what goes back for them, however they come back.
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Settings } from '../../../lib/domain/customer/customer.ts'
import { actors, Books, expectAccepted } from '../../../lib/domain/sample-books.ts'
import { priceCart, receiptPayloadOf, type Cart, type CartLine } from '../../../lib/domain/till/cart.ts'
import { codedReceipt } from '../../../lib/domain/till/receipt-code.ts'
import type { Receipt } from '../../../lib/domain/till/receipt.ts'
import { openTill, paidInCash, receiptOf, water } from '../../../lib/domain/till/sample-till.ts'
import { shiftTotals } from '../../../lib/domain/till/totals.ts'
import { nothingTendered, settle } from '../pay/payment.ts'
import { receiptOnPaper } from './read-paper.ts'
import { allOf, returnCart, returnLines, type Chosen } from './return-cart.ts'

const rules = (cashStepMinor: number) => ({ cashStepMinor, pointMinor: 100, cashierDiscountPercent: 100 })

function tillThatRounds(cashStepMinor: number): Books {
  const books = new Books()
  const settings = books.document({ kind: 'settings', id: 'organisation' }) as Settings
  books.put('settings', { ...settings, till: rules(cashStepMinor) })
  return openTill(books)
}

const close = (books: Books, number: number, payload: unknown): Receipt =>
  expectAccepted(books.act({ actor: actors.kira, kind: 'receipt.close', id: receiptOf(number), payload }))
    .body as Receipt

/** As the payment window does it. */
function sell(books: Books, cart: Cart, cashStepMinor: number): Receipt {
  const priced = priceCart(cart)
  if (!priced) throw new Error('too large')
  const { tenders, roundingMinor, givenMinor } = settle(priced.totalMinor, nothingTendered, rules(cashStepMinor))
  const closing = { tenders, roundingMinor, givenMinor, customerId: null, orderId: null, approvals: [], reason: null }
  return close(books, 1, receiptPayloadOf(cart, priced, closing))
}

/** As the return window does it. */
function takeBack(books: Books, original: Receipt, chosen: Chosen, { number, id }: { number: number; id: string }) {
  const returned = new Map(original.lines.map((line) => [line.id, books.balance(`returned/${original.id}/${line.id}`)]))
  let made = 0
  const lines = returnLines(original, { chosen, returned, newId: () => `${id}:${++made}` })
  return close(books, number, paidInCash(returnCart(id, lines)))
}

const soldLine = fc.record({
  priceMinor: fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 100_000 })),
  pieces: fc.integer({ min: 1, max: 4 }),
  percent: fc.constantFrom(0, 0, 7, 33),
})
const sale = fc.record({
  lines: fc.array(soldLine, { minLength: 1, maxLength: 4 }),
  off: fc.constantFrom(0, 0, 1, 13),
  cashStepMinor: fc.constantFrom(0, 10, 100, 1000),
})
const cartOf = ({ lines, off }: { lines: { priceMinor: number; pieces: number; percent: number }[]; off: number }) => ({
  saleId: 'sale',
  discount: { kind: 'percent' as const, percent: off },
  lines: lines.map(({ priceMinor, pieces, percent }, index): CartLine =>
    water({
      id: `l${index}`,
      priceMinor,
      quantityMilli: pieces * 1000,
      discount: { kind: 'percent', percent },
      vatPercent: index % 2 === 0 ? 22 : 10,
    }),
  ),
})
/** Every piece once, in any order, and after which of them a receipt ends. */
const broughtBack = sale.chain((sold) => {
  const pieces = sold.lines.flatMap(({ pieces: count }, index) => Array.from({ length: count }, () => `l${index}`))
  const all = { minLength: pieces.length, maxLength: pieces.length }
  return fc.record({
    sold: fc.constant(sold),
    pieces: fc.shuffledSubarray(pieces, all),
    ends: fc.array(fc.boolean(), all),
  })
})

it('users.md 14: a sale and the returns of all its goods come to nothing, in whatever portions and order', () => {
  fc.assert(
    fc.property(broughtBack, ({ sold, pieces, ends }) => {
      const books = tillThatRounds(sold.cashStepMinor)
      const original = sell(books, cartOf(sold), sold.cashStepMinor)
      let number = 1
      let left = original.totalMinor
      let chosen: Record<string, number> = {}
      pieces.forEach((piece, index) => {
        chosen[piece] = (chosen[piece] ?? 0) + 1000
        if (!ends[index] && index < pieces.length - 1) return
        number += 1
        left += takeBack(books, original, chosen, { number, id: `r${number}` }).totalMinor
        // Never more than was paid, on the way there either.
        expect(left).toBeGreaterThanOrEqual(0)
        chosen = {}
      })
      expect(left).toBe(0)
      expect(books.balance(`register/${original.shiftId}/cash`)).toBe(0)
    }),
  )
})

it('users.md 14: a whole return takes back the money and the VAT of its sale, by the books and by its paper alone', () => {
  fc.assert(
    fc.property(sale, (sold) => {
      const books = tillThatRounds(sold.cashStepMinor)
      const original = sell(books, cartOf(sold), sold.cashStepMinor)
      const back = takeBack(books, original, allOf(original, new Map()), { number: 2, id: 'r' })
      const { vat, tenders } = shiftTotals([original, back], [])
      expect(tenders.cash).toBe(0)
      expect(Object.values(vat).every((amount) => amount === 0)).toBe(true)

      const paper = receiptOnPaper(codedReceipt(original), { tillName: '', goods: new Map(), unnamed: String })
      if (!paper) throw new Error('no paper')
      const chosen = allOf(paper, new Map())
      const lines = returnLines(paper, { chosen, returned: new Map(), newId: () => 'b', seen: 'paper' })
      expect(priceCart(returnCart('p', lines))?.totalMinor).toBe(back.totalMinor)
    }),
  )
})

it('users.md 14: goods of an exchange give back what was paid for them there', () => {
  const books = tillThatRounds(100)
  const first = sell(books, cartOf({ lines: [{ priceMinor: 10_990, pieces: 1, percent: 0 }], off: 0 }), 100)
  expect(first).toMatchObject({ totalMinor: 10_900, roundingMinor: -90 })
  const backs = returnLines(first, { chosen: { l0: 1000 }, returned: new Map(), newId: () => 'back' })
  const cart = {
    saleId: 'e',
    lines: [...backs, water({ id: 'new', priceMinor: 15_050, quantityMilli: 1000 })],
    discount: null,
  }
  const rounded = { tenders: [{ tender: 'cash' as const, amountMinor: 4_100 }], roundingMinor: -50 }
  const exchange = close(books, 2, paidInCash(cart, rounded))
  const last = takeBack(books, exchange, { new: 1000 }, { number: 3, id: 'r' })
  expect(first.totalMinor + exchange.totalMinor + last.totalMinor).toBe(0)
})
