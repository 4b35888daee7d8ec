import { expect, test } from 'vitest'
import type { Order } from '../../../lib/domain/order/order.ts'
import { isIncoming } from './is-incoming.ts'

const order = (changes: Partial<Order>) => ({ state: 'draft', acceptance: null, driverId: null, ...changes }) as Order
const byItself = { automatic: true, reason: 'addressAllows' } as const
const byHand = { automatic: false, reason: 'noRule' } as const

test('B12: every order that was sent in appears, also one that accepted itself, until somebody took it up', () => {
  expect(isIncoming(order({}))).toBe(true)
  expect(isIncoming(order({ state: 'accepted', acceptance: byItself }))).toBe(true)
  expect(isIncoming(order({ state: 'accepted', acceptance: byItself, driverId: 'd' }))).toBe(false)
  expect(isIncoming(order({ state: 'accepted', acceptance: byHand }))).toBe(false)
  expect(isIncoming(order({ state: 'completed', acceptance: byItself }))).toBe(false)
})
