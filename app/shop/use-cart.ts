/** The cart of this device, shared by its tabs, with its prices. */
'use client'
import { createContext, useCallback, useContext, useEffect } from 'react'
import { useNotice } from '../_ui/notice.tsx'
import { useWords } from '../_ui/words-engine.ts'
import { baseWords } from '../_ui/words.ts'
import { useKeepTyped, useMe, useOne, useWorkplace } from '../_ui/use-workplace.ts'
import { emptyCart, nextCart, ownedBy, withQuantity, type Cart, type PayWith, type PricedCart } from './cart.ts'
import type { Catalogue } from './offers.ts'

export function useCart() {
  const workplace = useWorkplace()
  const notice = useNotice()
  const base = useWords(baseWords)
  const [cart, setCart] = useKeepTyped<Cart>('shop.cart', emptyCart)

  const change = useCallback(
    (next: CartChange) => {
      setCart(next).catch((cause: unknown) => {
        console.error('The cart could not be stored', cause)
        notice({ tone: 'bad', text: base('failedUnknown') })
      })
    },
    [setCart, notice, base],
  )
  const me = useMe()
  // Who signed in, and not for whom the record stands: joined to another customer, a person keeps the cart (GA6).
  const ownerId = me === null || me.customerId === null ? null : me.id
  useEffect(() => {
    if (ownerId !== null && cart.customerId !== ownerId) change((before) => ownedBy(before, ownerId))
  }, [ownerId, cart.customerId, change])

  // The order is on the disk before the cart is emptied: whoever is killed in between must not find it full, with an
  // order in it that exists already.
  const placed = useOne('order', cart.orderId === '' ? null : cart.orderId)
  useEffect(() => {
    if (placed) change((before) => (before.orderId === placed.id ? nextCart(before) : before))
  }, [placed, change])

  const setQuantity = useCallback(
    (productId: string, payWith: PayWith, quantityMilli: number) =>
      change((before) => withQuantity(before, { productId, payWith, quantityMilli }, () => workplace.newId())),
    [change, workplace],
  )
  return { cart, change, setQuantity }
}

export type CartChange = Cart | ((before: Cart) => Cart)

export type ShopContextValue = {
  catalogue: Catalogue
  cart: Cart
  priced: PricedCart
  change: (next: CartChange) => void
  setQuantity: (productId: string, payWith: PayWith, quantityMilli: number) => void
  /** Points left for further lines; null: not signed in or not known, then nothing is offered for points. */
  pointsLeft: number | null
}

export const ShopContext = createContext<ShopContextValue | null>(null)

export function useShop(): ShopContextValue {
  const shop = useContext(ShopContext)
  if (!shop) throw new Error('useShop outside Shop')
  return shop
}
