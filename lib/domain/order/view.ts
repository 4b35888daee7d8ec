/** What screens need to know of an order beyond its fields. Nothing here is stored. */
import type { Actor, Facts, Operation, Params } from '../operation.ts'
import type { RefusalReason } from '../refusal.ts'
import { decideOrder } from './decide-order.ts'
import { dueMinor } from './due.ts'
import { openMilli } from './ledger.ts'
import { returnableMilli } from './goods-back.ts'
import type { OrderOperationKind, OrderPayload } from './operations.ts'
import type { Order, OrderLine } from './order.ts'

export const undeliveredLines = (order: Order): OrderLine[] => order.lines.filter((line) => openMilli(line) > 0)

export type Possibility = true | { reason: RefusalReason; params: Params }

/**
 * May this person do it now, as far as can be known here? The rules themselves answer, asked with an act that would be
 * all right otherwise. `document` lets them look at what this device holds, for instance the order's customer.
 */
export function canDo(
  order: Order,
  kind: Exclude<OrderOperationKind, 'order.submit'>,
  actor: Actor,
  document: Facts['document'] = () => undefined,
): Possibility {
  const operation: Operation = {
    deviceId: 'probe',
    seq: 1,
    actorId: actor.id,
    kind,
    target: { kind: 'order', id: order.id },
    payload: probes[kind](order),
    madeAt: order.changed.at,
    clockOffsetMs: null,
    schema: 1,
  }
  const facts: Facts = {
    place: 'device',
    actor,
    now: order.changed.at,
    document,
    balance: () => undefined,
    orderNumber: null,
  }
  const decision = decideOrder(kind, order, operation, facts)
  return decision.kind === 'accepted' ? true : { reason: decision.reason, params: decision.params }
}

type Probes = { [Kind in Exclude<OrderOperationKind, 'order.submit'>]: (order: Order) => OrderPayload<Kind> }

/** Acts that only state, role and ownership can speak against. */
const probes: Probes = {
  'order.withdraw': () => ({}),
  'order.accept': () => ({}),
  'order.decline': () => ({ reason: 'probe' }),
  'order.void': () => ({ reason: 'probe', refund: 'cash', refundId: 'probe' }),
  'order.cancelRest': () => ({ reason: 'probe', refund: 'cash', refundId: 'probe' }),
  'order.deliverLine': ({ lines }) => ({
    lineId: lines[0]?.id ?? 'none',
    deliveredMilli: lines[0]?.deliveredMilli ?? 0,
  }),
  'order.pay': (order) => ({ paymentId: 'probe', tender: 'cash', amountMinor: dueMinor(order) }),
  'order.correctPayment': ({ payments }) => {
    const payment = payments.find(({ kind }) => kind === 'payment')
    const tender = payment?.tender === 'cash' ? 'card' : 'cash'
    return { paymentId: payment?.id ?? 'none', correctionId: 'probe', tender }
  },
  'order.complete': () => ({}),
  'order.return': ({ lines }) => {
    const line = lines.find((each) => returnableMilli(each) > 0) ?? lines[0]
    return {
      returnId: 'probe',
      lines: [{ lineId: line?.id ?? 'none', quantityMilli: Math.max(1, line ? returnableMilli(line) : 0) }],
      reason: 'probe',
      refund: 'cash',
      refundId: 'probe',
    }
  },
  'order.assign': () => ({ driverId: null, date: null, position: null }),
  'order.startDelivery': () => ({}),
  'order.failDelivery': () => ({ reason: 'other', note: null }),
  'order.verifyAddress': () => ({ verified: 'probe' }),
  'order.note': () => ({ note: null }),
}
