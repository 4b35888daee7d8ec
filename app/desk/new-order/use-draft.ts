/** The draft of this device, its customer and its prices. */
'use client'
import { useCallback, useEffect, useMemo } from 'react'
import type { Amounts, Price, PriceType, Product } from '../../../lib/domain/catalogue/catalogue.ts'
import { freeMilli } from '../../../lib/domain/catalogue/stock.ts'
import type { Customer, Settings } from '../../../lib/domain/customer/customer.ts'
import { bodies } from '../../_ui/bodies.ts'
import { useNotice } from '../../_ui/notice.tsx'
import { useBalance } from '../../_ui/use-balance.ts'
import { useKeepTyped, useList, useOne, useWorkplace } from '../../_ui/use-workplace.ts'
import { baseWords } from '../../_ui/words.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { priceCart, withQuantity, type Cart, type PayWith, type PricedCart } from '../../shop/cart.ts'
import { emptyDraft, type Draft } from './draft.ts'
import { goodsForSale, type GoodsForSale } from './goods-for-sale.ts'

export type DraftState = {
  draft: Draft
  change: (draft: Draft) => void
  changeCart: (part: Partial<Cart>) => void
  setQuantity: (productId: string, payWith: PayWith, quantityMilli: number) => void
  /** undefined while it is read, null: none chosen, or not on this device. */
  customer: Customer | null | undefined
  balance: Record<string, number> | null
  goods: GoodsForSale | null
  priced: PricedCart
  /** undefined: the books know no stock of it. */
  freeOf: (productId: string) => number | undefined
  priceList: string | null
}

export function useDraft(): DraftState {
  const workplace = useWorkplace()
  const keep = useKeepSafely()
  const [draft, setDraft] = useKeepTyped<Draft>('desk.newOrder', emptyDraft)
  const change = useCallback((next: Draft) => keep(setDraft(next)), [keep, setDraft])
  const placed = useOne('order', draft.cart.orderId === '' ? null : draft.cart.orderId)
  // Killed between the order's write and the emptying of this draft, it would offer an order that exists already.
  useEffect(() => {
    if (placed) change(emptyDraft)
  }, [placed, change])
  const shown = useOne<Customer>('customer', draft.customerId)
  const customer = shown === undefined ? undefined : (shown?.body ?? null)
  const balance = useBalance(draft.customerId)
  const { goods, priceList } = useGoods(customer ?? null)
  const freeOf = useFreeStock()
  const priced = useMemo(() => priceCart(draft.cart, goods?.offerOf ?? (() => undefined)), [draft.cart, goods])

  return {
    draft,
    change,
    changeCart: (part) => change({ ...draft, cart: { ...draft.cart, ...part } }),
    setQuantity: (productId, payWith, quantityMilli) => {
      const wanted = { productId, payWith, quantityMilli }
      change({ ...draft, cart: withQuantity(draft.cart, wanted, () => workplace.newId()) })
    },
    customer,
    balance,
    goods,
    priced,
    freeOf,
    priceList,
  }
}

function useKeepSafely(): (storing: Promise<void>) => void {
  const notice = useNotice()
  const base = useWords(baseWords)
  return useCallback(
    (storing) => {
      storing.catch((cause: unknown) => {
        console.error('The new order could not be stored', cause)
        notice({ tone: 'bad', text: base('failedUnknown') })
      })
    },
    [notice, base],
  )
}

function useGoods(customer: Customer | null): { goods: GoodsForSale | null; priceList: string | null } {
  const products = useList<Product>('product', { order: 'asc' })
  const prices = useList<Price>('price', { order: 'asc' })
  const settings = useOne<Settings>('settings', 'organisation')?.body
  const priceTypeId = customer?.priceTypeId ?? settings?.retailPriceTypeId ?? null
  const priceType = useOne<PriceType>('priceType', priceTypeId)
  const currency = settings?.currency ?? 'RUB'
  const goods = useMemo(
    () => (products && prices ? goodsForSale(bodies(products), bodies(prices), { priceTypeId, currency }) : null),
    [products, prices, priceTypeId, currency],
  )
  return { goods, priceList: priceType?.body.name ?? null }
}

function useFreeStock(): (productId: string) => number | undefined {
  const stock = useList<Amounts>('stock', { order: 'asc' })
  return useMemo(() => {
    const free = new Map(stock?.map((shown) => [shown.id, freeMilli(shown.body.amounts)]))
    return (productId) => free.get(productId)
  }, [stock])
}
