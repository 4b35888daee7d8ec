import { describe, expect, it } from 'vitest'
import { accepted, actors, assigned, Books } from '../sample-books.ts'
import { act, done, refusal, deliver } from './sample-acts.ts'

describe('assign', () => {
  const to = (driverId: string | null, date: string | null = null, position: number | null = null) => ({
    driverId,
    date,
    position,
  })

  it('gives the stop a driver, a day and a place', () => {
    const books = accepted(new Books(), 'o1', { window: { date: '2025-11-25', from: '10:00', to: null } })
    done(books, 'assign', to('dmitri'))
    expect(books.order('o1')).toMatchObject({
      driverId: 'dmitri',
      driverName: 'dmitri',
      stop: { date: '2025-11-25', position: 10_000 },
    })
    done(books, 'assign', to('dmitri', null, 3))
    expect(books.order('o1').stop).toEqual({ date: '2025-11-25', position: 3 })
    done(books, 'assign', to('denis', '2025-11-26'))
    expect(books.order('o1')).toMatchObject({ driverId: 'denis', stop: { date: '2025-11-26', position: 10_000 } })
  })

  it('only to a person who drives and is still with us', () => {
    for (const id of ['nobody', 'olga', 'gone']) {
      expect(refusal(act(accepted(), 'assign', to(id, '2025-11-21')))).toEqual({ reason: 'unknownDriver' })
    }
  })

  it('needs a day when neither the order nor the operator names one', () => {
    expect(refusal(act(accepted(), 'assign', to('dmitri')))).toEqual({ reason: 'badRequest', path: 'date' })
  })

  it('the same again changes nothing', () => {
    const books = assigned()
    const before = books.order('o1')
    expect(done(books, 'assign', to('dmitri', '2025-11-21', 1)).body).toBe(before)
  })

  it('taken from its driver the order is accepted again, with what was delivered', () => {
    const books = assigned()
    done(books, 'deliverLine', deliver(1000), actors.dmitri)
    done(books, 'assign', to(null))
    expect(books.order('o1')).toMatchObject({ state: 'accepted', driverId: null, driverName: null, stop: null })
    expect(books.order('o1').lines[0]?.deliveredMilli).toBe(1000)
    expect(books.published.at(-1)?.state).toBe('accepted')
  })
})
