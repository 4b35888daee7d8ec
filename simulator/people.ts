/** What people do: sensible acts on what their own screen shows, with the slips and double presses of a long day. */
import type { Actor, Ref } from '../lib/domain/operation.ts'
import type { Customer } from '../lib/domain/customer/customer.ts'
import { home } from '../lib/domain/sample-books.ts'
import type { Order } from '../lib/domain/order/order.ts'
import type { Row } from '../lib/sync/ports.ts'
import { cashierAct, type Paper } from './cashier.ts'
import { customerIds, driverIds, pointPrices, prices, productIds } from './company.ts'
import type { Random } from './random.ts'

export type Act = { kind: string; target: Ref; payload: unknown }

/** Ids that nobody else gives out. */
export type NewId = () => string

const on = (kind: string, order: Order, payload: unknown = {}): Act => ({
  kind: `order.${kind}`,
  target: { kind: 'order', id: order.id },
  payload,
})

export function chooseAct(
  actor: Actor,
  deviceId: string,
  rows: Row[],
  random: Random,
  newId: NewId,
  papers: readonly Paper[],
): Act | null {
  if (actor.roles.includes('cashier')) return cashierAct(deviceId, rows, random, newId, papers)
  const orders = bodies<Order>(rows, 'order')
  const customers = bodies<Customer>(rows, 'customer')
  if (random.chance(0.04) && orders.length > 0) return slip(random.pick(orders), random)
  if (actor.roles.includes('customer')) return customerAct(actor, orders, random, newId)
  if (actor.roles.includes('driver')) return orders.length > 0 ? driverAct(random.pick(orders), random, newId) : null
  return deskAct(orders, customers, random, newId)
}

const bodies = <Body>(rows: Row[], kind: string): Body[] =>
  rows.filter((row) => row.ref.kind === kind && row.body !== null).map((row) => row.body as Body)

/** Something that probably cannot be done any more. */
function slip(order: Order, random: Random): Act {
  return random.pick([
    on('accept', order),
    on('withdraw', order),
    on('void', order, { reason: 'ошибка', refund: null, refundId: null }),
    on('startDelivery', order),
    on('deliverLine', order, { lineId: 'none', deliveredMilli: 1000 }),
  ])
}

function customerAct(actor: Actor, orders: Order[], random: Random, newId: NewId): Act | null {
  const customerId = actor.customerId ?? ''
  const drafts = orders.filter((order) => order.state === 'draft' && order.customerId === customerId)
  return random.weighted<() => Act | null>([
    [5, () => submit('shop', customerId, random, newId)],
    [drafts.length, () => on('withdraw', random.pick(drafts))],
    [
      0.5,
      () => ({
        kind: 'customer.setAddress',
        target: { kind: 'customer', id: customerId },
        payload: { ...home, note: `подъезд ${random.below(9)}`, autoAccept: false },
      }),
    ],
  ])()
}

function submit(source: 'shop' | 'desk', customerId: string, random: Random, newId: NewId): Act {
  const type = customerId === 'firm' ? 'firms' : 'retail'
  const lines = Array.from({ length: random.between(1, 2) }, (_, i) => {
    const productId = random.pick(productIds)
    const payWith = productId in pointPrices && random.chance(0.2) ? 'points' : 'money'
    const seenPrice = (payWith === 'points' ? pointPrices[productId] : prices[type]?.[productId]) ?? 0
    return { id: `l${i}`, productId, quantityMilli: 1000 * random.between(1, 3), payWith, seenPrice }
  })
  return {
    kind: 'order.submit',
    target: { kind: 'order', id: newId() },
    payload: {
      source,
      customerId,
      address: { id: home.id, raw: home.raw, note: null },
      window: random.chance(0.3) ? { date: '2026-11-22', from: '10:00', to: '12:00' } : null,
      lines,
      intent: random.pick([null, 'cash', 'card', 'deposit']),
      note: null,
    },
  }
}

function driverAct(order: Order, random: Random, newId: NewId): Act {
  return random.weighted<() => Act>([
    [1, () => on('startDelivery', order)],
    [4, () => deliver(order, random)],
    [4, () => pay(order, random, newId, ['cash', 'card'])],
    [2, () => on('complete', order)],
    [0.7, () => on('failDelivery', order, { reason: 'nobodyHome', note: null })],
  ])()
}

