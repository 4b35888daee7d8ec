/** A closed receipt: what was sold or came back, how it was paid, under which number. It never changes. */
import * as z from 'zod/mini'
import { shareOut } from '../money.ts'
import { misfits } from '../order/at-the-counter.ts'
import { receiptTenders } from './shift.ts'

/** How a till sees a receipt that it does not hold itself. */
export const seenBy = ['server', 'paper'] as const
export type SeenBy = (typeof seenBy)[number]

export const receiptLineSchema = z.object({
  id: z.string(),
  /** null: sold by hand, without a product of the catalogue. */
  productId: z.nullable(z.string()),
  name: z.string(),
  unit: z.string(),
  quantityMilli: z.int(),
  /** Minor units for one unit, before discounts. */
  priceMinor: z.int(),
  /** Off the whole line, its share of the receipt's discount included. */
  discountMinor: z.int(),
  /** price × quantity, rounded once, less the discount. Never below zero, also where goods come back. */
  amountMinor: z.int(),
  vatPercent: z.nullable(z.int()),
  /** Goods of the catalogue that have a stock. */
  stocked: z.boolean(),
  /** Set where goods come back: which line of which receipt they were sold on. */
  returnOf: z.nullable(
    z.object({
      receiptId: z.string(),
      lineId: z.string(),
      /** Which of the lines sold on that receipt, from 1 on. Set where the till did not hold that receipt. */
      position: z.optional(z.int()),
      /** How the till saw it then: told by the server, or only on the signed paper. */
      seen: z.optional(z.enum(seenBy)),
    }),
  ),
})
export type ReceiptLine = z.infer<typeof receiptLineSchema>

/** Document kind `receipt`, id `<shiftId>:<number>`. Scopes `till:<tillId>:<month>`, and `office` while it is unsettled. */
export const receiptSchema = z.object({
  id: z.string(),
  /** Made by the till when the sale was begun: the same sale again is this receipt (users.md 9). */
  saleId: z.string(),
  tillId: z.string(),
  tillName: z.string(),
  shiftId: z.string(),
  shiftNumber: z.int(),
  number: z.int(),
  /** `exchange`: goods came back and others went out in one receipt. */
  kind: z.enum(['sale', 'return', 'exchange']),
  lines: z.array(receiptLineSchema),
  discountMinor: z.int(),
  /** What cash rounding took off (negative) or put on. */
  roundingMinor: z.int(),
  /** Lines and rounding, less what an order's lines were or will be paid with elsewhere; below zero: money goes back. */
  totalMinor: z.int(),
  /** They add up to the total; negative ones went back. */
  tenders: z.array(z.object({ tender: z.enum(receiptTenders), amountMinor: z.int() })),
  /** The cash handed over, and what of it went back as change. null: no cash, or not told. */
  givenMinor: z.nullable(z.int()),
  changeMinor: z.int(),
  /** What one point paid. Missing: none was taken. */
  pointMinor: z.optional(z.int()),
  customerId: z.nullable(z.string()),
  customerName: z.nullable(z.string()),
  /** The order paid at the counter. */
  orderId: z.nullable(z.string()),
  /** Missing: none was. */
  order: z.optional(
    z.object({
      name: z.string(),
      /** Of what the lines come to: paid before, and still to be paid. The receipt's total is the rest. */
      paidBeforeMinor: z.int(),
      leftMinor: z.int(),
      handedOver: z.boolean(),
      /** What the order took of it; null where the order is not known. */
      fit: z.nullable(
        z.object({
          appliedMinor: z.int(),
          /** Thousandths by line. */
          beyondMilli: z.record(z.string(), z.int()),
          goodsMinor: z.int(),
          depositMinor: z.int(),
          shortMinor: z.int(),
          reason: z.nullable(z.enum(misfits)),
        }),
      ),
      /** Where it did not fit: the office has looked at it. */
      settled: z.optional(z.object({ at: z.int(), by: z.string(), byName: z.string(), note: z.string() })),
    }),
  ),
  /** Who allowed what the cashier may not do alone. */
  approvals: z.array(z.object({ what: z.enum(['discount', 'return']), by: z.string(), byName: z.string() })),
  reason: z.nullable(z.string()),
  /** It was held, and the office decided so. */
  ruling: z.optional(
    z.object({
      how: z.enum(['asItIs', 'writtenDown']),
      by: z.string(),
      byName: z.string(),
      at: z.int(),
      reason: z.string(),
    }),
  ),
  at: z.int(),
  by: z.string(),
  byName: z.string(),
})
export type Receipt = z.infer<typeof receiptSchema>

