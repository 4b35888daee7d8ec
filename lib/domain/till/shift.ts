/**
 * A till's shift: from the counted cash in the morning to the Z in the evening. The till is the device it runs on; its
 * shifts are numbered 1, 2, 3… and its receipts 1, 2, 3… within a shift. Both numbers are given out here, without a
 * network, and they are the document's name: two tabs, or two lives of one till, cannot give out the same one.
 */
import * as z from 'zod/mini'

export const receiptTenders = ['cash', 'card', 'deposit', 'points'] as const
export type ReceiptTender = (typeof receiptTenders)[number]

/** What receipts and movements come to. Amounts are minor units; what was given back counts as negative. */
export const shiftTotalsSchema = z.object({
  sales: z.object({ count: z.int(), amountMinor: z.int() }),
  /** Positive: what went back to customers. */
  returns: z.object({ count: z.int(), amountMinor: z.int() }),
  /** What came in by each tender, less what went out. */
  tenders: z.object({ cash: z.int(), card: z.int(), deposit: z.int(), points: z.int() }),
  discountMinor: z.int(),
  /** VAT contained, by its percent as text; `none` for goods without it. */
  vat: z.record(z.string(), z.int()),
  cashiers: z.array(z.object({ id: z.string(), name: z.string(), count: z.int(), amountMinor: z.int() })),
  cashInMinor: z.int(),
  cashOutMinor: z.int(),
})
export type ShiftTotals = z.infer<typeof shiftTotalsSchema>

const who = { at: z.int(), by: z.string(), byName: z.string() }

export const cashMovementSchema = z.object({
  id: z.string(),
  direction: z.enum(['in', 'out']),
  amountMinor: z.int(),
  reason: z.string(),
  ...who,
})
export type CashMovement = z.infer<typeof cashMovementSchema>

/** Document kind `shift`, id `<tillId>:<number>`. Scopes `till:<tillId>` and `office`. */
export const shiftSchema = z.object({
  id: z.string(),
  /** The device. */
  tillId: z.string(),
  tillName: z.string(),
  number: z.int(),
  state: z.enum(['open', 'closed']),
  opened: z.object(who),
  /** Counted in the drawer at the beginning. */
  openingMinor: z.int(),
  movements: z.array(cashMovementSchema),
  closing: z.nullable(
    z.object({
      ...who,
      countedMinor: z.int(),
      /** opening + cash taken + in − out, by the till's own operations. */
      expectedMinor: z.int(),
      /** Why counted and expected differ; null when they do not. */
      reason: z.nullable(z.string()),
      totals: shiftTotalsSchema,
      /** The highest receipt number of the shift. */
      lastReceipt: z.int(),
      /** Numbers below it that are on no receipt: given out, and used for nothing that stands in the books. */
      voided: z.optional(z.array(z.int())),
    }),
  ),
})
export type Shift = z.infer<typeof shiftSchema>

export const shiftId = (tillId: string, number: number): string => `${tillId}:${number}`
export const receiptId = (shift: string, number: number): string => `${shift}:${number}`

/** The number at the end of a shift's or a receipt's name, and what stands before it. null: there is none. */
export function parseNumbered(id: string): { of: string; number: number } | null {
  const match = /^(.+):([1-9]\d{0,8})$/.exec(id)
  return match ? { of: match[1] ?? '', number: Number(match[2]) } : null
}
