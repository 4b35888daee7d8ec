/** The list's rows: receipts newest first, under a heading for each shift. */
import type { Receipt } from '../../../lib/domain/till/receipt.ts'
import type { Shown } from '../../../lib/workplace-types.ts'

export type ReceiptRow =
  { kind: 'shift'; key: string; number: number; at: number } | { kind: 'receipt'; key: string; shown: Shown<Receipt> }

export function receiptRows(receipts: readonly Shown<Receipt>[]): ReceiptRow[] {
  const rows: ReceiptRow[] = []
  let shiftId: string | null = null
  for (const shown of receipts.toSorted(newestFirst)) {
    const { body } = shown
    if (body.shiftId !== shiftId) rows.push({ kind: 'shift', key: body.shiftId, number: body.shiftNumber, at: body.at })
    shiftId = body.shiftId
    rows.push({ kind: 'receipt', key: shown.id, shown })
  }
  return rows
}

/** By number and never by the clock, which may have been wrong (users.md 15). */
const newestFirst = ({ body: a }: Shown<Receipt>, { body: b }: Shown<Receipt>): number =>
  b.shiftNumber - a.shiftNumber || b.number - a.number
