/** What the operator learns by phone: the verified address (A15), a note. */
import { refused } from '../operation.ts'
import type { Decision } from '../operation.ts'
import { isBlank, orNothing, shortened } from '../text.ts'
import type { OrderPayload } from './operations.ts'
import type { Order } from './order.ts'
import { entryOf, entryTextLength, settle, unchanged, withHistory } from './order-act.ts'
import type { Act } from './order-act.ts'

/** The address as typed (A16) stays beside it. */
export function verifyAddress(act: Act<OrderPayload<'order.verifyAddress'>>): Decision<Order> {
  const { order, payload } = act
  const verified = payload.verified.trim()
  if (isBlank(verified)) return refused('badRequest', { path: 'verified' })
  if (order.address?.verified === verified) return unchanged(order)
  const address = { ...(order.address ?? { id: null, raw: '', note: null }), verified }
  return settle(
    order,
    withHistory({ ...order, address }, entryOf(act, { verified: shortened(verified, entryTextLength) })),
  )
}

export function note(act: Act<OrderPayload<'order.note'>>): Decision<Order> {
  const { order } = act
  const text = orNothing(act.payload.note)
  if (text === order.note) return unchanged(order)
  return settle(order, withHistory({ ...order, note: text }, entryOf(act)))
}
