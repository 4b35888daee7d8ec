import { describe, expect, test } from 'vitest'
import type { Order } from '../../../lib/domain/order/order.ts'
import type { Shown } from '../../../lib/workplace-types.ts'
import { filterOrders, orderFilters } from './order-filters.ts'

const todayStart = 1_000_000
const order = (id: string, more: object): Shown<Order> => ({
  id,
  pending: 0,
  // Only what the filters look at.
  body: { id, state: 'draft', invoice: null, driverId: null, changed: { at: todayStart }, ...more } as unknown as Order,
})
const orders = [
  order('new', {}),
  order('accepted', { state: 'accepted', driverId: 'a' }),
  order('way', { state: 'inDelivery', driverId: 'b' }),
  order('debt', { state: 'completed', invoice: { debtMinor: 1 }, changed: { at: todayStart - 1 } }),
  order('done', { state: 'completed', driverId: 'a' }),
  order('shipped', { state: 'shipped' }),
  order('declined', { state: 'declined' }),
  order('voided', { state: 'voided', driverId: 'b' }),
]
const chosen = (filter: (typeof orderFilters)[number], driver = 'any') =>
  filterOrders(orders, { filter, driver }, todayStart).chosen.map(({ id }) => id)

describe('filters', () => {
  test.each([
    ['new', ['new']],
    ['accepted', ['accepted']],
    ['inDelivery', ['way']],
    ['debts', ['debt']],
    ['completedToday', ['done', 'shipped']],
    ['ended', ['declined', 'voided']],
  ] as const)('%s shows %j', (filter, ids) => {
    expect(chosen(filter)).toEqual(ids)
  })

  test('a driver narrows every filter; nobody is a choice too', () => {
    expect(chosen('all', 'a')).toEqual(['accepted', 'done'])
    expect(chosen('all', 'none')).toEqual(['new', 'debt', 'shipped', 'declined'])
  })

  test('every count is what choosing it shows', () => {
    for (const driver of ['any', 'none', 'a', 'b']) {
      for (const filter of orderFilters) {
        const { counts } = filterOrders(orders, { filter, driver }, todayStart)
        for (const other of orderFilters) expect(counts.filters[other]).toBe(chosen(other, driver).length)
        for (const other of ['any', 'none', 'a', 'b'])
          expect(counts.drivers.get(other) ?? 0).toBe(chosen(filter, other).length)
      }
    }
  })
})
