import { describe, expect, test } from 'vitest'
import type { Order } from '../../../lib/domain/order/order.ts'
import { searchOrders } from './search-orders.ts'

const order = (number: string | null, customerName: string, phone: string, raw: string) => ({
  id: customerName,
  pending: 0,
  body: { number, customerName, phone, address: { raw, verified: null } } as unknown as Order, // what the search reads
})
const orders = [
  order('1042', 'Соколов Пётр', '+79123456789', 'ул. Лесная, 77'),
  order('1043', 'Семёнова Анна', '+79005550011', 'ул. Садовая, 2'),
  order(null, 'ООО «Ветер»', '+79005550042', 'пр. Озёрный, 10'),
]
const found = (typed: string) => searchOrders(orders, typed).map(({ id }) => id)

describe('search among orders', () => {
  test.each([
    ['1042', ['Соколов Пётр']],
    ['104', ['Соколов Пётр', 'Семёнова Анна']],
    ['петр сокол', ['Соколов Пётр']],
    ['семенова', ['Семёнова Анна']],
    ['8 912 345-67-89', ['Соколов Пётр']],
    ['+7 (900) 555-00-11', ['Семёнова Анна']],
    ['5550042', ['ООО «Ветер»']],
    ['озерный 10', ['ООО «Ветер»']],
    ['лесная 2', []],
  ])('%j finds %j', (typed, ids) => {
    expect(found(typed)).toEqual(ids)
  })

  test('nothing typed leaves all', () => {
    expect(found('  ')).toHaveLength(3)
  })
})
