import { describe, expect, it } from 'vitest'
import { findOrders } from './find-orders.ts'
import type { Order } from '../../../lib/domain/order/order.ts'

const row = (number: string | null, customerName: string, phone: string | null, client: string | null = null) => ({
  order: { number, customerName, phone, client: client === null ? null : { id: 'c', name: client } } as Order,
})
const rows = [
  row('1042', 'Анна Смирнова', '+79123456789'),
  row('42', 'ООО «Родничок»', '+79990001122', 'Фёдор'),
  row(null, 'Пётр', null),
]
const names = (typed: string) => findOrders(rows, typed).map(({ order }) => order.customerName)

describe('an order is found by what the customer at the counter says', () => {
  it.each<[string, string[]]>([
    ['', ['Анна Смирнова', 'ООО «Родничок»', 'Пётр']],
    ['1042', ['Анна Смирнова']],
    ['№ 1042', ['Анна Смирнова']],
    ['67-89', ['Анна Смирнова']],
    ['8 (912) 345-67-89', ['Анна Смирнова']],
    ['+7 912 345-67-89', ['Анна Смирнова']],
    ['анна', ['Анна Смирнова']],
    ['смир ан', ['Анна Смирнова']],
    ['федор', ['ООО «Родничок»']],
    ['петр', ['Пётр']],
    ['никто', []],
  ])('%s', (typed, found) => expect(names(typed)).toEqual(found))

  it('the very number comes first, before longer ones that hold it', () => {
    expect(names('42')).toEqual(['ООО «Родничок»', 'Анна Смирнова'])
  })
})
