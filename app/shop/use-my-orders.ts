/** The signed-in customer's own orders, newest first; null while read or before sign-in. */
'use client'
import { useMemo } from 'react'
import type { Order } from '../../lib/domain/order/order.ts'
import type { Shown } from '../../lib/workplace-types.ts'
import { useList, useMe } from '../_ui/use-workplace.ts'

export function useMyOrders(): readonly Shown<Order>[] | null {
  const me = useMe()
  const all = useList<Order>('order')
  return useMemo(() => {
    if (me === null || me.customerId === null) return null
    // Joined to another customer, the own finished orders stay one's own, and so does what waits to be sent (GA6).
    return (
      all?.filter(({ body }) => [me.customerId, me.id].includes(body.customerId) || body.createdBy === me.id) ?? null
    )
  }, [all, me])
}
