/** Calls back with the drafts that came in since the last look. What was there when the screen opened is no news. */
'use client'
import { useEffect, useRef } from 'react'
import type { Order } from '../../../lib/domain/order/order.ts'
import type { Shown } from '../../../lib/workplace-types.ts'
import { useMe, useStatus } from '../../_ui/use-workplace.ts'
import { useDeskOrders } from '../desk-orders.ts'

export function useNewcomers(tell: (orders: Shown<Order>[]) => void): void {
  const { all, incoming } = useDeskOrders()
  const { filling } = useStatus()
  const me = useMe()
  const known = useRef<Set<string> | null>(null)
  const isRead = all !== null

  useEffect(() => {
    if (!isRead) return
    const before = known.current
    known.current = new Set(incoming.map((shown) => shown.id))
    // A first filling brings in everything there ever was.
    if (before === null || filling !== null) return
    const newcomers = incoming.filter((shown) => !before.has(shown.id) && shown.body.createdBy !== me?.id)
    if (newcomers.length > 0) tell(newcomers)
  }, [isRead, incoming, filling, me, tell])
}
