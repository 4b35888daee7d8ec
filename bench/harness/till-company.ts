/** What a till and a desk hold after weeks of work: a cashier, an open shift, closed receipts, orders. */
import type { Order } from '../../lib/domain/order/order.ts'
import type { Person } from '../../lib/domain/staff/person.ts'
import type { Receipt } from '../../lib/domain/till/receipt.ts'
import { receiptId, shiftId, type Shift } from '../../lib/domain/till/shift.ts'
import { uuid, type Company, type Planted } from './company.ts'
import { seeded } from './seeded.ts'

export const cashier: Person = {
  id: 'bench-cashier',
  name: 'Ирина',
  roles: ['cashier'],
  active: true,
  pinVersion: 1,
  createdAt: 0,
}

/** The cashier, the till's open shift, and receipts of it, a minute apart up to `now`. */
export function tillDocuments(company: Company, till: { deviceId: string; receipts: number; now: number }): Planted[] {
  const random = seeded(9)
  const by = { by: cashier.id, byName: cashier.name }
  const id = shiftId(till.deviceId, 1)
  const openedAt = till.now - (till.receipts + 1) * 60_000
  const shift: Shift = {
    id,
    tillId: till.deviceId,
    tillName: 'Касса',
    number: 1,
    state: 'open',
    opened: { at: openedAt, ...by },
    openingMinor: 500_000,
    movements: [],
    closing: null,
  }
  const receipts = Array.from({ length: till.receipts }, (_, n): Receipt => {
    const lines = Array.from({ length: 3 }, (_line, at): Receipt['lines'][number] => {
      const product = random.pick(company.products)
      const quantityMilli = 1000 * random.between(1, 3)
      return {
        id: `l${at}`,
        productId: product.id,
        name: 'Вода артезианская негазированная, 19 л',
        unit: 'шт',
        quantityMilli,
        priceMinor: product.minor,
        discountMinor: 0,
        amountMinor: (product.minor * quantityMilli) / 1000,
        vatPercent: 22,
        stocked: true,
        returnOf: null,
      }
    })
    const totalMinor = lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
    return {
      id: receiptId(id, n + 1),
      saleId: uuid(random),
      tillId: till.deviceId,
      tillName: 'Касса',
      shiftId: id,
      shiftNumber: 1,
      number: n + 1,
      kind: 'sale',
      lines,
      discountMinor: 0,
      roundingMinor: 0,
      totalMinor,
      tenders: [{ tender: 'cash', amountMinor: totalMinor }],
      givenMinor: null,
      changeMinor: 0,
      customerId: null,
      customerName: null,
      orderId: null,
      approvals: [],
      reason: null,
      at: openedAt + (n + 1) * 60_000,
      ...by,
    }
  })
  const planted = (kind: string, body: { id: string }): Planted => ({ ref: { kind, id: body.id }, body })
  return [
    planted('person', cashier),
    planted('shift', shift),
    ...receipts.map((receipt) => planted('receipt', receipt)),
  ]
}

/** Orders of many days, most of them done. */
export function orderDocuments(company: Company, count: number, now: number): Planted[] {
  const random = seeded(11)
  return Array.from({ length: count }, (_, n): Planted => {
    const customer = random.pick(company.customers)
    const product = random.pick(company.products)
    const createdAt = now - (n + 1) * 300_000
    const stamp = { at: createdAt, by: company.operator.id, byName: company.operator.name }
    const isOpen = n < 200
    const order: Order = {
      id: uuid(random),
      number: String(count - n),
      state: isOpen ? 'accepted' : 'completed',
      source: 'shop',
      customerId: customer.id,
      customerName: customer.name,
      phone: customer.phones[0] ?? null,
      priceTypeId: null,
      address: { id: null, raw: customer.addresses[0]?.raw ?? '', verified: null, note: null },
      window: null,
      lines: [
        {
          id: 'l1',
          productId: product.id,
          name: 'Вода артезианская негазированная, 19 л',
          unit: 'шт',
          stocked: true,
          quantityMilli: 2_000,
          payWith: 'money',
          price: product.minor,
          seenPrice: null,
          amount: product.minor * 2,
          vatPercent: 22,
          deliveredMilli: isOpen ? 0 : 2_000,
          cancelledMilli: 0,
        },
      ],
      totalMinor: product.minor * 2,
      totalPoints: 0,
      intent: 'cash',
      note: null,
      acceptance: null,
      invoice: {
        totalMinor: product.minor * 2,
        paidMinor: isOpen ? 0 : product.minor * 2,
        state: isOpen ? 'unpaid' : 'paid',
        debtMinor: 0,
      },
      payments: [],
      points: null,
      driverId: null,
      driverName: null,
      stop: null,
      failure: null,
      publishedState: null,
      publishedAt: null,
      createdAt,
      createdBy: company.operator.id,
      changed: stamp,
      history: [{ ...stamp, what: 'submit', params: {} }],
    }
    return { ref: { kind: 'order', id: order.id }, body: order }
  })
}
