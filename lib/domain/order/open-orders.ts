/** The list `openOrders/<customerId>`: which orders of a customer are open now. Only the server has it. */
import type { Ref } from '../operation.ts'
import type { ListQuery } from '../trade.ts'
import { openStates } from './states.ts'

export const openOrdersRef = (customerId: string): Ref => ({ kind: 'openOrders', id: customerId })

export const openOrdersQuery = ({ kind, id }: Ref): ListQuery | null =>
  kind === 'openOrders' ? { scope: `customer:${id}`, kind: 'order', field: 'state', values: openStates } : null
