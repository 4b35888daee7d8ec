/**
 * The sale on the till's screen before it is closed: what each line and the whole come to, by the same sums that the
 * receipt is checked by. Nothing here is stored but by `parked.put`.
 */
import { cashRounding, lineAmount, shareOut, sumAmounts } from '../money.ts'
import { partOf } from '../part-of.ts'
import type { ReceiptPayload } from './operations.ts'
import type { SeenBy } from './receipt.ts'
import type { ReceiptTender } from './shift.ts'

export type Discount = { kind: 'percent'; percent: number } | { kind: 'amount'; minor: number }

export type CartLine = {
  id: string
  productId: string | null
  name: string
  unit: string
  /** May be sold in parts: kg, l. */
  fractional: boolean
  quantityMilli: number
  priceMinor: number
  discount: Discount | null
  vatPercent: number | null
  stocked: boolean
  /** Goods that come back: the line they were sold on, and how much of it came back before. */
  returnOf: {
    receiptId: string
    lineId: string
    soldMilli: number
    soldMinor: number
    returnedMilli: number
    /** Where this till does not hold that receipt: which of the lines sold there, and how the till sees it. */
    position?: number
    seen?: SeenBy
  } | null
}

export type Cart = {
  saleId: string
  lines: readonly CartLine[]
  /** On everything that is sold, on top of the lines' own. */
  discount: Discount | null
}

export type PricedLine = CartLine & {
  /** price × quantity, rounded once. */
  grossMinor: number
  /** Own discount and share of the receipt's. */
  discountMinor: number
  /** Not below zero; what goes back for a line that comes back. */
  amountMinor: number
}

export type PricedCart = {
  lines: PricedLine[]
  discountMinor: number
  /** Before rounding. Below zero when the customer gets money back. */
  totalMinor: number
}

/** null: larger than any receipt may be. */
export function priceCart(cart: Cart): PricedCart | null {
  const own: { line: CartLine; gross: number; discount: number }[] = []
  for (const line of cart.lines) {
    const gross = lineAmount(line.priceMinor, line.quantityMilli)
    if (gross === null) return null
    own.push({ line, gross, discount: line.returnOf ? 0 : discountOf(line.discount, gross) })
  }
  const net = own.map(({ line, gross, discount }) => (line.returnOf ? 0 : gross - discount))
  const sold = sumAmounts(net)
  if (sold === null) return null
  const shares = shareOut(discountOf(cart.discount, sold), net)
  const lines = own.map(({ line, gross, discount }, index): PricedLine => {
    const { returnOf } = line
    if (returnOf) {
      const { soldMilli: quantityMilli, soldMinor: amountMinor, returnedMilli } = returnOf
      const back = partOf({ quantityMilli, amountMinor }, returnedMilli, line.quantityMilli)
      return { ...line, grossMinor: gross, discountMinor: Math.max(0, gross - back), amountMinor: back }
    }
    const discountMinor = discount + (shares[index] ?? 0)
    return { ...line, grossMinor: gross, discountMinor, amountMinor: gross - discountMinor }
  })
  const totalMinor = sumAmounts(lines.map((line) => (line.returnOf ? -line.amountMinor : line.amountMinor)))
  if (totalMinor === null) return null
  const discountMinor = lines.reduce((sum, line) => (line.returnOf ? sum : sum + line.discountMinor), 0)
  return { lines, discountMinor, totalMinor }
}

/** Percent is rounded half up, once; never more than there is. */
function discountOf(discount: Discount | null, gross: number): number {
  if (discount === null) return 0
  const wanted = discount.kind === 'amount' ? discount.minor : Math.floor((gross * discount.percent + 50) / 100)
  return Math.min(gross, Math.max(0, wanted))
}

export type Payment = { tender: ReceiptTender; amountMinor: number }

/** Rounding is for receipts that are paid in cash alone: nobody needs coins for a card. */
export const roundingOf = (totalMinor: number, tenders: readonly ReceiptTender[], stepMinor: number): number =>
  tenders.every((tender) => tender === 'cash') ? cashRounding(totalMinor, stepMinor) : 0

export type Closing = {
  tenders: readonly Payment[]
  roundingMinor: number
  givenMinor: number | null
  /** What one point pays. */
  pointMinor?: number
  customerId: string | null
  orderId: string | null
  order?: ReceiptPayload['order']
  approvals: ReceiptPayload['approvals']
  reason: string | null
}

/** What `receipt.close` carries for this cart. */
export function receiptPayloadOf(cart: Cart, priced: PricedCart, closing: Closing): ReceiptPayload {
  return {
    saleId: cart.saleId,
    lines: priced.lines.map((line) => ({
      id: line.id,
      productId: line.productId,
      name: line.name,
      unit: line.unit,
      quantityMilli: line.quantityMilli,
      priceMinor: line.priceMinor,
      discountMinor: line.discountMinor,
      vatPercent: line.vatPercent,
      stocked: line.stocked,
      returnOf: line.returnOf && {
        receiptId: line.returnOf.receiptId,
        lineId: line.returnOf.lineId,
        amountMinor: line.amountMinor,
        ...(line.returnOf.position === undefined
          ? {}
          : { position: line.returnOf.position, soldMilli: line.returnOf.soldMilli }),
        ...(line.returnOf.seen === undefined ? {} : { seen: line.returnOf.seen }),
      },
    })),
    ...withoutWorth(closing),
    tenders: closing.tenders.filter(({ amountMinor }) => amountMinor !== 0),
  }
}

/** What a point is worth is told where points were taken. */
const withoutWorth = ({ pointMinor, ...closing }: Closing) => ({
  ...closing,
  ...(pointMinor && closing.tenders.some(({ tender, amountMinor }) => tender === 'points' && amountMinor !== 0)
    ? { pointMinor }
    : {}),
})
