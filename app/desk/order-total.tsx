/** What an order costs, in money and, where lines are paid so, in points. */
'use client'
import type { Order } from '../../lib/domain/order/order.ts'
import { Money, Points } from '../_ui/money.tsx'

export function OrderTotal({ order }: { order: Order }) {
  return (
    <>
      <Money minor={order.totalMinor} />
      {order.totalPoints > 0 && (
        <>
          {' + '}
          <Points points={order.totalPoints} />
        </>
      )}
    </>
  )
}
