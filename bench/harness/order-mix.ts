/**
 * What devices of a delivery firm send all day, seeded: orders taken at the desk and carried through their life. Of a
 * hundred orders 55 are accepted, assigned, delivered line by line, paid and completed; 20 are accepted, paid and
 * completed at the desk; 15 stay accepted; 10 are declined. About five operations an order, all of them acceptable.
 */
import { schemaVersion } from '../../lib/domain/trade.ts'
import type { WireOperation } from '../../lib/protocol/sync.ts'
import { uuid, type Company } from './company.ts'
import type { Seeded } from './seeded.ts'

export type Act = { kind: string; target: { kind: string; id: string }; payload: unknown }

export function* orderActs(company: Company, random: Seeded): Generator<Act, never> {
  for (;;) yield* oneOrder(company, random)
}

/** The next `count` of a device's acts as the operations `first`, `first + 1`, … */
export function takeOperations(
  acts: Generator<Act, never>,
  { first, count, actorId }: { first: number; count: number; actorId: string },
): WireOperation[] {
  return Array.from({ length: count }, (_, index) => ({
    seq: first + index,
    actorId,
    ...acts.next().value,
    madeAt: Date.now(),
    clockOffsetMs: 12,
    schema: schemaVersion,
  }))
}

function* oneOrder({ products, customers, driver }: Company, random: Seeded): Generator<Act> {
  const target = { kind: 'order', id: uuid(random) }
  const customer = random.pick(customers)
  const address = customer.addresses[0]
  const chosen = new Set(Array.from({ length: random.between(1, 3) }, () => random.pick(products)))
  const lines = [...chosen].map(({ id: productId, minor }) => ({
    id: uuid(random),
    productId,
    quantityMilli: random.between(1, 6) * 1000,
    payWith: 'money',
    seenPrice: minor,
    minor,
  }))
  const totalMinor = lines.reduce((sum, line) => sum + (line.minor * line.quantityMilli) / 1000, 0)
  const act = (kind: string, payload: unknown): Act => ({ kind: `order.${kind}`, target, payload })

  yield act('submit', {
    source: 'desk',
    customerId: customer.id,
    address: address ? { id: address.id, raw: address.raw, note: null } : null,
    window: { date: '2026-06-15', from: '10:00', to: '14:00' },
    lines: lines.map(({ id, productId, quantityMilli, payWith, seenPrice }) => ({
      id,
      productId,
      quantityMilli,
      payWith,
      seenPrice,
    })),
    intent: 'cash',
    note: random.next() < 0.3 ? 'Оставить у охраны, пустых бутылей две' : null,
  })
  const fate = random.next()
  if (fate < 0.1) {
    yield act('decline', { reason: 'Клиент передумал' })
    return
  }
  yield act('accept', {})
  if (fate < 0.25) return
  if (fate >= 0.45) {
    yield act('assign', { driverId: driver.id, date: '2026-06-15', position: random.between(1, 40) })
    for (const line of lines) yield act('deliverLine', { lineId: line.id, deliveredMilli: line.quantityMilli })
  }
  yield act('pay', { paymentId: uuid(random), tender: 'cash', amountMinor: totalMinor })
  yield act('complete', {})
}
