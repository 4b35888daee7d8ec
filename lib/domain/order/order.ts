/**
 * An order from cart to delivery (part B, GA7). Three axes that move apart from each other: the order's state, what
 * of each line was delivered, and the money. The invoice lives inside the order; its effect on the customer's
 * balance is posted to the ledger.
 */
import * as z from 'zod/mini'

export const orderStates = ['draft', 'accepted', 'inDelivery', 'completed', 'shipped', 'declined', 'voided'] as const
export type OrderState = (typeof orderStates)[number]

export const tenders = ['cash', 'card', 'deposit'] as const
export type Tender = (typeof tenders)[number]

const minor = z.int()
const milli = z.int()
const stamp = z.object({ at: z.int(), by: z.string(), byName: z.string() })
export type Stamp = z.infer<typeof stamp>

export const orderLineSchema = z.object({
  id: z.string(),
  productId: z.string(),
  name: z.string(),
  unit: z.string(),
  /** true: goods, the line moves stock; false: a service. */
  stocked: z.boolean(),
  quantityMilli: milli,
  payWith: z.enum(['money', 'points']),
  /** For one unit: minor units (money) or points (points). */
  price: z.int(),
  /** What the customer saw when it was not the price that stands (GE5). */
  seenPrice: z.nullable(z.int()),
  /** Of the whole line, rounded once: minor units or points. GB7: points are in no money total. */
  amount: z.int(),
  vatPercent: z.nullable(z.int()),
  deliveredMilli: milli,
  /** E33: cancelled by the accounting system. */
  cancelledMilli: milli,
  /** Of what was delivered, so much came back (GB2). Missing: nothing did. */
  returnedMilli: z.optional(milli),
})
export type OrderLine = z.infer<typeof orderLineSchema>

export const paymentSchema = z.object({
  id: z.string(),
  kind: z.enum(['payment', 'refund']),
  tender: z.enum(tenders),
  amountMinor: minor,
  at: z.int(),
  by: z.string(),
  byName: z.string(),
  /** The till's receipt that it stands on; missing: no till took or gave the money. */
  receiptId: z.optional(z.string()),
  /** A refund that takes back a payment pressed by mistake: that payment's id. */
  corrects: z.optional(z.string()),
})
export type Payment = z.infer<typeof paymentSchema>

export const invoiceSchema = z.object({
  totalMinor: minor,
  /** Payments less refunds. */
  paidMinor: minor,
  state: z.enum(['unpaid', 'paid', 'voided']),
  /** B20: completed without (full) payment. */
  debtMinor: minor,
})
export type Invoice = z.infer<typeof invoiceSchema>

/** GA2: why an order was accepted by itself, or why it stayed draft. */
export const acceptanceReasons = [
  'addressAllows',
  'priceListConfirms',
  'addressForbids',
  'noRule',
  'customerUnmatched',
  'addressUnknown',
  'stockMissing',
  'intentNotPossible',
  'priceChanged',
] as const
export type AcceptanceReason = (typeof acceptanceReasons)[number]

export const historyEntrySchema = z.object({
  at: z.int(),
  by: z.string(),
  byName: z.string(),
  /** Operation kind without the noun: submit, accept, pay… */
  what: z.string(),
  /** Short data for the sentence: amount, tender, reason, driver's name. */
  params: z.record(z.string(), z.union([z.string(), z.int()])),
})
export type HistoryEntry = z.infer<typeof historyEntrySchema>

/** Goods that came back after the order was completed. What came back of which line stands on the line. */
export const goodsBackSchema = z.object({
  /** Of the act, or of the till's receipt: a second press is the first. */
  id: z.string(),
  at: z.int(),
  by: z.string(),
  byName: z.string(),
  reason: z.string(),
  /** Taken off the invoice: minor units. */
  amountMinor: minor,
  points: z.int(),
})
export type GoodsBack = z.infer<typeof goodsBackSchema>

/**
 * Document kind `order`. Scopes `orders`, `customer:<customerId>`, `driver:<driverId>`, also of a former driver who was
 * paid; `counter` while a till can take its money.
 */
export const orderSchema = z.object({
  id: z.string(),
  /** Given by the server when the order arrives; null until then. */
  number: z.nullable(z.string()),
  state: z.enum(orderStates),
  source: z.enum(['shop', 'desk', 'route', 'till', '1c']),
  customerId: z.string(),
  customerName: z.string(),
  /** A24, A28: the app's client who ordered, where that record stands for another customer (GA6). */
  client: z.optional(z.nullable(z.object({ id: z.string(), name: z.string() }))),
  phone: z.nullable(z.string()),
  priceTypeId: z.nullable(z.string()),
  address: z.nullable(
    z.object({
      id: z.nullable(z.string()),
      raw: z.string(),
      verified: z.nullable(z.string()),
      note: z.nullable(z.string()),
    }),
  ),
  /** Wanted delivery: local date `YYYY-MM-DD`, hours as `HH:MM`. */
  window: z.nullable(z.object({ date: z.string(), from: z.nullable(z.string()), to: z.nullable(z.string()) })),
  lines: z.array(orderLineSchema),
  totalMinor: minor,
  totalPoints: z.int(),
  /** B06: tells the operator how the customer wants to pay; nothing more. */
  intent: z.nullable(z.enum(tenders)),
  note: z.nullable(z.string()),
  acceptance: z.nullable(z.object({ automatic: z.boolean(), reason: z.enum(acceptanceReasons) })),
  invoice: z.nullable(invoiceSchema),
  payments: z.array(paymentSchema),
  /** The newest twenty. */
  returns: z.optional(z.array(goodsBackSchema)),
  points: z.nullable(z.object({ amount: z.int(), state: z.enum(['held', 'taken', 'released']) })),
  driverId: z.nullable(z.string()),
  driverName: z.nullable(z.string()),
  /** From whom it was taken, newest last: they may have delivered or been paid without knowing. */
  formerDriverIds: z.optional(z.array(z.string())),
  /** Day and place of the stop in the driver's day. */
  stop: z.nullable(z.object({ date: z.string(), position: z.int() })),
  /** Last failed attempt; null after a later success. */
  failure: z.nullable(z.object({ reason: z.string(), note: z.nullable(z.string()), ...stamp.shape })),
  publishedState: z.nullable(z.enum(orderStates)),
  publishedAt: z.nullable(z.int()),
  createdAt: z.int(),
  createdBy: z.string(),
  /** Who brought it into the present state: the loser of a race is told (GB5). */
  changed: stamp,
  /** The newest 40 acts. The whole journal stands on the server. */
  history: z.array(historyEntrySchema),
})
export type Order = z.infer<typeof orderSchema>
