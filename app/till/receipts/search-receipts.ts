/** Finds receipts by what stands on them: number, sum, customer, goods. */
import { parseMoney } from '../../../lib/domain/money.ts'
import type { Receipt } from '../../../lib/domain/till/receipt.ts'
import type { Shown } from '../../../lib/workplace-types.ts'
import { parseReceiptNumber } from '../print/receipt-number.ts'

export function searchReceipts(receipts: readonly Shown<Receipt>[], typed: string): readonly Shown<Receipt>[] {
  const text = typed.trim().toLowerCase()
  if (text === '') return receipts
  const numbered = parseReceiptNumber(text)
  if (numbered)
    return receipts.filter(({ body }) => body.shiftNumber === numbered.shift && body.number === numbered.number)
  const minor = parseMoney(text)
  const number = /^\d{1,9}$/.test(text) ? Number(text) : null
  return receipts.filter(
    ({ body }) =>
      (minor !== null && Math.abs(body.totalMinor) === minor) ||
      (number !== null && body.number === number) ||
      (body.customerName ?? '').toLowerCase().includes(text) ||
      body.lines.some(({ name }) => name.toLowerCase().includes(text)),
  )
}
