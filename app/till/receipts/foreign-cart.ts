/**
 * Goods that come back on a receipt this till does not hold: of another till, or older than it keeps. Name, quantity and
 * price are typed from the paper; a senior allows it, and the office compares it with that receipt later (users.md 12).
 */
import type { Product } from '../../../lib/domain/catalogue/catalogue.ts'
import { lineAmount, parseMoney } from '../../../lib/domain/money.ts'
import { isWhole, parseQuantity } from '../../../lib/domain/quantity.ts'
import type { CartLine } from '../../../lib/domain/till/cart.ts'
import { receiptId, shiftId } from '../../../lib/domain/till/shift.ts'
import { lineOf } from '../sale/sale.ts'
import { parseReceiptNumber, receiptNumberOf } from '../print/receipt-number.ts'

/** As typed. */
export type ForeignLine = { id: string; product: Product; quantity: string; price: string }

/** Stands for a till whose paper gives only a name. */
const someTill = 'other'

/** Which receipt is meant: one of the named till, or of this one. null: it is no number. */
export function foreignReceipt(
  typed: string,
  { tillName, ownTillId }: { tillName: string; ownTillId: string },
): { id: string; number: string } | null {
  const numbered = parseReceiptNumber(typed)
  if (!numbered) return null
  const till = tillName.trim() === '' ? ownTillId : someTill
  const id = receiptId(shiftId(till, numbered.shift), numbered.number)
  return { id, number: receiptNumberOf(id) }
}

/** null while a quantity or a price is missing, or is none. */
export function foreignLines(lines: readonly ForeignLine[], ofReceiptId: string): CartLine[] | null {
  const made: CartLine[] = []
  for (const { id, product, quantity, price } of lines) {
    const quantityMilli = parseQuantity(quantity)
    const priceMinor = parseMoney(price)
    if (quantityMilli === null || quantityMilli === 0 || priceMinor === null) return null
    if (!product.fractional && !isWhole(quantityMilli)) return null
    const soldMinor = lineAmount(priceMinor, quantityMilli)
    if (soldMinor === null) return null
    made.push({
      id,
      ...lineOf(product, priceMinor),
      quantityMilli,
      discount: null,
      returnOf: { receiptId: ofReceiptId, lineId: id, soldMilli: quantityMilli, soldMinor, returnedMilli: 0 },
    })
  }
  return made.length === 0 ? null : made
}
