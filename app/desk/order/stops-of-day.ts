/** A driver's stops of one day, in the order he drives them. Pure. */
import type { Order } from '../../../lib/domain/order/order.ts'
import type { Shown } from '../../../lib/workplace-types.ts'

export function stopsOfDay(orders: readonly Shown<Order>[], driverId: string, date: string): Shown<Order>[] {
  return orders
    .filter(({ body }) => body.driverId === driverId && body.stop?.date === date && isStop(body))
    .sort((a, b) => positionOf(a) - positionOf(b) || a.body.createdAt - b.body.createdAt)
}

const isStop = ({ state }: Order): boolean => state !== 'declined' && state !== 'voided' && state !== 'draft'
const positionOf = ({ body }: Shown<Order>): number => body.stop?.position ?? 0
