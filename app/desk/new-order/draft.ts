/**
 * The order an operator is typing while the customer is on the phone. It lies on the device, so that another call, a
 * reload or an update takes nothing away. Lines are the shop's cart: same rules, same sums. Pure.
 */
import type { Address, Customer } from '../../../lib/domain/customer/customer.ts'
import type { OrderPayload } from '../../../lib/domain/order/operations.ts'
import { emptyCart, quantityOf, withQuantity, type Cart, type CartLine, type PricedCart } from '../../shop/cart.ts'

export type Draft = {
  customerId: string | null
  /** `addressId`: one on the card, null: the typed one, undefined: the first on the card. */
  cart: Cart
  /** The customer picks it up. */
  isPickup: boolean
}

export const emptyDraft: Draft = { customerId: null, cart: emptyCart, isPickup: false }

export const isEmpty = (draft: Draft): boolean =>
  draft.customerId === null && draft.cart.lines.length === 0 && draft.cart.note === '' && draft.cart.typedAddress === ''

/** Another customer has other addresses; the goods stay. */
export const withCustomer = (draft: Draft, customerId: string | null): Draft => {
  const { addressId: _, ...cart } = draft.cart
  return { ...draft, customerId, isPickup: false, cart: { ...cart, typedAddress: '', typedAddressNote: '' } }
}

/** What the order goes to: an address of the card, null: the typed one. undefined: nowhere. */
export function chosenAddress(draft: Draft, customer: Customer | null): Address | null | undefined {
  if (draft.isPickup) return undefined
  const known = customer?.addresses ?? []
  if (draft.cart.addressId === undefined) return known[0] ?? null
  return known.find(({ id }) => id === draft.cart.addressId) ?? null
}

export type Problem = 'needCustomer' | 'needLines' | 'needAddress' | 'needPrices' | 'timeWrong'

/** The first thing that keeps the order from being made; null: nothing. */
export function problemOf(draft: Draft, customer: Customer | null, priced: PricedCart): Problem | null {
  if (draft.customerId === null) return 'needCustomer'
  if (draft.cart.lines.length === 0) return 'needLines'
  if (!priced.isOrderable) return 'needPrices'
  if (chosenAddress(draft, customer) === null && draft.cart.typedAddress.trim() === '') return 'needAddress'
  return isWindowWrong(draft.cart.window) ? 'timeWrong' : null
}

export const isWindowWrong = (window: Cart['window']): boolean =>
  window?.from != null && window.to != null && window.to <= window.from

/** `typedAddressId`: the id under which the typed address goes to the customer's card. */
export function submitPayload(
  draft: Draft,
  customer: Customer | null,
  priced: PricedCart,
  typedAddressId: string,
): OrderPayload<'order.submit'> {
  const { cart, customerId } = draft
  if (customerId === null) throw new Error('An order without a customer was submitted')
  const address = chosenAddress(draft, customer)
  return {
    source: 'desk',
    customerId,
    address:
      address === undefined
        ? null
        : address === null
          ? { id: typedAddressId, raw: cart.typedAddress.trim(), note: cart.typedAddressNote.trim() || null }
          : { id: address.id, raw: address.raw, note: address.note },
    window: cart.window,
    lines: priced.lines.map(({ id, productId, quantityMilli, payWith, price }) => ({
      id,
      productId,
      quantityMilli,
      payWith,
      seenPrice: price ?? 0,
    })),
    intent: cart.intent,
    note: cart.note.trim() === '' ? null : cart.note.trim(),
  }
}

/** For points instead of money, or back: joins the line that stands there already (GB4). */
export function switchPayWith(cart: Cart, line: CartLine, newId: () => string): Cart {
  const { productId, payWith, quantityMilli } = line
  const other = payWith === 'points' ? 'money' : 'points'
  const joined = quantityOf(cart, productId, other) + quantityMilli
  const added = withQuantity(cart, { productId, payWith: other, quantityMilli: joined }, newId)
  return withQuantity(added, { productId, payWith, quantityMilli: 0 }, newId)
}
