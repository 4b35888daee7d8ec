/** A stored receipt as a typed one. Checked once per object, as an order is (`parse-order.ts`). */
import { receiptSchema } from './receipt.ts'
import type { Receipt } from './receipt.ts'

const checked = new WeakSet<object>()

/** What `decide` made is a receipt by its types: nobody needs to check it again. */
export function knowReceipt(receipt: Receipt): void {
  checked.add(receipt)
}

/** null: no receipt. Fields that a newer version has added are kept. */
export function parseReceipt(body: unknown): Receipt | null {
  if (typeof body !== 'object' || body === null) return null
  if (!checked.has(body)) {
    if (!receiptSchema.safeParse(body).success) return null
    checked.add(body)
  }
  return body as Receipt // safe: it has just been, or was, checked against the schema
}
