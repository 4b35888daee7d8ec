/** The signed-in customer's own orders, newest first; null while read or before sign-in. */
'use client'
import { useMemo } from 'react'
import type { Order } from '../../lib/domain/order/order.ts'
import type { Shown } from '../../lib/workplace-types.ts'
import { useList } from '../_ui/use-workplace.ts'
import { useCustomerId } from './use-catalogue.ts'

export function useMyOrders(): readonly Shown<Order>[] | null {
  const customerId = useCustomerId()
  const all = useList<Order>('order')
  return useMemo(
    () => (customerId === null ? null : (all?.filter((shown) => shown.body.customerId === customerId) ?? null)),
    [all, customerId],
  )
}
