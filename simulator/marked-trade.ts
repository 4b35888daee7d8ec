/**
 * Rodnik's own rules, with one addition: every accepted operation leaves its mark in the document it changed. The marks
 * make visible what the simulator checks: what a view or a document contains, in which order, and never twice.
 */
import type { Decision, Facts, Operation } from '../lib/domain/operation.ts'
import { trade } from '../lib/domain/rodnik-trade.ts'
import type { Trade } from '../lib/domain/trade.ts'

type Marked = { marks?: string[] }

/** An operation's identity in the simulator: it stays the same when its number must change. */
export const markOf = ({ deviceId, madeAt, kind, target }: Omit<Operation, 'seq'>): string =>
  `${deviceId}@${madeAt} ${kind} ${target.id}`

export const marksOf = (body: unknown): readonly string[] => (body as Marked | null)?.marks ?? []

export const isOwnMark = (deviceId: string, mark: string): boolean => mark.startsWith(`${deviceId}@`)

export type MarkedTradeOptions = {
  /** Called with every decision; throws to play a fault of ours. */
  onDecide?: (operation: Operation, decision: Decision, changed: boolean) => void
}

export function createMarkedTrade({ onDecide }: MarkedTradeOptions = {}): Trade {
  return {
    needs: (operation, body, known) => trade.needs(operation, plain(body), (ref) => plain(known(ref))),
    decide(body, operation, facts) {
      const inner = plain(body)
      const bare: Facts = { ...facts, document: (ref) => plain(facts.document(ref)), orderNumber: null }
      // A getter on the server: it notices whether the number was used.
      Object.defineProperty(bare, 'orderNumber', { get: () => facts.orderNumber })
      const decision = trade.decide(inner, operation, bare)
      const changed = decision.kind === 'accepted' && decision.body !== inner
      onDecide?.(operation, decision, changed)
      if (decision.kind === 'refused') return decision
      // The same object back means "it was so already"; that must stay so.
      const effects = decision.effects.map((effect) =>
        effect.kind === 'change' ? { ...effect, body: withMarksOf(facts.document(effect.ref), effect.body) } : effect,
      )
      if (!changed) return { ...decision, effects, body }
      return {
        ...decision,
        effects,
        body: { ...(decision.body as object), marks: [...marksOf(body), markOf(operation)] },
      }
    },
    listOf: (ref) => trade.listOf?.(ref) ?? null,
    hasHappened: (operation, actor, refusal) => trade.hasHappened(operation, actor, refusal),
    scopesOf: (ref, body) => trade.scopesOf(ref, plain(body)),
    sortKeyOf: (ref, body) => trade.sortKeyOf(ref, plain(body)),
  }
}

/** Changed beside the operation's own target: its marks are those of before. */
const withMarksOf = (before: unknown, after: unknown): unknown => ({ ...(after as object), marks: marksOf(before) })

/** The same object for the same body, because the rules compare by identity. */
const plains = new WeakMap<object, object>()

function plain(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('marks' in body)) return body
  const known = plains.get(body)
  if (known) return known
  const { marks: _, ...rest } = body
  plains.set(body, rest)
  return rest
}
