/** Random days on which clients of the app are joined, re-mapped and separated while orders go on: nothing is made or lost. */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Account, Actor } from '../operation.ts'
import { orderSchema } from '../order/order.ts'
import type { Order } from '../order/order.ts'
import { dueMinor } from '../order/due.ts'
import { isOpen } from '../order/states.ts'
import { actors, Books, cart, customer } from '../sample-books.ts'
import type { Act } from '../sample-books.ts'
import { accountOf } from './account.ts'
import { customerSchema } from './customer.ts'
import type { Customer } from './customer.ts'

const ids = ['vera', 'gleb', 'anna', 'firm'] as const
const orderIds = ['o1', 'o2', 'o3', 'o4', 'o5']
const client = (id: string): Actor => ({ id, name: id, roles: ['customer'], customerId: id })

function company(): Books {
  const books = new Books()
  for (const id of ids) {
    const priceTypeId = id === 'firm' ? 'firms' : null
    books.put('customer', customer(id, { matched: id === 'anna' || id === 'firm', priceTypeId, addresses: [] }))
    books.open(`balance/${id}/points`, 200)
    books.open(`balance/${id}/deposit`, 60_000)
    books.open(`balance/${id}/containers`, 2)
  }
  return books
}

const who = fc.constantFrom(...ids)
const app = fc.constantFrom('vera', 'gleb')
const orderId = fc.constantFrom(...orderIds)
const tender = fc.constantFrom('cash', 'deposit')

const submit = fc.tuple(orderId, who, fc.boolean(), fc.boolean()).map(([id, of, isShop, byPoints]): Act => {
  const line = { id: 'l1', productId: 'water', quantityMilli: 1000 }
  const paid = byPoints
    ? ({ payWith: 'points', seenPrice: 30 } as const)
    : ({ payWith: 'money', seenPrice: 25_050 } as const)
  const payload = cart({
    source: isShop ? 'shop' : 'desk',
    customerId: of,
    address: null,
    lines: [{ ...line, ...paid }],
  })
  return { actor: isShop ? client(of) : actors.olga, kind: 'order.submit', id, payload }
})

type Step = Act & { from?: 'asSeen' }
const onOrder = (kind: string, payload: object, actor: Actor = actors.olga) =>
  orderId.map((id): Step => ({ actor, kind, id, payload }))

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: submit },
  { weight: 4, arbitrary: onOrder('order.accept', {}) },
  { weight: 1, arbitrary: onOrder('order.complete', {}) },
  { weight: 1, arbitrary: onOrder('order.decline', { reason: 'нет' }) },
  { weight: 2, arbitrary: tender.chain((refund) => onOrder('order.void', { reason: 'нет', refund, refundId: 'r' })) },
  {
    weight: 4,
    arbitrary: tender.chain((how) =>
      onOrder('order.pay', { paymentId: how, tender: how, amountMinor: how === 'cash' ? 1000 : 20_000 }),
    ),
  },
  { weight: 1, arbitrary: app.map((id): Step => ({ actor: actors.olga, kind: 'customer.match', id, payload: {} })) },
  {
    weight: 6,
    arbitrary: fc.tuple(app, who).map(([id, to]): Step => ({
      actor: actors.olga,
      kind: 'customer.join',
      id,
      payload: { customerId: to },
      from: 'asSeen',
    })),
  },
  {
    weight: 2,
    arbitrary: app.map((id): Step => ({
      actor: actors.olga,
      kind: 'customer.separate',
      id,
      payload: {},
      from: 'asSeen',
    })),
  },
)

const customerOf = (books: Books, id: string) => books.document({ kind: 'customer', id }) as Customer
const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0)
const total = (books: Books, name: string): number =>
  sum(ids.map((id) => books.balance(`balance/${id}/${name}` as Account)))

it('GA6: every ledger says what its orders say, and money, points and containers are conserved', () => {
  const seen = new Set<string>()
  fc.assert(
    fc.property(fc.array(step, { minLength: 20, maxLength: 50, size: 'max' }), (steps) => {
      const books = company()
      for (const { from, ...each } of steps) {
        books.now += 60_000
        const present = from ? (customerOf(books, each.id).joined?.customerId ?? null) : undefined
        const payload = from ? { ...(each.payload as object), from: present } : each.payload
        const decision = books.act({ ...each, payload })
        if (decision.kind === 'accepted') seen.add(each.kind)
        else seen.add(decision.reason)
        check(books)
      }
    }),
    { numRuns: 300 },
  )
  expect([...seen]).toEqual(
    expect.arrayContaining(['customer.join', 'customer.separate', 'joinSelf', 'joinedElsewhere', 'othersJoined']),
  )
})

function check(books: Books): void {
  const orders = orderIds.flatMap((id) => (books.document({ kind: 'order', id }) as Order | null) ?? [])
  for (const id of ids) {
    const own = orders.filter((order) => order.customerId === id)
    const held = sum(own.map(({ points }) => (points?.state === 'held' ? points.amount : 0)))
    expect(books.balance(`balance/${id}/receivable`)).toBe(sum(own.map(dueMinor)))
    expect(books.balance(`balance/${id}/debt`)).toBe(sum(own.filter((order) => !isOpen(order)).map(dueMinor)))
    expect(books.balance(`balance/${id}/pointsHeld`)).toBe(held)
    const record = customerOf(books, id)
    expect(customerSchema.safeParse(record).success).toBe(true)
    // One step leads to the account, and it knows its clients.
    const account = customerOf(books, accountOf(record))
    expect(account.joined ?? null).toBe(null)
    if (record.joined) expect(account.clients?.map((each) => each.id)).toContain(id)
    // Nobody's open order stays behind.
    if (record.joined) expect(own.filter(isOpen)).toEqual([])
    for (const each of record.clients ?? []) expect(customerOf(books, each.id).joined?.customerId).toBe(id)
  }
  for (const order of orders) {
    expect(orderSchema.safeParse(order).success).toBe(true)
    if (order.client && isOpen(order)) expect(order.customerId).toBe(accountOf(customerOf(books, order.client.id)))
    expect(order.totalMinor).toBe(
      sum(order.lines.filter((line) => line.payWith === 'money').map((line) => line.amount)),
    )
  }
  const payments = orders.flatMap((order) => order.payments).filter((each) => each.tender === 'deposit')
  const spent = sum(payments.map((each) => (each.kind === 'payment' ? each.amountMinor : -each.amountMinor)))
  const points = sum(
    orders.map((order) => (order.points && order.points.state !== 'released' ? order.points.amount : 0)),
  )
  expect(total(books, 'deposit')).toBe(60_000 * ids.length - spent)
  expect(total(books, 'points')).toBe(200 * ids.length - points)
  expect(total(books, 'containers')).toBe(2 * ids.length)
}
