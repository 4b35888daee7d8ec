/** An order's way as its customer sees it: what happened, and what comes next. Pure. */
import type { HistoryEntry, Order } from '../../lib/domain/order/order.ts'
import { isWithdrawn } from '../../lib/domain/order/states.ts'

export type StepWord =
  | 'stepPlaced'
  | 'stepPlacedWaiting'
  | 'stepAccepted'
  | 'stepAcceptedNext'
  | 'stepInDelivery'
  | 'stepCompleted'
  | 'stepShipped'
  | 'stepWithdrawn'
  | 'stepDeclined'
  | 'stepVoided'
  | 'stepFailed'

export type Step = {
  word: StepWord
  /** `done`: it happened; `now`: it is so or is waited for; `next`: not yet; `bad`: it ended the order or went wrong. */
  mark: 'done' | 'now' | 'next' | 'bad'
  at: number | null
  /** Said by the shop when it declined or voided; a code when the delivery failed. */
  reason: string | null
}

/** `isWaiting`: the order is on this device only, not sent yet. */
export function timelineSteps(order: Order, isWaiting: boolean): Step[] {
  const placed: Step = {
    word: isWaiting ? 'stepPlacedWaiting' : 'stepPlaced',
    mark: isWaiting ? 'now' : 'done',
    at: order.createdAt,
    reason: null,
  }
  const ended = endOf(order)
  if (ended) return [placed, ...(wasAccepted(order) ? [acceptedStep(order)] : []), ended]

  const reached = { draft: 0, accepted: 1, inDelivery: 2, completed: 3, shipped: 3 }[order.state as OnTheWay]
  const accepted: Step =
    reached >= 1
      ? acceptedStep(order)
      : { word: 'stepAcceptedNext', mark: isWaiting ? 'next' : 'now', at: null, reason: null }
  const onTheWay: Step = {
    word: 'stepInDelivery',
    mark: reached > 2 ? 'done' : reached === 2 ? 'now' : 'next',
    at: lastOf(order, 'startDelivery')?.at ?? (reached === 2 ? order.changed.at : null),
    reason: null,
  }
  const delivered: Step = {
    word: order.state === 'shipped' ? 'stepShipped' : 'stepCompleted',
    mark: reached === 3 ? 'done' : 'next',
    at: reached === 3 ? (lastOf(order, 'complete')?.at ?? order.changed.at) : null,
    reason: null,
  }
  return [placed, accepted, onTheWay, ...failureStep(order), delivered]
}

type OnTheWay = Exclude<Order['state'], 'declined' | 'voided'>

function endOf(order: Order): Step | null {
  if (order.state === 'voided')
    return { word: 'stepVoided', mark: 'bad', at: order.changed.at, reason: reasonOf(lastOf(order, 'void')) }
  if (order.state !== 'declined') return null
  const isOwn = isWithdrawn(order)
  return {
    word: isOwn ? 'stepWithdrawn' : 'stepDeclined',
    mark: 'bad',
    at: order.changed.at,
    reason: isOwn ? null : reasonOf(lastOf(order, 'decline')),
  }
}

function failureStep({ failure, state }: Order): Step[] {
  if (failure === null || state === 'completed' || state === 'shipped') return []
  return [{ word: 'stepFailed', mark: 'bad', at: failure.at, reason: failure.reason }]
}

const acceptedStep = (order: Order): Step => ({
  word: 'stepAccepted',
  mark: order.state === 'accepted' ? 'now' : 'done',
  at: lastOf(order, 'accept')?.at ?? null,
  reason: null,
})

const wasAccepted = (order: Order): boolean => order.invoice !== null

const lastOf = (order: Order, what: string): HistoryEntry | undefined =>
  order.history.findLast((entry) => entry.what === what)

function reasonOf(entry: HistoryEntry | undefined): string | null {
  const reason = entry?.params.reason
  return typeof reason === 'string' && reason !== '' ? reason : null
}
