/** The lines that a till sent, as they stand on its receipt. */
import { documentOf } from '../knowledge.ts'
import { lineAmount } from '../money.ts'
import { refused } from '../operation.ts'
import type { Facts, Refused } from '../operation.ts'
import type { ReceiptPayload } from './operations.ts'
import type { Receipt, ReceiptLine } from './receipt.ts'
import { soldLineOf } from './receipt.ts'

export function linesOf(payload: ReceiptPayload, facts: Facts): ReceiptLine[] | Refused {
  const lines: ReceiptLine[] = []
  const ids = new Set<string>()
  for (const { returnOf, ...line } of payload.lines) {
    if (ids.has(line.id)) return refused('badRequest', { path: 'lines' })
    ids.add(line.id)
    const gross = lineAmount(line.priceMinor, line.quantityMilli)
    if (gross === null) return refused('amountTooLarge')
    if (line.discountMinor > gross) return refused('wrongAmount', { dueMinor: gross })
    lines.push({
      ...line,
      amountMinor: returnOf ? returnOf.amountMinor : gross - line.discountMinor,
      returnOf: returnOf && asKept(returnOf),
    })
  }
  return lines.map((line) => asSold(line, facts))
}

/** What was asked when it was closed is no part of the receipt. */
const asKept = ({
  amountMinor: _,
  soldMilli: __,
  ...returnOf
}: NonNullable<ReceiptPayload['lines'][number]['returnOf']>) => returnOf

/**
 * A till that saw only the paper knows a line by its place, and its goods perhaps not at all; whoever holds that receipt
 * names both. What comes back into the stock is what was sold, with the VAT of the sale, whatever else is said.
 */
function asSold(line: ReceiptLine, facts: Facts): ReceiptLine {
  const { returnOf } = line
  if (!returnOf) return line
  const original = documentOf<Receipt>(facts, 'receipt', returnOf.receiptId)
  const sold = original ? soldLineOf(original, returnOf) : undefined
  if (!sold) return line
  const { id: lineId, productId, stocked, vatPercent } = sold
  return { ...line, productId, stocked, vatPercent, returnOf: { ...returnOf, lineId } }
}
