/** The catalogue as this person sees it: goods of the shop at their own price list, or the retail one before sign-in. */
'use client'
import { useMemo } from 'react'
import type { Amounts, Group, Price, Product } from '../../lib/domain/catalogue/catalogue.ts'
import type { Customer, Settings } from '../../lib/domain/customer/customer.ts'
import { bodies } from '../_ui/bodies.ts'
import { useList, useMe, useOne } from '../_ui/use-workplace.ts'
import { createCatalogue, type Catalogue } from './offers.ts'

const settingsId = 'organisation'

/** null while it is being read for the first time. */
export function useCatalogue(): Catalogue | null {
  const groups = useList<Group>('group', { order: 'asc' })
  const products = useList<Product>('product', { order: 'asc' })
  const prices = useList<Price>('price', { order: 'asc' })
  const settings = useSettings()
  const customer = useCustomer()
  const priceTypeId = customer?.priceTypeId ?? settings?.retailPriceTypeId ?? null
  const currency = settings?.currency ?? 'RUB'
  return useMemo(() => {
    if (!groups || !products || !prices) return null
    return createCatalogue({
      groups: bodies(groups),
      products: bodies(products),
      prices: bodies(prices),
      priceTypeId,
      currency,
    })
  }, [groups, products, prices, priceTypeId, currency])
}

export function useSettings(): Settings | null {
  return useOne<Settings>('settings', settingsId)?.body ?? null
}

/** Whoever is signed in as a customer. */
export function useCustomerId(): string | null {
  return useMe()?.customerId ?? null
}

export function useCustomer(): Customer | null {
  return useOne<Customer>('customer', useCustomerId())?.body ?? null
}

/** What stands on the customer's accounts; null where it is not known here. */
export function useBalance(): Record<string, number> | null {
  return useOne<Amounts>('balance', useCustomerId())?.body.amounts ?? null
}
