/** What can be done at a till, and the content each act carries. */
import * as z from 'zod/mini'
import { maxQuantityMilli } from '../quantity.ts'
import { maxAmount } from '../money.ts'
import { id, isPlainId, lineId, text } from '../text.ts'
import { seenBy } from './receipt.ts'
import { receiptTenders } from './shift.ts'

/** So many lines with their texts stay below the 64 KB of a document. */
export const maxReceiptLines = 100

const minor = z.int().check(z.minimum(0), z.maximum(maxAmount))
const signed = z.int().check(z.minimum(-maxAmount), z.maximum(maxAmount))
const positive = z.int().check(z.minimum(1), z.maximum(maxAmount))
const milli = z.int().check(z.minimum(1), z.maximum(maxQuantityMilli))
const productId = z.nullable(text(80).check(z.minLength(1)))
const vatPercent = z.nullable(z.int().check(z.minimum(0), z.maximum(100)))

export const receiptPayload = z.strictObject({
  /** The same sale again is the first one. */
  saleId: id,
  lines: z
    .array(
      z.strictObject({
        id: lineId,
        productId,
        name: text(200).check(z.minLength(1)),
        unit: text(20),
        quantityMilli: milli,
        priceMinor: minor,
        discountMinor: minor,
        vatPercent,
        stocked: z.boolean(),
        returnOf: z.nullable(
          z.strictObject({
            receiptId: text(80).check(z.minLength(1)),
            /** `#2`, where the till knows only the place of the line. */
            lineId: z.string().check(z.refine((value) => isPlainId(value.replace(/^#/, '')))),
            /** Of a receipt that this till does not hold: which of the lines sold there, from 1 on. */
            position: z.optional(z.int().check(z.minimum(1), z.maximum(maxReceiptLines))),
            seen: z.optional(z.enum(seenBy)),
            /** With `position`: how much was sold there, as the server or the paper told the till. */
            soldMilli: z.optional(milli),
            /** What goes back for it, as the till has worked it out from what was paid. */
            amountMinor: minor,
          }),
        ),
      }),
    )
    .check(z.minLength(1), z.maxLength(maxReceiptLines)),
  roundingMinor: z.int().check(z.minimum(-10_000), z.maximum(10_000)),
  tenders: z
    .array(z.strictObject({ tender: z.enum(receiptTenders), amountMinor: signed }))
    .check(z.maxLength(receiptTenders.length)),
  givenMinor: z.nullable(minor),
  /** What one point paid, as the till knew it. Set where points are among the tenders. */
  pointMinor: z.optional(positive),
  customerId: z.nullable(id),
  orderId: z.nullable(id),
  /** With `orderId`: the order as the till took it up. Its lines are the receipt's, at the order's prices. */
  order: z.optional(
    z.strictObject({
      /** As the paper names it. */
      name: text(40),
      /** Of the lines' sum, what was paid before and what stays to be paid: this receipt takes the rest. */
      paidBeforeMinor: minor,
      leftMinor: minor,
      /** The goods go over the counter now; false: they will be delivered. */
      handedOver: z.boolean(),
    }),
  ),
  /** Whose PIN was typed at the till for it. */
  approvals: z.array(z.strictObject({ what: z.enum(['discount', 'return']), by: id })).check(z.maxLength(4)),
  reason: z.nullable(text(500)),
})

/** More than any drawer saw, and far from where a sum of them is no whole number any more. */
const claimed = z.int().check(z.minimum(-maxAmount), z.maximum(maxAmount))
const count = z.int().check(z.minimum(0), z.maximum(999_999_999))

/** As a till tells it; `shiftTotalsSchema` is what is read back. Bounded, for it becomes a document that must be read. */
const claimedTotals = z.object({
  sales: z.object({ count, amountMinor: claimed }),
  returns: z.object({ count, amountMinor: claimed }),
  tenders: z.object({ cash: claimed, card: claimed, deposit: claimed, points: claimed }),
  discountMinor: claimed,
  vat: z.record(z.string().check(z.regex(/^(none|\d|[1-9]\d|100)$/)), claimed),
  cashiers: z.array(z.object({ id, name: text(200), count, amountMinor: claimed })).check(z.maxLength(100)),
  cashInMinor: claimed,
  cashOutMinor: claimed,
})

export const tillPayloads = {
  'shift.open': z.strictObject({ tillName: text(80), openingMinor: minor }),
  /** Cash put in or taken out: change brought, a collection. The id makes a second press the first. */
  'shift.cash': z.strictObject({
    movementId: id,
    direction: z.enum(['in', 'out']),
    amountMinor: positive,
    reason: text(200),
  }),
  /** The Z. `totals` are those of the till's own operations; the server compares them with its ledger. */
  'shift.close': z.strictObject({
    countedMinor: minor,
    reason: z.nullable(text(500)),
    totals: claimedTotals,
    lastReceipt: z.int().check(z.minimum(0), z.maximum(999_999_999)),
    /** Numbers up to the last one that are on no receipt (users.md 7). Absent: an older till did not say. */
    voided: z.optional(z.array(z.int().check(z.minimum(1), z.maximum(999_999_999))).check(z.maxLength(1000))),
  }),
  /** Sale, return or exchange: one act, durable before the paper. */
  'receipt.close': receiptPayload,
  /** The office has looked at money of an order that the order did not take, and says what became of it. */
  'receipt.settle': z.strictObject({ note: text(500) }),
  /** A sale laid aside, to be taken up here or, once synced, at another till. */
  'parked.put': z.strictObject({
    name: text(120),
    tillName: text(80),
    customerId: z.nullable(id),
    lines: z
      .array(
        z.strictObject({
          id: lineId,
          productId,
          name: text(200),
          unit: text(20),
          quantityMilli: milli,
          priceMinor: minor,
          discountMinor: minor,
          vatPercent,
          stocked: z.boolean(),
        }),
      )
      .check(z.minLength(1), z.maxLength(maxReceiptLines)),
  }),
  /** The first till to take it has it. */
  'parked.take': z.strictObject({}),
  /** What the signatures on this till's paper are checked with, from now on. */
  'tillKey.add': z.strictObject({
    tillName: text(80),
    /** A point of P-256, uncompressed, in base64url. */
    publicKey: z.string().check(z.regex(/^B[A-P][A-Za-z0-9_-]{85}$/)),
  }),
} as const

export type TillOperationKind = keyof typeof tillPayloads
export type TillPayload<Kind extends TillOperationKind> = z.infer<(typeof tillPayloads)[Kind]>
export type ReceiptPayload = TillPayload<'receipt.close'>
