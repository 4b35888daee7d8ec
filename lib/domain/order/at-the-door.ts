/**
 * What a driver did at the customer's door has happened, whatever others decided meanwhile: the money is in his bag, the
 * bottle in the kitchen. Such work is never simply refused. A driver from whom the order was taken meanwhile may still
 * tell of it; where even that does not fit (voided, paid in between, his role gone), the office looks at it.
 */
import { rolesFor } from '../access.ts'
import type { Actor, Operation, Refused } from '../operation.ts'
import type { RefusalReason } from '../refusal.ts'
import type { Order } from './order.ts'

const atTheDoor: readonly string[] = ['order.deliverLine', 'order.pay', 'order.complete']

/** What others did meanwhile, as a reason. Wrong content is none: that was no work. */
const overtaken: readonly RefusalReason[] = [
  'notAllowed',
  'notYourStop',
  'notAccepted',
  'alreadyFinished',
  'alreadyPaid',
  'nothingToPay',
  'wrongAmount',
  'moreThanOrdered',
]

export const mayTellOf = (kind: string, order: Order, actor: Actor): boolean =>
  atTheDoor.includes(kind) && (order.formerDriverIds ?? []).includes(actor.id)

/** Refused, although it has happened: for the office to decide. Those at a desk see at once what became of the order. */
export function hasHappened({ kind }: Operation, actor: Actor, { reason, params }: Refused): boolean {
  const isDriversWork = actor.customerId === null && rolesFor(actor, kind).every((role) => role === 'driver')
  if (!isDriversWork || !atTheDoor.includes(kind) || !overtaken.includes(reason)) return false
  // Completed by somebody else: what this driver handed over, or the end he set, is in it.
  return !(reason === 'alreadyFinished' && params['state'] !== 'voided' && kind !== 'order.pay')
}
