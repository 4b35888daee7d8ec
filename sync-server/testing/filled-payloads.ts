/**
 * What every operation carries, with nothing left out and nothing null: a field that is added later is missing here, and the
 * compiler says so, until it is written down. Each is of the right shape; none of them means anything.
 */
import type { OperationKind } from '../../lib/domain/access.ts'
import type { CustomerOperationKind, CustomerPayload } from '../../lib/domain/customer/operations.ts'
import type { OrderOperationKind, OrderPayload } from '../../lib/domain/order/operations.ts'
import type { TillOperationKind, TillPayload } from '../../lib/domain/till/operations.ts'
import { small } from './small-catalogue.ts'

type Payloads = { [Kind in OrderOperationKind]: OrderPayload<Kind> } & {
  [Kind in CustomerOperationKind]: CustomerPayload<Kind>
} & { [Kind in TillOperationKind]: TillPayload<Kind> }

export type Filled<T> = T extends string | number | boolean
  ? T
  : T extends readonly (infer Item)[]
    ? [Filled<Item>, ...Filled<Item>[]]
    : { [Key in keyof T]-?: Filled<NonNullable<T[Key]>> }

const address = {
  id: 'a1',
  raw: 'ул. Ключевая, 1',
  verified: 'ул. Ключевая, д. 1',
  note: 'домофон 12',
  autoAccept: true,
  neverAutoAccept: false,
  receiptContact: 'vera@example.org',
}
const refund = { reason: 'ошибка', refund: 'cash', refundId: 'r1' } as const
const sold = {
  id: 'l1',
  productId: small.product,
  name: 'Вода 19 л',
  unit: 'бут',
  quantityMilli: 2_000,
  priceMinor: small.priceMinor,
  discountMinor: 0,
  vatPercent: 22,
  stocked: true,
}

export const filledPayloads: { [Kind in OperationKind]: Filled<Payloads[Kind]> } = {
  'order.submit': {
    source: 'desk',
    customerId: 'c1',
    address: { id: 'a1', raw: 'ул. Ключевая, 1', note: 'домофон 12' },
    window: { date: '2026-06-02', from: '10:00', to: '12:00' },
    lines: [
      { id: 'l1', productId: small.product, quantityMilli: 2_000, payWith: 'money', seenPrice: small.priceMinor },
    ],
    intent: 'cash',
    note: 'позвонить за час',
  },
  'order.withdraw': {},
  'order.accept': {},
  'order.decline': { reason: 'не возим' },
  'order.void': refund,
  'order.cancelRest': refund,
  'order.deliverLine': { lineId: 'l1', deliveredMilli: 1_000 },
  'order.pay': { paymentId: 'p1', tender: 'cash', amountMinor: 100 },
  'order.correctPayment': { paymentId: 'p1', correctionId: 'p2', tender: 'card' },
  'order.complete': {},
  'order.assign': { driverId: 'd1', date: '2026-06-02', position: 1 },
  'order.startDelivery': {},
  'order.failDelivery': { reason: 'other', note: 'собака' },
  'order.verifyAddress': { verified: 'ул. Ключевая, д. 1' },
  'order.return': { returnId: 'b1', lines: [{ lineId: 'l1', quantityMilli: 1_000 }], ...refund },
  'order.note': { note: 'второй подъезд' },
  'customer.register': { name: 'Вера', phone: '+79120000099', email: 'vera@example.org', address },
  'customer.edit': {
    name: 'Вера',
    phones: ['+79120000099'],
    email: 'vera@example.org',
    note: 'звонить вечером',
    priceTypeId: small.priceType,
  },
  'customer.setAddress': address,
  'customer.removeAddress': { addressId: 'a1' },
  'customer.match': {},
  'customer.join': { customerId: 'c1', from: 'c2' },
  'customer.separate': { from: 'c1' },
  'customer.deposit': { paymentId: 'p1', tender: 'cash', amountMinor: 100 },
  'shift.open': { tillName: 'Касса', openingMinor: 100 },
  'shift.cash': { movementId: 'm1', direction: 'in', amountMinor: 100, reason: 'размен' },
  'shift.close': {
    countedMinor: 100,
    reason: 'итог',
    totals: {
      sales: { count: 1, amountMinor: 100 },
      returns: { count: 0, amountMinor: 0 },
      tenders: { cash: 100, card: 0, deposit: 0, points: 0 },
      discountMinor: 0,
      vat: { '22': 18 },
      cashiers: [{ id: 'k1', name: 'Кира', count: 1, amountMinor: 100 }],
      cashInMinor: 0,
      cashOutMinor: 0,
    },
    lastReceipt: 1,
    voided: [1],
  },
  'receipt.close': {
    saleId: 's1',
    lines: [
      {
        ...sold,
        returnOf: {
          receiptId: 'till:1:1',
          lineId: 'l1',
          position: 1,
          seen: 'paper',
          soldMilli: 2_000,
          amountMinor: 58_000,
        },
      },
    ],
    roundingMinor: 0,
    tenders: [{ tender: 'cash', amountMinor: -58_000 }],
    givenMinor: 0,
    pointMinor: 100,
    customerId: 'c1',
    orderId: 'o1',
    order: { name: '1', paidBeforeMinor: 0, leftMinor: 0, handedOver: true },
    approvals: [{ what: 'return', by: 'k1' }],
    reason: 'не подошло',
  },
  'receipt.settle': { note: 'вернули наличными' },
  'parked.put': { name: 'кошелёк в машине', tillName: 'Касса', customerId: 'c1', lines: [sold] },
  'parked.take': {},
  'tillKey.add': { tillName: 'Касса', publicKey: `BA${'A'.repeat(85)}` },
}

export type Path = readonly string[]

/** Where there is a text in it, at whatever depth. */
export function textsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value === 'string') return [path]
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, [...path, key]))
}

/** A copy, with that in the place of what is there. */
export function withAt(value: unknown, [key, ...rest]: Path, put: unknown): unknown {
  if (key === undefined) return put
  const inner = (value as Record<string, unknown>)[key]
  const next = withAt(inner, rest, put)
  if (Array.isArray(value)) return value.with(Number(key), next)
  return { ...(value as object), [key]: next }
}