/** What the lines come to and this receipt does not take: an order's, paid in parts. */
export const elsewhereMinor = ({
  order,
}: {
  order?: { paidBeforeMinor: number; leftMinor: number } | undefined
}): number => (order ? order.paidBeforeMinor + order.leftMinor : 0)

/** The order did not take all of it, and nobody in the office has said what became of that. */
export const isUnsettled = ({ order }: Pick<Receipt, 'order'>): boolean =>
  order?.fit != null && order.fit.reason !== null && order.settled === undefined

/** The order was over when these goods went over the counter: perhaps they left twice, and the stock counts them once. */
export const isHandedOverAgain = ({ order, lines }: Pick<Receipt, 'order' | 'lines'>): boolean => {
  const { handedOver = false, fit = null } = order ?? {}
  if (!handedOver || fit?.reason !== 'alreadyFinished') return false
  return lines.some(({ id, quantityMilli }) => quantityMilli > (fit.beyondMilli[id] ?? 0))
}

/** The lines that were sold on it, in their order: what came back itself is sold no more. */
export const soldLines = ({ lines }: Pick<Receipt, 'lines'>): ReceiptLine[] =>
  lines.filter(({ returnOf }) => returnOf === null)

/**
 * The lines sold, with what was paid for them: each bears its share of what cash rounding took off, as of a discount. They
 * add up to the money that was taken, and no more of it goes back (users.md 14).
 */
export function paidLines(receipt: Pick<Receipt, 'lines' | 'roundingMinor'>): ReceiptLine[] {
  const sold = soldLines(receipt)
  if (receipt.roundingMinor === 0) return sold
  const shares = shareOut(
    -receipt.roundingMinor,
    sold.map(({ amountMinor }) => amountMinor),
  )
  return sold.map((line, index) => {
    const share = shares[index] ?? 0
    return { ...line, discountMinor: line.discountMinor + share, amountMinor: line.amountMinor - share }
  })
}

/** The line that goods come back of. undefined: it was never sold there. */
export const soldLineOf = (original: Pick<Receipt, 'lines'>, named: NamedLine): ReceiptLine | undefined =>
  lineNamed(soldLines(original), named)

/** The same with what was paid for it. */
export const paidLineOf = (
  original: Pick<Receipt, 'lines' | 'roundingMinor'>,
  named: NamedLine,
): ReceiptLine | undefined => lineNamed(paidLines(original), named)

type NamedLine = { lineId: string; position?: number | undefined }

const lineNamed = (sold: readonly ReceiptLine[], { lineId, position }: NamedLine): ReceiptLine | undefined =>
  position === undefined ? sold.find(({ id }) => id === lineId) : sold[position - 1]

type Tendered = Pick<Receipt, 'tenders'>

/** What it took in points, in minor units. */
export const paidInPoints = ({ tenders }: Tendered): number =>
  tenders.reduce((sum, { tender, amountMinor }) => (tender === 'points' ? sum + Math.max(0, amountMinor) : sum), 0)

/** What it gave back in points, in minor units: below zero a tender goes back to the customer. */
export const givenInPoints = ({ tenders }: Tendered): number =>
  tenders.reduce((sum, { tender, amountMinor }) => (tender === 'points' ? sum + Math.max(0, -amountMinor) : sum), 0)

/** Signed: what comes back counts as negative. */
export const signedAmount = (line: ReceiptLine): number =>
  line.returnOf === null ? line.amountMinor : -line.amountMinor
export const signedQuantity = (line: ReceiptLine): number =>
  line.returnOf === null ? line.quantityMilli : -line.quantityMilli

/** The month that a receipt's scope names, in UTC: `2026-11`. */
export const monthOf = (epochMs: number): string => new Date(epochMs).toISOString().slice(0, 7)

/** How many months of its receipts a till keeps, this one included: a return comes within the season. */
const monthsKept = 3

/** Newest first. */
export function latestMonths(now: number): string[] {
  const day = new Date(now)
  return Array.from({ length: monthsKept }, (_, back) =>
    monthOf(Date.UTC(day.getUTCFullYear(), day.getUTCMonth() - back, 1)),
  )
}

/** The VAT that an amount contains, rounded once (half away from zero). */
export function vatWithin(amountMinor: number, vatPercent: number | null): number {
  if (vatPercent === null || vatPercent === 0) return 0
  const exact = (Math.abs(amountMinor) * vatPercent) / (100 + vatPercent)
  return Math.sign(amountMinor) * Math.round(exact) + 0 // + 0: no negative zero
}
