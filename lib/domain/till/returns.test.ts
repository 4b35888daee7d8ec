/** Goods that come back on a receipt of another till, and what the office makes of those that do not fit (users.md 12). */
import { describe, expect, it } from 'vitest'
import { actors, Books, expectAccepted } from '../sample-books.ts'
import type { CartLine } from './cart.ts'
import type { Facts, Ruling } from '../operation.ts'
import type { ReceiptPayload } from './operations.ts'
import { vatWithin } from './receipt.ts'
import type { Receipt } from './receipt.ts'
import { openTill, paidInCash, shift, water } from './sample-till.ts'
import type { TillKey } from './till-key.ts'

const opened = () => openTill(new Books(), 100_000)

const seenBack = (quantityMilli: number, seen: 'server' | 'paper', position = 1): CartLine =>
  water({
    id: `back${position}`,
    quantityMilli,
    returnOf: {
      receiptId: `${shift}:1`,
      lineId: `#${position}`,
      position,
      seen,
      soldMilli: 3000,
      soldMinor: 75_150,
      returnedMilli: 0,
    },
  })

const payloadOf = (lines: CartLine[], approvals: ReceiptPayload['approvals'] = [], saleId = 's1'): ReceiptPayload =>
  paidInCash({ saleId, lines, discount: null }, { approvals })

const close = (books: Books, number: number, payload: ReceiptPayload) =>
  books.act({ actor: actors.kira, kind: 'receipt.close', id: `${shift}:${number}`, payload })

const sold = (books: Books) => expectAccepted(close(books, 1, payloadOf([water(), water({ id: 'l2' })], [], 'sale')))

/** What a till knows that does not hold the original. */
const elsewhere = (books: Books): Partial<Facts> => ({
  document: (ref) => (ref.kind === 'shift' ? books.document(ref) : undefined),
  balance: () => undefined,
})
const atTill = (books: Books, payload: ReceiptPayload) => {
  const act = { actor: actors.kira, kind: 'receipt.close', id: `${shift}:2`, payload }
  const decision = books.decide(act, 'device', elsewhere(books))
  return decision.kind === 'refused' ? decision.reason : decision.kind
}

describe('a return of another till’s receipt', () => {
  it('that the server has shown needs nobody; of the paper alone a senior must allow it', () => {
    const books = opened()
    expect(atTill(books, payloadOf([seenBack(1000, 'server')]))).toBe('accepted')
    expect(atTill(books, payloadOf([seenBack(1000, 'paper')]))).toBe('approvalMissing')
    expect(atTill(books, payloadOf([seenBack(1000, 'paper')], [{ what: 'return', by: 'alla' }]))).toBe('accepted')
  })

  it('users.md 12: two lines of one exchange do not bring more than was sold, also where nobody can look at it', () => {
    const books = opened()
    const both = (first: number, second: number) =>
      payloadOf([
        seenBack(first, 'server'),
        { ...seenBack(second, 'server'), id: 'again' },
        seenBack(1000, 'server', 2),
      ])
    expect(atTill(books, both(2000, 1000))).toBe('accepted')
    expect(atTill(books, both(2000, 2000))).toBe('moreThanSold')
  })

  it('names a line by its place among those sold; the server counts it on that line', () => {
    const books = opened()
    sold(books)
    const receipt = expectAccepted(close(books, 2, payloadOf([seenBack(2000, 'paper', 2)]))).body as Receipt
    expect(receipt.lines[0]?.returnOf).toEqual({ receiptId: `${shift}:1`, lineId: 'l2', position: 2, seen: 'paper' })
    expect(books.balance(`returned/${shift}:1/l2`)).toBe(2000)
    expect(books.balance(`returned/${shift}:1/l1`)).toBe(0)
    expect(close(books, 3, payloadOf([seenBack(2000, 'paper', 2)], [], 's2'))).toMatchObject({
      reason: 'moreThanSold',
      params: { leftMilli: 1000 },
    })
  })

  it('takes the VAT of the sale, whatever the till was told of it', () => {
    const books = opened()
    sold(books)
    const wrong = { ...seenBack(1000, 'paper'), vatPercent: 10 }
    const receipt = expectAccepted(close(books, 2, payloadOf([wrong]))).body as Receipt
    expect(receipt.lines[0]?.vatPercent).toBe(22)
    const vat = (rate: number) => books.balance(`register/${shift}/vat:${rate}`)
    expect([vat(22), vat(10)]).toEqual([vatWithin(150_300, 22) - vatWithin(25_050, 22), 0])
  })

  it('of a line that was never sold there is none', () => {
    const books = opened()
    sold(books)
    expect(close(books, 2, payloadOf([seenBack(1000, 'paper', 3)]))).toMatchObject({ reason: 'unknownLine' })
    expect(close(books, 2, payloadOf([seenBack(1000, 'paper', 1), { ...seenBack(1000, 'paper', 2) }]))).toMatchObject({
      kind: 'accepted',
    })
  })
})

