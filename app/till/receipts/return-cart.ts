/** Which goods come back, as lines of a cart: never more than is left, worth what was paid for them. */
import type { Cart, CartLine } from '../../../lib/domain/till/cart.ts'
import { isWhole } from '../../../lib/domain/quantity.ts'
import { soldLines, type Receipt, type ReceiptLine, type SeenBy } from '../../../lib/domain/till/receipt.ts'
import type { ReceiptTender } from '../../../lib/domain/till/shift.ts'
import { leftMilli, type Returned } from './returned.ts'
import { isReturnedAtDesk } from '../../../lib/domain/till/counter-return.ts'

/** Thousandths by line id; a line that is not named does not come back. */
export type Chosen = Readonly<Record<string, number>>

/** Sold in parts once, so it may come back in parts. */
export const isSoldInParts = ({ quantityMilli }: Pick<ReceiptLine, 'quantityMilli'>): boolean => !isWhole(quantityMilli)

export function returnLines(
  receipt: Receipt,
  {
    chosen,
    returned,
    newId,
    seen = null,
  }: {
    chosen: Chosen
    returned: Returned
    newId: () => string
    /** How this till sees a receipt that it does not hold. */
    seen?: SeenBy | null
  },
): CartLine[] {
  const sold = soldLines(receipt)
  return receipt.lines.flatMap((line) => {
    const quantityMilli = Math.min(chosen[line.id] ?? 0, leftMilli(line, returned))
    // Of an order paid in parts the lines are worth more than this receipt took.
    if (quantityMilli <= 0 || isReturnedAtDesk(receipt)) return []
    return [
      {
        id: newId(),
        productId: line.productId,
        name: line.name,
        unit: line.unit,
        fractional: isSoldInParts(line),
        quantityMilli,
        priceMinor: line.priceMinor,
        discount: null,
        vatPercent: line.vatPercent,
        stocked: line.stocked,
        returnOf: {
          receiptId: receipt.id,
          lineId: line.id,
          soldMilli: line.quantityMilli,
          soldMinor: line.amountMinor,
          returnedMilli: returned.get(line.id) ?? 0,
          ...(seen === null ? {} : { seen, position: sold.indexOf(line) + 1 }),
        },
      },
    ]
  })
}

export const returnCart = (saleId: string, lines: readonly CartLine[]): Cart => ({ saleId, lines, discount: null })

/** Everything that is left. */
export const allOf = (receipt: Receipt, returned: Returned): Chosen =>
  Object.fromEntries(receipt.lines.map((line) => [line.id, leftMilli(line, returned)]))

/** The money goes back the way it came, where that is possible. */
export function usualTender(
  receipt: Pick<Receipt, 'tenders' | 'customerId' | 'order'>,
  pointMinor: number,
): ReceiptTender {
  const most = receipt.tenders.toSorted((a, b) => b.amountMinor - a.amountMinor)[0]
  const isPossible =
    most !== undefined && most.amountMinor > 0 && possibleTenders(receipt, pointMinor).includes(most.tender)
  return isPossible ? most.tender : 'cash'
}

/**
 * Deposit and points are somebody's. Points never become money by buying and taking back, nor money points (users.md 13):
 * what was paid with points alone goes back as points, and what was not paid with them does not. `pointMinor`: what one
 * point is worth; 0: tills take none.
 */
export function possibleTenders(
  { customerId, order, tenders }: Pick<Receipt, 'customerId' | 'order' | 'tenders'>,
  pointMinor: number,
): ReceiptTender[] {
  if (customerId === null) return ['cash', 'card']
  const paid = tenders.filter(({ amountMinor }) => amountMinor > 0).map(({ tender }) => tender)
  if (pointMinor > 0 && paid.length > 0 && paid.every((tender) => tender === 'points')) return ['points']
  if (!paid.includes('points')) return ['cash', 'card', 'deposit']
  // The money of an order goes back as money.
  return order || pointMinor === 0 ? ['cash', 'card', 'deposit'] : ['cash', 'card', 'deposit', 'points']
}
