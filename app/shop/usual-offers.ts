/** What this customer ordered most often, of what is still sold. Pure. */
import type { Order } from '../../lib/domain/order/order.ts'
import type { Offer } from './offers.ts'

const lookBackOrders = 20
const atMost = 6

/** `orders` newest first. Of goods ordered equally often the one ordered last comes first. */
export function usualOffers(
  orders: readonly { body: Pick<Order, 'lines'> }[],
  offerOf: (productId: string) => Offer | undefined,
): Offer[] {
  const times = new Map<string, number>()
  for (const { body } of orders.slice(0, lookBackOrders))
    for (const productId of new Set(body.lines.map((line) => line.productId)))
      times.set(productId, (times.get(productId) ?? 0) + 1)
  return [...times]
    .sort((a, b) => b[1] - a[1]) // stable: insertion order is newest first
    .flatMap(([productId]) => offerOf(productId) ?? [])
    .slice(0, atMost)
}
