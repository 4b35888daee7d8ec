/** The cart's lines as an order carries them, each with the price that stood on the screen (GE5). Pure. */
import type { OrderPayload } from '../../lib/domain/order/operations.ts'
import type { PricedCart } from './cart.ts'

export function orderLines(priced: PricedCart): OrderPayload<'order.submit'>['lines'] {
  return priced.lines.flatMap(({ id, productId, quantityMilli, payWith, price }) =>
    price === null ? [] : [{ id, productId, quantityMilli, payWith, seenPrice: price }],
  )
}
