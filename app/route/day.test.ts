import { describe, expect, test } from 'vitest'
import type { Order, Payment } from '../../lib/domain/order/order.ts'
import { planDay } from './day.ts'

const today = '2026-03-02'
const dateOf = (ms: number) => (ms < 100 ? '2026-03-01' : today)

const payment = (tender: Payment['tender'], amountMinor: number, more: Partial<Payment> = {}): Payment => ({
  id: `${tender}${amountMinor}`,
  kind: 'payment',
  tender,
  amountMinor,
  at: 200,
  by: 'd1',
  byName: 'D',
  ...more,
})

const stop = (id: string, more: Partial<Order> = {}, at = { date: today, position: 1 }) => ({
  id,
  pending: 0,
  body: {
    id,
    state: 'accepted',
    driverId: 'd1',
    stop: at,
    failure: null,
    payments: [],
    changed: { at: 150, by: 'x', byName: 'X' },
    ...more,
  } as unknown as Order, // safe: planDay reads nothing else
})

const plan = (...stops: ReturnType<typeof stop>[]) => planDay(stops, { driverId: 'd1', today, dateOf })
const ids = (stops: { id: string }[]) => stops.map(({ id }) => id)
const failed = (at: number) => ({ reason: 'nobodyHome', note: null, at, by: 'd1', byName: 'D' })

describe("a driver's day", () => {
  test('left-overs of earlier days come first, then today in order, other days apart', () => {
    const day = plan(
      stop('third', {}, { date: today, position: 3 }),
      stop('tomorrow', {}, { date: '2026-03-03', position: 1 }),
      stop('first', {}, { date: today, position: 1 }),
      stop('old', {}, { date: '2026-03-01', position: 9 }),
    )
    expect(ids(day.ahead)).toEqual(['old', 'first', 'third'])
    expect(ids(day.later)).toEqual(['tomorrow'])
    expect(day.totals.left).toBe(3)
  })

  test('stops of other drivers, also those taken away from this one, are not shown', () => {
    const day = plan(stop('other', { driverId: 'd2' }), stop('nobody', { driverId: null }))
    expect([day.ahead, day.done, day.later, day.tried].flat()).toEqual([])
  })

  test('a stop that failed today is behind; one that failed yesterday is to do again', () => {
    const day = plan(stop('now', { failure: failed(200) }), stop('before', { failure: failed(50) }))
    expect(ids(day.tried)).toEqual(['now'])
    expect(ids(day.ahead)).toEqual(['before'])
  })

  test('an order voided while the driver was on the way is shown among the closed ones and not counted', () => {
    const day = plan(stop('gone', { state: 'voided' }), stop('good', { state: 'completed' }))
    expect(ids(day.done)).toEqual(['gone', 'good'])
    expect(day.totals.delivered).toBe(1)
  })

  test("money is the driver's own of today, refunds taken off", () => {
    const day = plan(
      stop('a', { payments: [payment('cash', 500), payment('card', 300), payment('deposit', 900)] }),
      stop('b', { payments: [payment('cash', 200, { kind: 'refund' }), payment('cash', 70, { at: 50 })] }),
      stop('c', { payments: [payment('cash', 1000, { by: 'operator' })] }),
    )
    expect(day.totals).toMatchObject({ cashMinor: 300, cardMinor: 300 })
  })
})
