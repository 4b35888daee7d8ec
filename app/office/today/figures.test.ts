import { expect, test } from 'vitest'
import type { Customer } from '../../../lib/domain/customer/customer.ts'
import type { Order } from '../../../lib/domain/order/order.ts'
import { todayFigures } from './figures.ts'

const todayStart = 1000
const shown = <Body>(id: string, body: object) => ({ id, pending: 0, body: { id, ...body } as unknown as Body })
const order = (id: string, more: object) =>
  shown<Order>(id, {
    state: 'accepted',
    createdAt: 0,
    totalMinor: 100,
    invoice: null,
    payments: [],
    changed: { at: 0 },
    customerId: 'c',
    customerName: 'К',
    ...more,
  })
const payment = (id: string, tender: string, amountMinor: number, more: object = {}) => ({
  id,
  kind: 'payment',
  tender,
  amountMinor,
  at: todayStart,
  byName: '',
  ...more,
})

test('money taken is cash and card, less refunds; what is paid from a deposit had come in before', () => {
  const orders = [
    order('a', { payments: [payment('1', 'cash', 500), payment('2', 'deposit', 300)] }),
    order('b', { payments: [payment('3', 'card', 200), payment('4', 'card', 50, { kind: 'refund' })] }),
    order('c', { payments: [payment('5', 'cash', 999, { at: todayStart - 1 })] }),
  ]
  const deposits = [{ id: 'd', tender: 'cash', amountMinor: 70, at: todayStart, by: '', byName: '' }]
  const figures = todayFigures(orders, [shown<Customer>('c', { name: 'К', deposits })], todayStart)
  expect([figures.cashMinor, figures.cardMinor, figures.sums.money]).toEqual([570, 150, 720])
})

test('every figure is the sum of the rows it opens', () => {
  const orders = [
    order('draft', { state: 'draft', createdAt: todayStart }),
    order('done', { state: 'completed', changed: { at: todayStart }, invoice: { debtMinor: 40 } }),
    order('before', { state: 'completed', changed: { at: todayStart - 1 } }),
  ]
  const { waiting, placed, completed, debts, sums } = todayFigures(orders, [], todayStart)
  const ids = (rows: { id: string }[]) => rows.map(({ id }) => id)
  expect([ids(waiting), ids(placed), ids(completed), ids(debts)]).toEqual([['draft'], ['draft'], ['done'], ['done']])
  expect(sums).toEqual({ waiting: 100, placed: 100, completed: 100, money: 0, debts: 40 })
})
