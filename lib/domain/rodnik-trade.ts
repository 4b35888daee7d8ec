/** Rodnik's trade: one table from operation kind to noun, one from document kind to where its documents stand. */
import { customerNoun } from './customer/decide-customer.ts'
import type { Noun } from './noun.ts'
import { refused } from './operation.ts'
import type { Operation } from './operation.ts'
import { orderNoun } from './order/decide-order.ts'
import { openOrdersQuery } from './order/open-orders.ts'
import { receiptNoun } from './till/decide-receipt.ts'
import { shiftNoun } from './till/decide-shift.ts'
import { parkedNoun } from './till/parked.ts'
import { tillKeyNoun } from './till/till-key.ts'
import { shelves } from './static-nouns.ts'
import { isStorable } from './text.ts'
import type { Trade } from './trade.ts'

const nouns: readonly Noun[] = [orderNoun, customerNoun, shiftNoun, receiptNoun, parkedNoun, tillKeyNoun]
const byOperation = new Map(nouns.flatMap((noun) => noun.operations.map((kind) => [kind, noun])))
const byDocument = new Map(nouns.map((noun) => [noun.documentKind, noun]))

/** Kinds of operations that this version knows. */
export const operationKinds: readonly string[] = [...byOperation.keys()]

export const trade: Trade = {
  needs(operation, body, known) {
    const noun = byOperation.get(operation.kind)
    return noun && isAimed(operation, noun) ? noun.needs(operation, body, known) : { documents: [], accounts: [] }
  },

  decide(body, operation, facts) {
    const noun = byOperation.get(operation.kind)
    if (!noun) return refused('unknownOperation')
    if (!isAimed(operation, noun)) return refused('badRequest', { path: 'target' })
    return noun.decide(body, operation, facts)
  },

  hasHappened: (operation, actor, refusal) =>
    byOperation.get(operation.kind)?.hasHappened?.(operation, actor, refusal) ?? false,

  listOf: (ref) => openOrdersQuery(ref),

  /** A kind nobody has written down is for the office only. */
  scopesOf: (ref, body) => (byDocument.get(ref.kind) ?? shelves.get(ref.kind))?.scopesOf(ref, body) ?? ['office'],

  sortKeyOf: (ref, body) => (byDocument.get(ref.kind) ?? shelves.get(ref.kind))?.sortKeyOf(ref, body) ?? ref.id,
}

const isAimed = ({ target }: Operation, noun: Noun): boolean =>
  target.kind === noun.documentKind && target.id !== '' && isStorable(target.id)
