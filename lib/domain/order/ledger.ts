/** The ledger lines that an order causes. Which accounts may not fall below zero is decided here, once. */
import type { Account, Posting } from '../operation.ts'
import type { Order, OrderLine } from './order.ts'

export type BalanceName = 'receivable' | 'debt' | 'deposit' | 'points' | 'pointsHeld' | 'containers'

const floored: ReadonlySet<BalanceName> = new Set<BalanceName>(['deposit', 'points', 'pointsHeld'])

export const balanceAccount = (customerId: string, name: BalanceName): Account => `balance/${customerId}/${name}`
export const stockAccount = (productId: string, name: 'reserved' | 'issued'): Account => `stock/${productId}/${name}`

const refOf = (order: Order) => ({ kind: 'order', id: order.id })

export const postBalance = (order: Order, name: BalanceName, delta: number, entry: string): Posting => ({
  account: balanceAccount(order.customerId, name),
  delta,
  floored: floored.has(name),
  entry,
  ref: refOf(order),
})

const postStock = (order: Order, line: OrderLine, name: 'reserved' | 'issued', delta: number, entry: string) => ({
  account: stockAccount(line.productId, name),
  delta: line.stocked ? delta : 0,
  floored: false,
  entry,
  ref: refOf(order),
})

/** What of the line is still to be delivered. */
export const openMilli = (line: OrderLine): number => line.quantityMilli - line.cancelledMilli - line.deliveredMilli

/** Acceptance promises the goods (E07). */
export const reserve = (order: Order): Posting[] =>
  order.lines.map((line) => postStock(order, line, 'reserved', openMilli(line), 'reserve'))

/** Goods go out (or, with a negative quantity, come back from a slip of the finger): the promise shrinks with them. */
export const issue = (order: Order, line: OrderLine, deltaMilli: number): Posting[] => [
  postStock(order, line, 'reserved', -deltaMilli, 'issue'),
  postStock(order, line, 'issued', deltaMilli, 'issue'),
]

/** Void: the promise ends, what was delivered comes back (GB2). */
export const takeBack = (order: Order): Posting[] =>
  order.lines.flatMap((line) => [
    postStock(order, line, 'reserved', -openMilli(line), 'void'),
    postStock(order, line, 'issued', -line.deliveredMilli, 'void'),
  ])

/** What is still open will not be delivered: only the promise ends. */
export const releaseRest = (order: Order): Posting[] =>
  order.lines.map((line) => postStock(order, line, 'reserved', -openMilli(line), 'cancel'))

/** GB2: goods of a completed order are in the warehouse again. */
export const takeIn = (order: Order, line: OrderLine, milli: number): Posting =>
  postStock(order, line, 'issued', -milli, 'return')

/** GB3, at submit. */
export const holdPoints = (order: Order): Posting[] => [
  postBalance(order, 'points', -order.totalPoints, 'hold'),
  postBalance(order, 'pointsHeld', order.totalPoints, 'hold'),
]

/** GB3, at acceptance. */
export const takePoints = (order: Order): Posting[] =>
  order.points?.state === 'held' ? [postBalance(order, 'pointsHeld', -order.points.amount, 'take')] : []

/** GB3, at decline, withdrawal or void: back to the customer, whether held or taken. */
export function releasePoints(order: Order): Posting[] {
  const { points } = order
  if (!points || points.state === 'released') return []
  const held = points.state === 'held' ? [postBalance(order, 'pointsHeld', -points.amount, 'release')] : []
  return [...held, postBalance(order, 'points', points.amount, 'release')]
}

/** What came back counts on every receipt that paid the order, so that a till gives nothing back a second time. */
export function countOnReceipts(
  order: Order,
  backs: readonly { lineId: string; quantityMilli: number }[],
  except: string | null = null,
): Posting[] {
  const receipts = new Set(
    order.payments.flatMap(({ receiptId, kind }) => (receiptId && kind === 'payment' ? [receiptId] : [])),
  )
  const forMoney = new Set(order.lines.filter(({ payWith }) => payWith === 'money').map(({ id }) => id))
  return [...receipts]
    .filter((receiptId) => receiptId !== except)
    .flatMap((receiptId) =>
      backs
        .filter(({ lineId }) => forMoney.has(lineId))
        .map(({ lineId, quantityMilli }) => ({
          account: `returned/${receiptId}/${lineId}` as const,
          delta: quantityMilli,
          floored: false,
          entry: 'return',
          ref: { kind: 'order', id: order.id },
        })),
    )
}
