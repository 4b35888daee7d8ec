/** One act on one order, as the rules get it, and what every rule does the same way: stamp, history, answer. */
import { doneAt } from '../done-at.ts'
import { accepted } from '../operation.ts'
import type { Decision, Effect, Facts, Operation, Posting } from '../operation.ts'
import type { HistoryEntry, Order, Stamp } from './order.ts'

export type Act<Payload> = { order: Order; payload: Payload; operation: Operation; facts: Facts }

/** Who stands behind an acceptance that no person pressed (GA8). Screens have their own words for it. */
export const automaticActor = { id: 'automatic', name: '' } as const

const historyLength = 40
/** Texts that stand on the order in full are only hinted at in its history: a document stays small. */
export const entryTextLength = 60

export const stampOf = (facts: Facts): Stamp => ({ at: facts.now, by: facts.actor.id, byName: facts.actor.name })

export function entryOf({ operation, facts }: Pick<Act<unknown>, 'operation' | 'facts'>, params = {}): HistoryEntry {
  const what = operation.kind.slice(operation.kind.indexOf('.') + 1)
  return { at: doneAt(operation, facts), by: facts.actor.id, byName: facts.actor.name, what, params }
}

export const withHistory = (order: Order, ...entries: HistoryEntry[]): Order => ({
  ...order,
  history: [...order.history, ...entries].slice(-historyLength),
})

/** The accepted decision: postings of no amount are left out, a new state is to be published (GA3). */
export function settle(before: Order | null, after: Order, postings: Posting[] = []): Decision<Order> {
  const effects: Effect[] = []
  const moving = postings.filter((posting) => posting.delta !== 0)
  if (moving.length > 0) effects.push({ kind: 'post', postings: moving })
  if (before?.state !== after.state) effects.push({ kind: 'publish', order: after.id, state: after.state })
  return accepted(after, ...effects)
}

/** The act was done before, or changes nothing. */
export const unchanged = (order: Order): Decision<Order> => accepted(order)
