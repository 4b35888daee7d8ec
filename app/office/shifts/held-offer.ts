/** What of a till's act that waits somebody in the office reads, why it waits, and which words they may say of it. Pure. */
import type { Verdict } from '../../../lib/domain/operation.ts'
import { tillPayloads, type ReceiptPayload } from '../../../lib/domain/till/operations.ts'
import type { CashMovement, Shift } from '../../../lib/domain/till/shift.ts'
import { expectedCash } from '../../../lib/domain/till/totals.ts'

export type HeldContent =
  | { kind: 'receipt'; payload: ReceiptPayload }
  | ({ kind: 'cash' } & Pick<CashMovement, 'direction' | 'amountMinor' | 'reason'>)
  /** The Z. `expectedMinor` null: of a shift that is not known here. Amounts are minor units. */
  | { kind: 'close'; countedMinor: number; expectedMinor: number | null; receipts: number; reason: string | null }

/** The office's word. `again` is always possible besides. */
export type Rule = 'asItIs' | 'writtenDown' | 'refuse'

/** null: nothing that a till of ours has sent. */
export function contentOf(kind: string, payload: unknown, shift: Shift | null): HeldContent | null {
  switch (kind) {
    case 'receipt.close': {
      const receipt = tillPayloads[kind].safeParse(payload).data
      return receipt ? { kind: 'receipt', payload: receipt } : null
    }
    case 'shift.cash': {
      const cash = tillPayloads[kind].safeParse(payload).data
      if (!cash) return null
      const { direction, amountMinor, reason } = cash
      return { kind: 'cash', direction, amountMinor, reason }
    }
    case 'shift.close': {
      const z = tillPayloads[kind].safeParse(payload).data
      if (!z) return null
      const { countedMinor, totals, reason } = z
      const receipts = totals.sales.count + totals.returns.count
      return { kind: 'close', countedMinor, expectedMinor: shift && expectedCash(shift, totals), receipts, reason }
    }
    default:
      return null
  }
}

/** Where its number is another receipt's, or its shift is none or has its Z, there is no place for it in the books. */
export function rulesOf(content: HeldContent | null, now: Verdict): readonly Rule[] {
  const reason = now.kind === 'refused' ? now.reason : null
  switch (content?.kind) {
    case undefined:
      return ['refuse']
    case 'receipt':
      if (reason === 'alreadyExists') return ['refuse']
      return content.payload.lines.some(({ returnOf }) => returnOf !== null) ? ['asItIs', 'writtenDown'] : ['asItIs']
    case 'cash':
      return reason === 'shiftUnknown' ? ['refuse'] : ['asItIs', 'refuse']
    case 'close':
      return reason === 'shiftUnknown' || reason === 'shiftClosed' ? ['refuse'] : ['asItIs', 'refuse']
  }
}

/** Why it waits, where the sentence for the cashier would tell the office nothing: the key of one of its own words. */
export function whyKeyOf(content: HeldContent | null, now: Verdict) {
  if (now.kind === 'accepted') return content?.kind === 'receipt' ? 'nothingInTheWay' : 'nothingInTheWayAct'
  if (now.kind !== 'refused') return null
  if (now.reason === 'notAllowed') return 'notCashier'
  if (content?.kind === 'receipt') return null
  if (now.reason === 'shiftUnknown') return 'shiftNotOpened'
  if (now.reason === 'shiftClosed') return content?.kind === 'close' ? 'closedTwice' : 'closedWithout'
  return now.reason === 'reasonMissing' && content?.kind === 'close' ? 'countedWithoutReason' : null
}
