/** Today in five figures, counted from the orders and customers that this device holds. Pure. */
import type { Customer } from '../../../lib/domain/customer/customer.ts'
import type { Order, Tender } from '../../../lib/domain/order/order.ts'
import type { Shown } from '../../../lib/workplace-types.ts'

export const figureNames = ['waiting', 'placed', 'completed', 'money', 'debts'] as const
export type FigureName = (typeof figureNames)[number]

/** Money that came in (or, below zero, went back): an order's payment, or prepaid money of a customer. */
export type MoneyRow = {
  key: string
  at: number
  byName: string
  tender: Exclude<Tender, 'deposit'>
  amountMinor: number
  order: Order | null
  customer: Pick<Customer, 'id' | 'name'>
}

export type Figures = {
  waiting: Shown<Order>[]
  placed: Shown<Order>[]
  completed: Shown<Order>[]
  debts: Shown<Order>[]
  money: MoneyRow[]
  sums: Record<FigureName, number>
  cashMinor: number
  cardMinor: number
}

export function todayFigures(
  orders: readonly Shown<Order>[],
  customers: readonly Shown<Customer>[],
  todayStart: number,
): Figures {
  const waiting = orders.filter(({ body }) => body.state === 'draft')
  const placed = orders.filter(({ body }) => body.createdAt >= todayStart)
  const completed = orders.filter(({ body }) => isCompletedToday(body, todayStart))
  const debts = orders.filter(({ body }) => (body.invoice?.debtMinor ?? 0) > 0)
  const money = [...orders.flatMap(({ body }) => payments(body)), ...customers.flatMap(({ body }) => deposits(body))]
    .filter((row) => row.at >= todayStart)
    .sort((a, b) => b.at - a.at)
  const total = (list: readonly Shown<Order>[]) => sum(list.map(({ body }) => body.totalMinor))
  const taken = (tender: MoneyRow['tender']) =>
    sum(money.filter((row) => row.tender === tender).map((row) => row.amountMinor))
  const cashMinor = taken('cash')
  const cardMinor = taken('card')
  return {
    waiting,
    placed,
    completed,
    debts,
    money,
    cashMinor,
    cardMinor,
    sums: {
      waiting: total(waiting),
      placed: total(placed),
      completed: total(completed),
      money: cashMinor + cardMinor,
      debts: sum(debts.map(({ body }) => body.invoice?.debtMinor ?? 0)),
    },
  }
}

const isCompletedToday = ({ state, changed }: Order, todayStart: number): boolean =>
  (state === 'completed' || state === 'shipped') && changed.at >= todayStart

/** What was paid from a deposit had come in before. */
const payments = (order: Order): MoneyRow[] =>
  order.payments.flatMap(({ id, kind, tender, amountMinor, at, byName }) =>
    tender === 'deposit'
      ? []
      : [
          {
            key: `payment ${id}`,
            at,
            byName,
            tender,
            amountMinor: kind === 'refund' ? -amountMinor : amountMinor,
            order,
            customer: { id: order.customerId, name: order.customerName },
          },
        ],
  )

const deposits = (customer: Customer): MoneyRow[] =>
  customer.deposits.map(({ id, at, byName, tender, amountMinor }) => ({
    key: `deposit ${id}`,
    at,
    byName,
    tender,
    amountMinor,
    order: null,
    customer,
  }))

const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0)
