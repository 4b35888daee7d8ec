/** Tills of the hostile company: what they push, made by hand, so that a test can send what no screen of ours would. */
import { expect } from 'vitest'
import type { Order } from '../../lib/domain/order/order.ts'
import { priceCart, receiptPayloadOf } from '../../lib/domain/till/cart.ts'
import type { ReceiptPayload } from '../../lib/domain/till/operations.ts'
import { orderAtTill } from '../../lib/domain/till/order-at-till.ts'
import type { ReceiptTender } from '../../lib/domain/till/shift.ts'
import { type Act, type Person, push, server } from './hostile-company.ts'
import { small } from './small-catalogue.ts'
import { org } from './test-server.ts'

export const accepted = { kind: 'accepted' }
export const heldConflict = { kind: 'held', cause: 'conflict' }

/** A device of its own with a cashier and an open shift. */
export async function openTill(name: string): Promise<Person> {
  const { browser, deviceId, personId } = await server.staff(name, ['cashier'])
  const person = { browser, personId, deviceId, seq: 0 }
  expect(await openShift(person, 1)).toEqual(accepted)
  return person
}

export const shiftOf = ({ deviceId }: Person, number = 1): string => `${deviceId}:${number}`
export const receiptOf = (person: Person, number: number, shift = 1): string => `${shiftOf(person, shift)}:${number}`

export const openShift = (person: Person, number: number) =>
  push(person, {
    kind: 'shift.open',
    target: { kind: 'shift', id: shiftOf(person, number) },
    payload: { tillName: 'Касса', openingMinor: 0 },
  })

export type Line = ReceiptPayload['lines'][number]

/** Two bottles: 580.00. */
export const bottles = (changed: Partial<Line> = {}): Line => ({
  id: 'l1',
  productId: small.product,
  name: 'Вода 19 л',
  unit: 'бут',
  quantityMilli: 2_000,
  priceMinor: small.priceMinor,
  discountMinor: 0,
  vatPercent: 22,
  stocked: true,
  returnOf: null,
  ...changed,
})

/** Goods of the first line of that receipt come back. */
export const back = (
  receiptId: string,
  quantityMilli: number,
  amountMinor: number,
  changed: Partial<Line> = {},
): Line => ({
  ...bottles({ id: 'back', quantityMilli }),
  returnOf: { receiptId, lineId: 'l1', amountMinor },
  ...changed,
})

let sales = 0

/** Paid in cash, unless something else is said. */
export function receipt(lines: Line[], changed: Partial<ReceiptPayload> = {}): ReceiptPayload {
  sales += 1
  const total = lines.reduce((sum, line) => sum + signed(line), changed.roundingMinor ?? 0)
  return {
    saleId: `sale-${sales}`,
    lines,
    roundingMinor: 0,
    tenders: total === 0 ? [] : [{ tender: 'cash', amountMinor: total }],
    givenMinor: null,
    customerId: null,
    orderId: null,
    approvals: [],
    reason: null,
    ...changed,
  }
}

const signed = ({ returnOf, priceMinor, quantityMilli, discountMinor }: Line): number =>
  returnOf ? -returnOf.amountMinor : Math.round((priceMinor * quantityMilli) / 1000) - discountMinor

/** Money for an order, by what its copy says: what is due, in cash, unless something else is said. */
export function forOrder(
  order: Order,
  {
    handedOver,
    tender = 'cash',
    part = 1,
    ...changed
  }: { handedOver: boolean; tender?: ReceiptTender; part?: number } & Partial<ReceiptPayload>,
): ReceiptPayload | null {
  const at = orderAtTill(order, [], null)
  const priced = priceCart({ saleId: '', lines: at.lines, discount: null })
  if (!priced || at.dueMinor === 0) return null
  const amountMinor = Math.max(1, Math.round(at.dueMinor * part))
  sales += 1
  return {
    ...receiptPayloadOf({ saleId: `sale-${sales}`, lines: at.lines, discount: null }, priced, {
      tenders: [{ tender, amountMinor }],
      ...{ roundingMinor: 0, givenMinor: null, customerId: order.customerId, orderId: order.id, approvals: [] },
      order: { name: '', paidBeforeMinor: at.paidBeforeMinor, leftMinor: at.dueMinor - amountMinor, handedOver },
      reason: null,
    }),
    ...changed,
  }
}

export const closing = (id: string, payload: unknown): Act => ({
  kind: 'receipt.close',
  target: { kind: 'receipt', id },
  payload,
})

export const close = (person: Person, number: number, payload: unknown, shift = 1) =>
  push(person, closing(receiptOf(person, number, shift), payload))

/** null: there is none. */
export async function stored<Body>(kind: string, id: string): Promise<Body | null> {
  const { rows } = await server.database.pool.query<{ body: Body }>(
    'select body from documents where org = $1 and kind = $2 and id = $3',
    [org, kind, id],
  )
  return rows[0]?.body ?? null
}

/** Of one owner in the ledger; nothing was posted: {}. */
export const amounts = async (kind: string, id: string): Promise<Record<string, number>> =>
  (await stored<{ amounts: Record<string, number> }>(kind, id))?.amounts ?? {}
