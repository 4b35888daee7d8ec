/** Which goods come back, as lines of a cart: never more than is left, worth what was paid for them. */
import type { Cart, CartLine, Payment } from '../../../lib/domain/till/cart.ts'
import { isWhole } from '../../../lib/domain/quantity.ts'
import { isReturnedAtDesk } from '../../../lib/domain/till/counter-return.ts'
import {
  paidInPoints,
  paidLines,
  type Receipt,
  type ReceiptLine,
  type SeenBy,
} from '../../../lib/domain/till/receipt.ts'
import type { Refund } from '../../../lib/domain/till/refund.ts'
import type { ReceiptTender } from '../../../lib/domain/till/shift.ts'
import { leftMilli, type Returned } from './returned.ts'

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
  // Of an order paid in parts the lines are worth more than this receipt took.
  if (isReturnedAtDesk(receipt) || isPointsOnPaper(receipt)) return []
  const sold = paidLines(receipt)
  return sold.flatMap((line) => {
    const quantityMilli = Math.min(chosen[line.id] ?? 0, leftMilli(line, returned))
    if (quantityMilli <= 0) return []
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

/** The paper does not say whose points they were, so nobody can be given them back, nor money instead. */
export const isPointsOnPaper = (receipt: Pick<Receipt, 'tenders' | 'customerId'>): boolean =>
  receipt.customerId === null && paidInPoints(receipt) > 0

export const returnCart = (saleId: string, lines: readonly CartLine[]): Cart => ({ saleId, lines, discount: null })

/** Everything that is left. */
export const allOf = (receipt: Receipt, returned: Returned): Chosen =>
  Object.fromEntries(receipt.lines.map((line) => [line.id, leftMilli(line, returned)]))

/** The money goes back the way it came, where that is possible. */
export function usualTender(receipt: Pick<Receipt, 'tenders' | 'customerId'>, pointMinor: number): ReceiptTender {
  const possible = possibleTenders(receipt, pointMinor)
  const paid = receipt.tenders.filter(({ tender, amountMinor }) => amountMinor > 0 && possible.includes(tender))
  return paid.toSorted((a, b) => b.amountMinor - a.amountMinor)[0]?.tender ?? 'cash'
}

/**
 * How the money of it can go back; deposit and points are somebody's. What was paid with points alone goes back as points.
 * Where it was paid with both, its part in points is no choice (`refundOf`, users.md 13). `pointMinor`: what one point is
 * worth; 0: tills take none. `moneyMinor`: what `refundOf` gives back in money all the same.
 */
export function possibleTenders(
  { customerId, tenders }: Pick<Receipt, 'customerId' | 'tenders'>,
  pointMinor: number,
  moneyMinor = 0,
): ReceiptTender[] {
  if (customerId === null) return ['cash', 'card']
  const paid = tenders.filter(({ amountMinor }) => amountMinor > 0).map(({ tender }) => tender)
  if (pointMinor > 0 && moneyMinor === 0 && paid.length > 0 && paid.every((tender) => tender === 'points'))
    return ['points']
  return ['cash', 'card', 'deposit']
}

/** What goes back by the tender that was chosen, and beside it in points. All of it by points: nothing stands beside them. */
export const tendersBack = (tender: ReceiptTender, { moneyMinor, pointsMinor }: Refund): Payment[] =>
  tender === 'points'
    ? [{ tender, amountMinor: -moneyMinor - pointsMinor }]
    : [
        { tender, amountMinor: -moneyMinor },
        { tender: 'points', amountMinor: -pointsMinor },
      ]
