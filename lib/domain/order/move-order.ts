/**
 * GA6: an open order goes over to another customer. With it go what of its invoice is unpaid and the points it holds, so
 * that both customers' ledgers go on saying what their orders say. A draft gets that customer's prices (rule 10); what was
 * accepted keeps the price that was agreed. Who finished an order keeps it: it is not asked for here.
 */
import type { Customer, Settings } from '../customer/customer.ts'
import { lineAmount, sumAmounts } from '../money.ts'
import type { Facts, Posting } from '../operation.ts'
import { postBalance } from './ledger.ts'
import type { HistoryEntry, Order, OrderLine } from './order.ts'
import { withHistory } from './order-act.ts'
import { moneyPrice } from './price-lines.ts'
import { priceTypeOf } from './submit.ts'
import { dueMinor } from './due.ts'

export type Move = {
  to: Customer
  /** The record whose orders move. */
  client: { id: string; name: string }
  /** Address of the one customer → the same place in the other's book. */
  addresses: ReadonlyMap<string, { id: string; verified: string | null }>
  settings: Settings | null | undefined
  entry: HistoryEntry
}

export function moveOrder(order: Order, move: Move, facts: Facts): { order: Order; postings: Posting[] } {
  const { to, client, entry } = move
  const priced = order.state === 'draft' ? repriced(order, move, facts) : order
  const place = order.address?.id == null ? undefined : move.addresses.get(order.address.id)
  const moved: Order = {
    ...priced,
    customerId: to.id,
    customerName: to.name,
    client: client.id === to.id ? null : client,
    phone: order.phone ?? to.phones[0] ?? null,
    address: order.address && {
      ...order.address,
      id: place?.id ?? null,
      verified: order.address.verified ?? place?.verified ?? null,
    },
  }
  return { order: withHistory(moved, entry), postings: [...leave(order), ...arrive(moved)] }
}

const held = ({ points }: Order): number => (points?.state === 'held' ? points.amount : 0)

const leave = (order: Order): Posting[] => [
  postBalance(order, 'receivable', -dueMinor(order), 'join'),
  postBalance(order, 'pointsHeld', -held(order), 'join'),
]

const arrive = (order: Order): Posting[] => [
  postBalance(order, 'receivable', dueMinor(order), 'join'),
  postBalance(order, 'pointsHeld', held(order), 'join'),
]

/** Goods without a price in that list keep the one they had: an operator sees the order before it is accepted. */
function repriced(order: Order, { to, settings }: Move, facts: Facts): Order {
  const priceTypeId = priceTypeOf(to, settings)
  if (priceTypeId === undefined || priceTypeId === order.priceTypeId) return order
  const lines = order.lines.map((line) => {
    const price =
      line.payWith === 'money'
        ? moneyPrice(line.productId, { facts, priceTypeId, currency: settings?.currency })
        : undefined
    return price == null ? line : withPrice(line, price)
  })
  const totalMinor = sumAmounts(lines.filter(({ payWith }) => payWith === 'money').map(({ amount }) => amount))
  if (totalMinor === null) return order
  const isChanged = lines.some((line, index) => line.price !== order.lines[index]?.price)
  const acceptance = isChanged ? ({ automatic: false, reason: 'priceChanged' } as const) : order.acceptance
  return { ...order, priceTypeId, lines, totalMinor, acceptance }
}

/** What the customer saw stays beside it (GE5). */
function withPrice(line: OrderLine, price: number): OrderLine {
  const amount = lineAmount(price, line.quantityMilli)
  if (amount === null) return line
  const seen = line.seenPrice ?? line.price
  return { ...line, price, amount, seenPrice: seen === price ? null : seen }
}
