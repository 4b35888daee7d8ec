/** The order as a noun of the trade: shape, role, whose it is, state, rule — in this order. */
import { rolesFor } from '../access.ts'
import { refused } from '../operation.ts'
import type { Decision, Facts, Operation, Ref, Refused } from '../operation.ts'
import { readPayload } from '../noun.ts'
import type { Noun } from '../noun.ts'
import { accept } from './accept.ts'
import { assign } from './assign.ts'
import { hasHappened, mayTellOf } from './at-the-door.ts'
import { decline, voidOrder, withdraw } from './cancel.ts'
import { cancelRest } from './cancel-rest.ts'
import { complete } from './complete.ts'
import { correctPayment, isKnownCorrection } from './correct-payment.ts'
import { deliverLine, failDelivery, startDelivery } from './deliver.ts'
import { orderNeeds } from './needs.ts'
import { orderPayloads } from './operations.ts'
import type { OrderOperationKind, OrderPayload } from './operations.ts'
import type { Order } from './order.ts'
import { unchanged } from './order-act.ts'
import type { Act } from './order-act.ts'
import { knowOrder, parseOrder } from './parse-order.ts'
import { isKnownPayment, pay } from './pay.ts'
import { note, verifyAddress } from './remark.ts'
import { damaged } from '../damaged.ts'
import { isPlainId } from '../text.ts'
import { stateRefusal } from './states.ts'
import type { ActKind } from './states.ts'
import { submit } from './submit.ts'
import { isKnownReturn, returnGoods } from './return-goods.ts'
import { counterScope, isForCounter } from './at-the-counter.ts'

type Rules = { [Kind in ActKind]: (act: Act<OrderPayload<Kind>>) => Decision<Order> }

const rules: Rules = {
  'order.withdraw': withdraw,
  'order.accept': accept,
  'order.decline': decline,
  'order.void': voidOrder,
  'order.cancelRest': cancelRest,
  'order.deliverLine': deliverLine,
  'order.pay': pay,
  'order.correctPayment': correctPayment,
  'order.complete': complete,
  'order.return': returnGoods,
  'order.assign': assign,
  'order.startDelivery': startDelivery,
  'order.failDelivery': failDelivery,
  'order.verifyAddress': verifyAddress,
  'order.note': note,
}

export const orderNoun: Noun = {
  documentKind: 'order',
  operations: Object.keys(orderPayloads),
  needs: orderNeeds,
  decide(body, operation, facts) {
    const kind = operation.kind as OrderOperationKind // safe: the table routes only these kinds here
    const decision = decideOrder(kind, body, operation, facts)
    if (decision.kind === 'accepted') knowOrder(decision.body)
    return decision
  },
  hasHappened,
  scopesOf: (_ref, body) => orderScopes(parseOrder(body)),
  sortKeyOf: orderSortKey,
}

export function decideOrder<Kind extends OrderOperationKind>(
  kind: Kind,
  body: unknown,
  operation: Operation,
  facts: Facts,
): Decision<Order> {
  const payload = readPayload(orderPayloads[kind], operation.payload)
  if (payload.kind === 'refused') return payload
  if (rolesFor(facts.actor, kind).length === 0) return refused('notAllowed')

  if (kind === 'order.submit') {
    if (body !== null) return refused('alreadyExists')
    if (!isPlainId(operation.target.id)) return refused('badRequest', { path: 'target.id' })
    return submit(payload.data as OrderPayload<'order.submit'>, operation, facts) // safe: read by this kind's schema
  }
  if (body === null) return refused('notFound')
  const order = parseOrder(body)
  if (!order) return damaged(operation.target, facts.place)
  return actOn(kind, { order, payload: payload.data, operation, facts })
}

function actOn<Kind extends ActKind>(kind: Kind, act: Act<unknown>): Decision<Order> {
  const { order } = act
  const refusal = mayTellOf(kind, order, act.facts.actor) ? null : strangerRefusal(kind, order, act.facts)
  if (refusal) return refusal
  const typed = act as Act<OrderPayload<Kind>> // safe: read by this kind's schema
  if (kind === 'order.pay') {
    const { paymentId } = typed.payload as OrderPayload<'order.pay'> // safe: the same
    if (isKnownPayment(order, paymentId)) return unchanged(order)
  }
  if (kind === 'order.correctPayment') {
    const { correctionId } = typed.payload as OrderPayload<'order.correctPayment'> // safe: the same
    if (isKnownCorrection(order, correctionId)) return unchanged(order)
  }
  if (kind === 'order.return') {
    const { returnId } = typed.payload as OrderPayload<'order.return'> // safe: the same
    if (isKnownReturn(order, returnId)) return unchanged(order)
  }
  return stateRefusal(order, kind) ?? rules[kind](typed)
}

/** Staff act on every order, a driver on the orders given to him, a customer on the own ones. */
function strangerRefusal(kind: ActKind, order: Order, { actor }: Facts): Refused | null {
  const roles = rolesFor(actor, kind)
  if (roles.some((role) => role !== 'driver' && role !== 'customer')) return null
  if (roles.includes('driver') && order.driverId === actor.id) return null
  if (roles.includes('customer') && actor.customerId !== null) {
    // The second: joined or re-mapped at this very moment, by somebody else.
    if (order.customerId === actor.customerId || order.client?.id === actor.id) return null
  }
  return refused(roles.includes('driver') ? 'notYourStop' : 'notYours')
}

function orderScopes(order: Order | null): string[] {
  if (!order) return ['orders']
  const paid = (order.formerDriverIds ?? []).filter((id) => order.payments.some(({ by }) => by === id))
  const drivers = order.driverId === null ? paid : [order.driverId, ...paid]
  const counter = isForCounter(order) ? [counterScope] : []
  return ['orders', `customer:${order.customerId}`, ...drivers.map((id) => `driver:${id}`), ...counter]
}

function orderSortKey({ id }: Ref, body: unknown): string {
  const createdAt = parseOrder(body)?.createdAt ?? 0
  return `${String(Math.max(0, createdAt)).padStart(16, '0')}:${id}`
}
