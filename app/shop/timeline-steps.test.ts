import { describe, expect, test } from 'vitest'
import type { Order } from '../../lib/domain/order/order.ts'
import { timelineSteps } from './timeline-steps.ts'

const entry = (what: string, at: number, params: Record<string, string> = {}) => ({
  at,
  by: 'someone',
  byName: 'Someone',
  what,
  params,
})

const order = (more: Partial<Order>): Order => ({
  id: 'o1',
  number: '1042',
  state: 'draft',
  source: 'shop',
  customerId: 'c1',
  customerName: 'Анна',
  phone: null,
  priceTypeId: null,
  address: null,
  window: null,
  lines: [],
  totalMinor: 0,
  totalPoints: 0,
  intent: null,
  note: null,
  acceptance: null,
  invoice: null,
  payments: [],
  points: null,
  driverId: null,
  driverName: null,
  stop: null,
  failure: null,
  publishedState: null,
  publishedAt: null,
  createdAt: 1,
  createdBy: 'c1',
  changed: { at: 9, by: 'x', byName: 'X' },
  history: [entry('submit', 1)],
  ...more,
})
const invoice = { totalMinor: 100, paidMinor: 0, state: 'unpaid' as const, debtMinor: 0 }
const marks = (of: Order, isWaiting = false) => timelineSteps(of, isWaiting).map(({ word, mark }) => `${word} ${mark}`)

describe('the way of an order', () => {
  test('an order made offline waits for the connection first', () => {
    expect(marks(order({ number: null }), true)).toEqual([
      'stepPlacedWaiting now',
      'stepAcceptedNext next',
      'stepInDelivery next',
      'stepCompleted next',
    ])
  })

  test('a draft waits for the shop', () => {
    expect(marks(order({}))[1]).toBe('stepAcceptedNext now')
  })

  test('each state moves one step on', () => {
    const history = [entry('submit', 1), entry('accept', 2), entry('startDelivery', 3), entry('complete', 4)]
    expect(marks(order({ state: 'accepted', invoice, history: history.slice(0, 2) }))).toEqual([
      'stepPlaced done',
      'stepAccepted now',
      'stepInDelivery next',
      'stepCompleted next',
    ])
    expect(marks(order({ state: 'inDelivery', invoice, history: history.slice(0, 3) }))[2]).toBe('stepInDelivery now')
    expect(timelineSteps(order({ state: 'completed', invoice, history }), false).map((step) => step.at)).toEqual([
      1, 2, 3, 4,
    ])
  })

  test('a withdrawn order says so in the customer’s words, a declined one gives the shop’s reason', () => {
    const withdrawn = order({ state: 'declined', history: [entry('submit', 1), entry('withdraw', 2)] })
    const declined = order({
      state: 'declined',
      history: [entry('submit', 1), entry('decline', 2, { reason: 'нет воды' })],
    })
    expect(timelineSteps(withdrawn, false).at(-1)).toMatchObject({ word: 'stepWithdrawn', reason: null })
    expect(timelineSteps(declined, false)).toHaveLength(2)
    expect(timelineSteps(declined, false).at(-1)).toMatchObject({ word: 'stepDeclined', reason: 'нет воды' })
  })

  test('a voided order keeps that it was accepted', () => {
    const history = [entry('accept', 2), entry('void', 3, { reason: 'ошибка' })]
    const voided = order({ state: 'voided', invoice: { ...invoice, state: 'voided' }, history })
    expect(marks(voided)).toEqual(['stepPlaced done', 'stepAccepted done', 'stepVoided bad'])
  })

  test('a failed attempt stands in it while the order is under way, and not after', () => {
    const failure = { reason: 'nobodyHome', note: null, at: 5, by: 'd', byName: 'D' }
    expect(marks(order({ state: 'inDelivery', invoice, failure }))).toContain('stepFailed bad')
    expect(marks(order({ state: 'completed', invoice, failure }))).not.toContain('stepFailed bad')
  })
})