function deliver(order: Order, random: Random): Act {
  const line = random.pick(order.lines)
  const deliveredMilli = random.chance(0.7) ? line.quantityMilli : 1000 * random.between(0, line.quantityMilli / 1000)
  return on('deliverLine', order, { lineId: line.id, deliveredMilli })
}

function pay(order: Order, random: Random, newId: NewId, tenders: string[]): Act {
  const dueMinor = (order.invoice?.totalMinor ?? order.totalMinor) - (order.invoice?.paidMinor ?? 0)
  const amountMinor = random.chance(0.75) ? dueMinor : Math.round(dueMinor * random.next())
  return on('pay', order, { paymentId: newId(), tender: random.pick(tenders), amountMinor: Math.max(0, amountMinor) })
}

/** Sometimes more than is left, which the rules must say. */
function goodsBack(order: Order, random: Random, newId: NewId): Act {
  const line = random.pick(order.lines)
  return on('return', order, {
    returnId: newId(),
    lines: [{ lineId: line.id, quantityMilli: 1000 * random.between(1, 2) }],
    reason: 'брак',
    refund: random.pick([null, 'cash', 'card', 'deposit']),
    refundId: newId(),
  })
}

function deskAct(orders: Order[], customers: Customer[], random: Random, newId: NewId): Act {
  if (orders.length === 0 || random.chance(0.2)) {
    const known = customers.map(({ id }) => id)
    return submit('desk', random.pick(known.length > 0 ? known : customerIds), random, newId)
  }
  if (random.chance(0.12)) return customerCare(random.pick(customerIds), random, newId)
  const over = orders.filter(({ state }) => state === 'completed')
  if (over.length > 0 && random.chance(0.15)) return goodsBack(random.pick(over), random, newId)
  const order = random.pick(orders.filter(isOpen).length > 0 ? orders.filter(isOpen) : orders)
  if (order.state === 'draft') {
    return random.weighted<() => Act>([
      [6, () => on('accept', order)],
      [1, () => on('decline', order, { reason: 'нет товара' })],
      [0.7, () => on('complete', order)],
      [1, () => on('note', order, { note: `звонили ${random.below(99)}` })],
    ])()
  }
  return random.weighted<() => Act>([
    [5, () => assign(order, random)],
    [2, () => deliver(order, random)],
    [3, () => pay(order, random, newId, ['cash', 'card', 'deposit'])],
    [1, () => on('complete', order)],
    [1, () => on('void', order, { reason: 'передумали', refund: refundOf(order, random), refundId: newId() })],
    [1, () => on('verifyAddress', order, { verified: `Лесная, ${random.below(99)}` })],
  ])()
}

const isOpen = (order: Order): boolean => order.state !== 'declined' && order.state !== 'voided'

const refundOf = (order: Order, random: Random): string | null =>
  (order.invoice?.paidMinor ?? 0) > 0 ? random.pick(['cash', 'card', 'deposit']) : null

/** Reassigning is what takes a document away from one device and gives it to another. */
const assign = (order: Order, random: Random): Act =>
  on('assign', order, {
    driverId: random.chance(0.1) ? null : random.pick(driverIds),
    date: '2026-11-21',
    position: random.chance(0.5) ? random.below(10) : null,
  })

function customerCare(customerId: string, random: Random, newId: NewId): Act {
  const target = { kind: 'customer', id: customerId }
  return random.weighted<() => Act>([
    [
      2,
      () => ({
        kind: 'customer.deposit',
        target,
        payload: { paymentId: newId(), tender: 'cash', amountMinor: random.between(1, 50_000) },
      }),
    ],
    // Another price list: a scope is withdrawn from the customer's own device and another one granted.
    [2, () => ({ kind: 'customer.edit', target, payload: { priceTypeId: random.pick([null, 'retail', 'firms']) } })],
    [
      1,
      () => ({
        kind: 'customer.register',
        target: { kind: 'customer', id: newId() },
        payload: { name: 'Новый', phone: `+7912${random.between(1_000_000, 9_999_999)}`, email: null, address: home },
      }),
    ],
  ])()
}
