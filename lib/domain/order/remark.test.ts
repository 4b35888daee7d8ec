/** What is only noted on an order, and how much of it is kept. */
import { describe, expect, it } from 'vitest'
import { Books, product, submitted } from '../sample-books.ts'
import { maxLines } from './operations.ts'
import { act, done, refusal, water } from './sample-acts.ts'

describe('what is noted', () => {
  it('A15, A16: the verified address stands beside the one as typed', () => {
    const books = submitted(new Books(), 'o1', { address: { id: null, raw: 'лесная 5', note: null } })
    done(books, 'verifyAddress', { verified: ' ул. Лесная, 5 ' })
    expect(books.order('o1').address).toMatchObject({ raw: 'лесная 5', verified: 'ул. Лесная, 5' })
    expect(refusal(act(books, 'verifyAddress', { verified: '' }))).toEqual({ reason: 'badRequest', path: 'verified' })
  })

  it('the history keeps the newest 40 acts', () => {
    const books = submitted()
    for (let count = 1; count <= 45; count++) done(books, 'note', { note: `заметка ${count}` })
    const { history } = books.order('o1')
    expect([history.length, history[0]?.what, books.order('o1').note]).toEqual([40, 'note', 'заметка 45'])
  })

  it('the largest order with a full history stays below the 64 KB of a document', () => {
    const books = new Books()
    const id = 'x'.repeat(73) // guid#guid
    books.sell(product(id, { name: 'Ж'.repeat(500) }), { retail: 1 }, 1)
    const lines = Array.from({ length: maxLines }, (_, index) =>
      water(`5c0f3a1e-0000-4000-8000-${String(index).padStart(12, '0')}`, { productId: id, seenPrice: 2 }),
    )
    const address = { id: null, raw: 'Ж'.repeat(500), note: 'Ж'.repeat(500) }
    submitted(books, 'o1', { lines, address, note: 'Ж'.repeat(1000) })
    done(books, 'accept')
    for (let count = 1; count <= 45; count++) {
      done(books, 'failDelivery', { reason: 'other', note: `${'Ж'.repeat(400)}${count}` })
    }
    expect(new TextEncoder().encode(JSON.stringify(books.order('o1'))).length).toBeLessThan(64 * 1024)
  })
})
