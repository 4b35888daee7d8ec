/**
 * What a device knows when it asks the rules: the views it holds. What it does not hold stays `undefined`, and the
 * rules then let the act pass, for the server to judge.
 */
import type { Amounts } from '../domain/catalogue/catalogue.ts'
import { refKey, type Facts, type Operation, type Ref } from '../domain/operation.ts'
import { parseAccount, type Trade } from '../domain/trade.ts'
import type { DocumentStore, LocalOperation } from './ports.ts'

/** Views by key; a key that is there with `undefined` was looked for and is not on this device. */
export type Known = Map<string, unknown>

/** A price depends on the customer's list, which depends on the order: three rounds by contract, one more to be sure. */
const maxRounds = 4

export type Question = { operation: Operation; body: unknown }

/** Loads whatever the questions need that is not known yet, all questions together in each round. */
export async function loadNeeds(
  documents: DocumentStore,
  needs: Trade['needs'],
  questions: Question[],
  known: Known,
): Promise<void> {
  const document = (ref: Ref): unknown => known.get(refKey(ref))
  for (let round = 0; round < maxRounds; round += 1) {
    const missing = new Map<string, Ref>()
    for (const { operation, body } of questions) {
      const wanted = needs(operation, body, document)
      const owners = wanted.accounts.map((account) => parseAccount(account).owner)
      for (const ref of [...wanted.documents, ...owners]) {
        if (!known.has(refKey(ref))) missing.set(refKey(ref), ref)
      }
    }
    if (missing.size === 0) return
    const refs = [...missing.values()]
    const rows = await documents.read(refs)
    refs.forEach((ref, i) => known.set(refKey(ref), rows[i]?.body ?? undefined))
  }
}

/** `isDone`: it was done before, and its view is being made again. */
export function localFacts(operation: LocalOperation, known: Known, isDone = false): Facts {
  const document = (ref: Ref): unknown => known.get(refKey(ref))
  return {
    place: 'device',
    actor: operation.actor,
    // As the server reckons it later: screen, paper and books say one time, however wrong the clock is (users.md 15).
    now: operation.madeAt + (operation.clockOffsetMs ?? 0),
    document,
    balance: (account) => {
      const { owner, name } = parseAccount(account)
      const amounts = document(owner) as Amounts | undefined
      // An owner whose accounts are known and do not name this one has never used it.
      return amounts === undefined ? undefined : (amounts.amounts[name] ?? 0)
    },
    orderNumber: null,
    ...(isDone ? { isDone } : {}),
  }
}
