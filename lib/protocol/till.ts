/** What a till asks the server while it has a network: a receipt of another till, or one that it does not keep any more. */
import * as z from 'zod/mini'
import type { Receipt } from '../domain/till/receipt.ts'
import { text } from '../domain/text.ts'

const count = z.int().check(z.minimum(1), z.maximum(999_999_999))

export const receiptsInput = z.union([
  /** As the code on the paper names it. */
  z.strictObject({ receiptId: text(120) }),
  /** As it stands on the paper: every till has a number 3-0012. */
  z.strictObject({ shift: count, number: count }),
])
export type ReceiptsInput = z.infer<typeof receiptsInput>

export type FoundReceipt = {
  receipt: Receipt
  /** What came back of it over all tills, in thousandths by line. */
  returned: Record<string, number>
}

export type ReceiptsAnswer = {
  /** The newest first; none: nobody has sent such a receipt. */
  found: FoundReceipt[]
  /** There is such a receipt, but it is too old to be returned at a till. */
  tooOld: number
}

export interface TillApi {
  /** Rejects with TransportError. */
  receipts(input: ReceiptsInput): Promise<ReceiptsAnswer>
}
