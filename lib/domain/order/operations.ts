/** What can be done to an order, and the content each act carries. `order.submit` makes it. */
import * as z from 'zod/mini'
import { id, lineId, text } from '../text.ts'
import { tenders } from './order.ts'

const milli = z.int().check(z.minimum(1), z.maximum(1_000_000_000))
const minor = z.int().check(z.minimum(0), z.maximum(100_000_000_000))
/** A day that the calendar has, of this century. */
const date = z.string().check(z.regex(/^20\d\d-\d\d-\d\d$/), z.refine(isDay))
const hour = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))

/** An order with so many lines and its history stays below the 64 KB of a document. */
export const maxLines = 100

export const submitPayload = z.strictObject({
  source: z.enum(['shop', 'desk', 'route']),
  customerId: id,
  address: z.nullable(z.strictObject({ id: z.nullable(id), raw: text(500), note: z.nullable(text(500)) })),
  window: z.nullable(
    z.strictObject({ date, from: z.nullable(hour), to: z.nullable(hour) }).check(
      // Both are `HH:MM`, so they compare as they are.
      z.refine(({ from, to }) => from === null || to === null || from < to, { path: ['to'] }),
    ),
  ),
  lines: z
    .array(
      z.strictObject({
        id: lineId,
        productId: text(80).check(z.minLength(1)),
        quantityMilli: milli,
        payWith: z.enum(['money', 'points']),
        /** The price on the person's screen: minor units or points for one unit. */
        seenPrice: minor,
      }),
    )
    .check(z.maxLength(maxLines)),
  intent: z.nullable(z.enum(tenders)),
  note: z.nullable(text(1000)),
})

export const orderPayloads = {
  'order.submit': submitPayload,
  /** GB6: the customer takes it back, until it is accepted. */
  'order.withdraw': z.strictObject({}),
  'order.accept': z.strictObject({}),
  'order.decline': z.strictObject({ reason: text(500) }),
  /** GB2: `refund` says how money that was paid goes back; null when nothing was paid. */
  'order.void': z.strictObject({ reason: text(500), refund: z.nullable(z.enum(tenders)), refundId: z.nullable(id) }),
  /** What is not delivered yet is taken off the order. `refund` as in void, when more was paid than what is left. */
  'order.cancelRest': z.strictObject({
    reason: text(500),
    refund: z.nullable(z.enum(tenders)),
    refundId: z.nullable(id),
  }),
  /** Delivered so far, absolute, so that doing it twice changes nothing. */
  'order.deliverLine': z.strictObject({
    lineId: id,
    deliveredMilli: z.int().check(z.minimum(0), z.maximum(1_000_000_000)),
  }),
  /** `paymentId` is the payment's identity everywhere: a second press with the same id is the first (GC5). */
  'order.pay': z.strictObject({ paymentId: id, tender: z.enum(tenders), amountMinor: minor }),
  /** The wrong tender was pressed. `correctionId` is the new payment's identity. */
  'order.correctPayment': z.strictObject({ paymentId: id, correctionId: id, tender: z.enum(tenders) }),
  /** GB1: on a draft it accepts first. */
  'order.complete': z.strictObject({}),
  'order.assign': z.strictObject({
    driverId: z.nullable(id),
    date: z.nullable(date),
    position: z.nullable(z.int().check(z.minimum(0), z.maximum(10_000))),
  }),
  'order.startDelivery': z.strictObject({}),
  'order.failDelivery': z.strictObject({
    reason: z.enum(['nobodyHome', 'refused', 'wrongAddress', 'noTime', 'noGoods', 'other']),
    note: z.nullable(text(500)),
  }),
  /** The operator verified the address by phone (A15). */
  'order.verifyAddress': z.strictObject({ verified: text(500) }),
  /** GB2: goods of a completed order come back. `refund` as in void, where more was paid than what is kept comes to. */
  'order.return': z.strictObject({
    /** A second press is the first. */
    returnId: id,
    lines: z.array(z.strictObject({ lineId: id, quantityMilli: milli })).check(z.minLength(1), z.maxLength(maxLines)),
    reason: text(500),
    refund: z.nullable(z.enum(tenders)),
    refundId: z.nullable(id),
  }),
  'order.note': z.strictObject({ note: z.nullable(text(1000)) }),
} as const

function isDay(date: string): boolean {
  const at = new Date(`${date}T00:00:00Z`)
  // 31 February would be 3 March.
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date)
}

export type OrderOperationKind = keyof typeof orderPayloads
export type OrderPayload<Kind extends OrderOperationKind> = z.infer<(typeof orderPayloads)[Kind]>
