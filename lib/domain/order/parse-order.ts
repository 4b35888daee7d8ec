/** A stored order as a typed one. Checked once per object: views are rebuilt over the same bodies again and again. */
import { orderSchema } from './order.ts'
import type { Order } from './order.ts'

const checked = new WeakSet<object>()

/** What `decide` made is an order by its types: nobody needs to check it again. */
export function knowOrder(order: Order): void {
  checked.add(order)
}

/** null: not an order. Fields that a newer version has added are kept. */
export function parseOrder(body: unknown): Order | null {
  if (typeof body !== 'object' || body === null) return null
  if (!checked.has(body)) {
    if (!orderSchema.safeParse(body).success) return null
    checked.add(body)
  }
  return body as Order // safe: it has just been, or was, checked against the schema
}
