/**
 * In which states an act is possible (the state table of part B with GA7, GB1, GB2, GB6), and what a person is told
 * otherwise. Every rule asks this table first; its test walks through all of it.
 */
import { refused } from '../operation.ts'
import type { Refused } from '../operation.ts'
import type { OrderOperationKind } from './operations.ts'
import type { Order, OrderState } from './order.ts'

export type ActKind = Exclude<OrderOperationKind, 'order.submit'>

const underWay: readonly OrderState[] = ['accepted', 'inDelivery']
export const openStates: readonly OrderState[] = ['draft', ...underWay]

/** Promised to the customer, and not at its end. */
export const isUnderWay = ({ state }: Pick<Order, 'state'>): boolean => underWay.includes(state)
/** The same, or a draft that nobody has accepted yet. */
export const isOpen = ({ state }: Pick<Order, 'state'>): boolean => openStates.includes(state)

/** Declined by nobody: its customer took it back (GB6). */
export const isWithdrawn = ({ state, history }: Pick<Order, 'state' | 'history'>): boolean =>
  state === 'declined' && history.some(({ what }) => what === 'withdraw')

export const possibleIn: Record<ActKind, readonly OrderState[]> = {
  'order.withdraw': ['draft'],
  'order.accept': ['draft'],
  'order.decline': ['draft'],
  'order.void': underWay,
  'order.cancelRest': underWay,
  'order.deliverLine': underWay,
  'order.pay': [...underWay, 'completed', 'shipped'],
  'order.correctPayment': [...underWay, 'completed', 'shipped'],
  'order.complete': openStates,
  'order.return': ['completed', 'shipped'],
  'order.assign': underWay,
  'order.startDelivery': underWay,
  'order.failDelivery': underWay,
  'order.verifyAddress': openStates,
  'order.note': openStates,
}

/** null: possible. GB5: whoever comes second is told what became of it, by whom and when. */
export function stateRefusal(order: Order, kind: ActKind): Refused | null {
  if (possibleIn[kind].includes(order.state)) return null
  const { state } = order
  const told = { state, by: order.changed.byName, at: order.changed.at }
  switch (state) {
    case 'draft':
      return refused('notAccepted', { state })
    case 'accepted':
    case 'inDelivery':
      return refused(kind === 'order.return' ? 'notCompleted' : 'notDraft', told)
    case 'completed':
    case 'shipped':
      return refused(kind === 'order.void' ? 'completedIsReturned' : 'alreadyFinished', told)
    case 'declined':
    case 'voided':
      return refused('alreadyFinished', told)
  }
}
