/** The signed-in driver's day, live. null while read. */
'use client'
import { useMemo } from 'react'
import type { Order } from '../../lib/domain/order/order.ts'
import { localDate } from '../_ui/format.ts'
import { useList, useMe, useNow } from '../_ui/use-workplace.ts'
import { planDay, type Day } from './day.ts'

export function useDay(): { day: Day | null; today: string } {
  const orders = useList<Order>('order', { order: 'asc' })
  const driverId = useMe()?.id ?? null
  const today = localDate(useNow(60_000))
  const day = useMemo(
    () => (orders && driverId !== null ? planDay(orders, { driverId, today, dateOf: localDate }) : null),
    [orders, driverId, today],
  )
  return { day, today }
}
