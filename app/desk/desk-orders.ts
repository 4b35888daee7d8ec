/** All orders of this device, newest first, read once for the list, the panel of new ones and the customers' cards. */
'use client'
import { createContext, useContext, useMemo } from 'react'
import type { Order } from '../../lib/domain/order/order.ts'
import type { Shown } from '../../lib/workplace-types.ts'
import { useList } from '../_ui/use-workplace.ts'
import { isIncoming } from './incoming/is-incoming.ts'

export type DeskOrders = {
  /** null while they are read for the first time. */
  all: readonly Shown<Order>[] | null
  byId: ReadonlyMap<string, Shown<Order>>
  /** Newest first. */
  incoming: readonly Shown<Order>[]
}

export const DeskOrdersContext = createContext<DeskOrders | null>(null)

export function useDeskOrders(): DeskOrders {
  const orders = useContext(DeskOrdersContext)
  if (!orders) throw new Error('useDeskOrders outside Desk')
  return orders
}

export function useReadDeskOrders(): DeskOrders {
  const all = useList<Order>('order')
  return useMemo(
    () => ({
      all,
      byId: new Map(all?.map((shown) => [shown.id, shown])),
      incoming: all?.filter((shown) => isIncoming(shown.body)) ?? [],
    }),
    [all],
  )
}