describe('users.md 1: a receipt that was closed here', () => {
  it('stays on the till whatever arrives: goods that came back elsewhere, a closed shift, a deposit that is gone', () => {
    const books = opened()
    sold(books)
    books.open(`returned/${shift}:1/l1`, 3000)
    const payload = payloadOf([{ ...seenBack(3000, 'server'), id: 'b' }])
    const act = { actor: actors.kira, kind: 'receipt.close', id: `${shift}:2`, payload }
    expect(books.decide(act, 'device')).toMatchObject({ kind: 'refused', reason: 'moreThanSold' })
    const again = expectAccepted(books.decide(act, 'device', { isDone: true }))
    expect(again.body).toMatchObject({ number: 2, totalMinor: -75_150 })
    const totals = { sales: { count: 0, amountMinor: 0 }, returns: { count: 0, amountMinor: 0 } }
    const none = { cash: 0, card: 0, deposit: 0, points: 0 }
    const z = { ...totals, tenders: none, discountMinor: 0, vat: {}, cashiers: [], cashInMinor: 0, cashOutMinor: 0 }
    const closing = { countedMinor: 100_000, reason: null, totals: z, lastReceipt: 1 }
    expectAccepted(books.act({ actor: actors.kira, kind: 'shift.close', id: shift, payload: closing }))
    expect(books.decide(act, 'device')).toMatchObject({ reason: 'shiftClosed' })
    expect(books.decide(act, 'device', { isDone: true })).toMatchObject({ kind: 'accepted' })
  })
})

describe('what does not fit and has happened', () => {
  const ruling = (how: Ruling['how']): Partial<Facts> => ({
    ruling: { how, by: 'oleg', byName: 'Олег', at: 5, reason: 'покупатель показал товар' },
  })
  const rule = (books: Books, how: Ruling['how'], payload: ReceiptPayload, number = 2) => {
    const act = { actor: actors.kira, kind: 'receipt.close', id: `${shift}:${number}`, payload }
    const { ruling: office } = ruling(how)
    if (!office) throw new Error('no ruling')
    return expectAccepted(books.decide(act, 'server', { ruling: office }))
  }
  const postings = (decision: ReturnType<typeof rule>) =>
    Object.fromEntries(
      decision.effects.flatMap((effect) =>
        effect.kind === 'post' ? effect.postings.map(({ account, delta }) => [account, delta] as const) : [],
      ),
    )

  it('counts as it is when the office says so, with who and why', () => {
    const books = opened()
    const unknown = payloadOf([seenBack(3000, 'paper')])
    expect(close(books, 2, unknown)).toMatchObject({ reason: 'receiptUnknown' })
    const decision = rule(books, 'asItIs', unknown)
    expect((decision.body as Receipt).ruling).toEqual(ruling('asItIs').ruling)
    expect(postings(decision)).toMatchObject({
      'stock/water/issued': -3000,
      [`returned/${shift}:1/#1`]: 3000,
      [`register/${shift}/cash`]: -75_150,
      [`register/${shift}/return`]: 75_150,
    })
  })

  it('written down: the money that left the drawer counts, the goods do not', () => {
    const books = opened()
    sold(books)
    const posted = postings(rule(books, 'writtenDown', payloadOf([seenBack(3000, 'paper')])))
    expect(posted).toMatchObject({
      [`register/${shift}/cash`]: -75_150,
      [`register/${shift}/return`]: 75_150,
      [`register/${shift}/writtenDown`]: 75_150,
    })
    expect(Object.keys(posted).filter((account) => /^(stock|returned)/.test(account))).toEqual([])
  })

  it('written down in an exchange: what went out of the door did go out', () => {
    const books = opened()
    sold(books)
    const pump = water({ id: 'new', productId: 'pump', quantityMilli: 1000, priceMinor: 60_000 })
    const posted = postings(rule(books, 'writtenDown', payloadOf([seenBack(1000, 'paper'), pump])))
    expect(posted).toMatchObject({ 'stock/pump/issued': 1000, [`register/${shift}/writtenDown`]: 25_050 })
  })

  it('sums that do not add up are no matter for a ruling', () => {
    const books = opened()
    const wrong = { ...payloadOf([seenBack(1000, 'paper')]), tenders: [{ tender: 'cash' as const, amountMinor: -1 }] }
    const act = { actor: actors.kira, kind: 'receipt.close', id: `${shift}:2`, payload: wrong }
    expect(books.decide(act, 'server', ruling('asItIs'))).toMatchObject({ kind: 'refused', reason: 'wrongAmount' })
  })
})

describe('the keys of a till', () => {
  const publicKey = `BE${'a'.repeat(85)}`
  const add = (books: Books, key: string, id = 'device', actor: (typeof actors)[keyof typeof actors] = actors.kira) =>
    books.act({ actor, kind: 'tillKey.add', id, payload: { tillName: 'Касса 1', publicKey: key } })

  it('are added one after another and stay: paper of before is still recognised', () => {
    const books = opened()
    expectAccepted(add(books, publicKey))
    expectAccepted(add(books, publicKey))
    const second = publicKey.replace('BE', 'BF')
    const { keys } = expectAccepted(add(books, second)).body as TillKey
    expect(keys.map((key) => key.publicKey)).toEqual([second, publicKey])
  })

  it('are its own: no till announces one for another, no driver any, and nothing else is a key', () => {
    const books = opened()
    expect(add(books, publicKey, 'other')).toMatchObject({ reason: 'badRequest', params: { path: 'target.id' } })
    expect(add(books, publicKey, 'device', actors.dmitri)).toMatchObject({ reason: 'notAllowed' })
    for (const wrong of ['', 'a', publicKey.slice(1), `${publicKey}a`, publicKey.replace('B', 'A')])
      expect(add(books, wrong)).toMatchObject({ reason: 'badRequest' })
  })
})
