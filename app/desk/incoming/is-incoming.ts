import type { Order } from '../../../lib/domain/order/order.ts'

/**
 * B12: what has come in and waits for an operator. A draft waits for a yes or no; an order that accepted itself waits until
 * somebody plans it, or it would come and go unseen.
 */
export const isIncoming = ({ state, acceptance, driverId }: Order): boolean =>
  state === 'draft' || (state === 'accepted' && acceptance?.automatic === true && driverId === null)
