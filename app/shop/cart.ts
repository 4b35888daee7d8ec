/**
 * The cart: what a customer is about to order. It lies on the device and survives everything; it is no operation until
 * "Order" is pressed. One product may stand in it twice, for money and for points (GB4).
 */
import type { OrderPayload } from '../../lib/domain/order/operations.ts'
import type { Order, Tender } from '../../lib/domain/order/order.ts'
import { lineAmount, sumAmounts } from '../../lib/domain/money.ts'
import { maxQuantityMilli } from '../../lib/domain/quantity.ts'
import type { Offer } from './offers.ts'

export type PayWith = 'money' | 'points'
export type CartLine = { id: string; productId: string; payWith: PayWith; quantityMilli: number }
export type DeliveryWindow = NonNullable<OrderPayload<'order.submit'>['window']>

export type Cart = {
  /** The order's id from the beginning: a second press on "Order" is the same order. Empty while nothing is in it. */
  orderId: string
  /** Whose cart it is: the record that signed in. Absent: nobody was signed in yet. */
  customerId?: string
  lines: readonly CartLine[]
  /** One of the customer's own addresses, or null: the typed one. undefined: not chosen yet. */
  addressId?: string | null
  typedAddress: string
  typedAddressNote: string
  rememberAddress: boolean
  window: DeliveryWindow | null
  intent: Tender | null
  note: string
}

export const emptyCart: Cart = {
  orderId: '',
  lines: [],
  typedAddress: '',
  typedAddressNote: '',
  rememberAddress: true,
  window: null,
  intent: null,
  note: '',
}

/** After an order: the next one starts empty, but how this customer pays stays. */
export const nextCart = ({ intent, customerId }: Cart): Cart => ({
  ...emptyCart,
  intent,
  ...(customerId && { customerId }),
})

/** A cart filled before signing in is theirs; another customer's address and note are not for these eyes. */
export function ownedBy(cart: Cart, customerId: string): Cart {
  if (cart.customerId === customerId) return cart
  return cart.customerId === undefined ? { ...cart, customerId } : { ...emptyCart, customerId }
}

export function quantityOf(cart: Cart, productId: string, payWith: PayWith): number {
  return cart.lines.find((line) => line.productId === productId && line.payWith === payWith)?.quantityMilli ?? 0
}

/** 0 takes the line out. A new line stands last, a changed one where it was. */
export function withQuantity(
  cart: Cart,
  wanted: { productId: string; payWith: PayWith; quantityMilli: number },
  newId: () => string,
): Cart {
  const { productId, payWith } = wanted
  const quantityMilli = Math.min(Math.max(0, wanted.quantityMilli), maxQuantityMilli)
  const isIt = (line: CartLine) => line.productId === productId && line.payWith === payWith
  const before = cart.lines.some(isIt)
  if (!before && quantityMilli === 0) return cart
  const lines = before
    ? cart.lines.map((line) => (isIt(line) ? { ...line, quantityMilli } : line))
    : [...cart.lines, { id: newId(), productId, payWith, quantityMilli }]
  const left = lines.filter((line) => line.quantityMilli > 0)
  return { ...cart, lines: left, orderId: left.length === 0 ? '' : cart.orderId || newId() }
}

/** One line as the cart shows it. `amount` is null when it cannot be ordered now: see `problem`. */
export type PricedLine = CartLine & {
  offer: Offer | null
  price: number | null
  amount: number | null
}

export type PricedCart = {
  lines: PricedLine[]
  totalMinor: number
  totalPoints: number
  /** Some line has no price or is too large. */
  isOrderable: boolean
}

export function priceCart(cart: Cart, offerOf: (productId: string) => Offer | undefined): PricedCart {
  const lines = cart.lines.map((line): PricedLine => {
    const offer = offerOf(line.productId) ?? null
    const price = offer && (line.payWith === 'points' ? offer.product.pricePoints : offer.priceMinor)
    return { ...line, offer, price, amount: price === null ? null : lineAmount(price, line.quantityMilli) }
  })
  const sum = (payWith: PayWith) =>
    sumAmounts(lines.filter((line) => line.payWith === payWith).map((line) => line.amount ?? 0))
  const totalMinor = sum('money')
  const totalPoints = sum('points')
  return {
    lines,
    totalMinor: totalMinor ?? 0,
    totalPoints: totalPoints ?? 0,
    isOrderable:
      lines.length > 0 && totalMinor !== null && totalPoints !== null && lines.every((line) => line.amount !== null),
  }
}

/** Points left for further lines; null where the balance is not known here. */
export const pointsLeft = (balance: number | null, priced: PricedCart): number | null =>
  balance === null ? null : balance - priced.totalPoints

/** An old order's lines into the cart, beside what is there. `skipped`: names of goods that cannot be ordered now. */
export function repeatInto(
  cart: Cart,
  order: Pick<Order, 'lines'>,
  { offerOf, newId }: { offerOf: (productId: string) => Offer | undefined; newId: () => string },
): { cart: Cart; skipped: string[] } {
  const skipped: string[] = []
  let filled = cart
  for (const line of order.lines) {
    const offer = offerOf(line.productId)
    const price = line.payWith === 'points' ? offer?.product.pricePoints : offer?.priceMinor
    if (!offer || price === null || price === undefined) {
      skipped.push(line.name)
      continue
    }
    const quantityMilli = quantityOf(filled, line.productId, line.payWith) + line.quantityMilli
    filled = withQuantity(filled, { productId: line.productId, payWith: line.payWith, quantityMilli }, newId)
  }
  return { cart: filled, skipped }
}
