/**
 * Tills of the hostile company and what they push: rung up as a till of ours does it (`rungUp`), or made by hand, so that a
 * test can send what no screen of ours would (`receipt`).
 */
import { expect } from 'vitest'
import type { Order } from '../../lib/domain/order/order.ts'
import type { CartLine, Closing } from '../../lib/domain/till/cart.ts'
import type { ReceiptPayload } from '../../lib/domain/till/operations.ts'
import { orderAtTill } from '../../lib/domain/till/order-at-till.ts'
import { orderPayload } from '../../lib/domain/till/sample-counter.ts'
import { paidInCash, water } from '../../lib/domain/till/sample-till.ts'
import type { ReceiptTender } from '../../lib/domain/till/shift.ts'
import { savePerson } from '../office/people-acts.ts'
import { type Act, type Person, push, server } from './hostile-company.ts'
import { small } from './small-catalogue.ts'
import { org } from './test-server.ts'

export const accepted = { kind: 'accepted' }
export const heldConflict = { kind: 'held', cause: 'conflict' }

type Opening = { tillName: string; openingMinor: number }

/** A device of its own with a cashier and an open shift. */
export async function openTill(name: string, opening: Partial<Opening> = {}): Promise<Person> {
  const { browser, deviceId, personId } = await server.staff(name, ['cashier'])
  const person = { browser, personId, deviceId, seq: 0 }
  expect(await push(person, shiftOpening(shiftOf(person), opening))).toEqual(accepted)
  return person
}

/** A till whose cashier's role is taken away while it does not know that. */
export async function dismissed(name: string): Promise<Person> {
  const person = await openTill(name)
  await becomes(person, 'operator')
  return person
}

/** This role instead of the one before; called Кира from then on. */
export async function becomes({ personId }: Person, role: 'cashier' | 'operator'): Promise<void> {
  const place = { store: server.store, pool: server.database.pool, org, dismiss: async () => undefined }
  const person = { id: personId, name: 'Кира', roles: [role], active: true, pin: null }
  expect(await savePerson(place, { id: 'system', name: '' }, person, server.clock.now)).toMatchObject({ kind: 'ok' })
}

export const shiftOf = ({ deviceId }: Person, number = 1): string => `${deviceId}:${number}`
export const receiptOf = (person: Person, number: number, shift = 1): string => `${shiftOf(person, shift)}:${number}`

export const shiftOpening = (id: string, opening: Partial<Opening> = {}): Act => ({
  kind: 'shift.open',
  target: { kind: 'shift', id },
  payload: { tillName: 'Касса', openingMinor: 0, ...opening },
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
const newSale = (): string => `sale-${(sales += 1)}`

/** The same two bottles on the screen of a till. */
export const cartBottles = (changed: Partial<CartLine> = {}): CartLine =>
  water({ productId: small.product, quantityMilli: 2_000, priceMinor: small.priceMinor, ...changed })

/** What a till of ours makes of its screen: priced by its cart, paid in cash unless something else is said. */
export const rungUp = (lines: CartLine[], closing: Partial<Closing> = {}): ReceiptPayload =>
  paidInCash({ saleId: newSale(), lines, discount: null }, closing)

/** Whatever the lines say; paid in cash, unless something else is said. */
export function receipt(lines: Line[], changed: Partial<ReceiptPayload> = {}): ReceiptPayload {
  const total = lines.reduce((sum, line) => sum + signed(line), changed.roundingMinor ?? 0)
  return {
    saleId: newSale(),
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
  const { dueMinor } = orderAtTill(order, [], null)
  if (dueMinor === 0) return null
  const tenders = [{ tender, amountMinor: Math.max(1, Math.round(dueMinor * part)) }]
  return { ...orderPayload(order, newSale(), { handedOver, tenders }), ...changed }
}

export const closing = (id: string, payload: unknown): Act => ({
  kind: 'receipt.close',
  target: { kind: 'receipt', id },
  payload,
})

export const close = (person: Person, number: number, payload: unknown, shift = 1) =>
  push(person, closing(receiptOf(person, number, shift), payload))
