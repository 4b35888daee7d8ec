/** The goods and prices that this till holds, as indexes that are made anew only when something of them has changed. */
'use client'
import { useMemo } from 'react'
import type { Price, Product } from '../../../lib/domain/catalogue/catalogue.ts'
import { headingsOf } from '../../../lib/domain/catalogue/sold-goods.ts'
import { bodies } from '../../_ui/bodies.ts'
import { useList } from '../../_ui/use-workplace.ts'
import { createTillPrices, indexGoods, type TillGoods, type TillPrices } from './till-goods.ts'

/** null while they are read. */
export function useTillGoods(): TillGoods | null {
  const products = useList<Product>('product', { order: 'asc' })
  const prices = usePrices()
  // By their names, so that a new price of something makes no new index of fifty thousand products.
  const headings = useMemo(
    () => (products && prices ? [...headingsOf(bodies(products), bodies(prices))].join('\n') : null),
    [products, prices],
  )
  return useMemo(
    () => (products && headings !== null ? indexGoods(bodies(products), new Set(headings.split('\n'))) : null),
    [products, headings],
  )
}

/** null while they are read. */
export function useTillPrices(currency: string): TillPrices | null {
  const prices = usePrices()
  return useMemo(() => prices && createTillPrices(bodies(prices), currency), [prices, currency])
}

const usePrices = () => useList<Price>('price', { order: 'asc' })
