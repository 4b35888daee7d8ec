/**
 * The trade as the kernel and the server see it: one table from operation kind to noun. They call these five
 * functions and know nothing of orders.
 */
import type { Account, Actor, Decision, Facts, Needs, Operation, Ref, Refused } from './operation.ts'

/** The version of the payload schemas that this code writes; older ones are brought up by the server (S28, `SyncDeps.schema`). */
export const schemaVersion = 1

export type Trade = {
  /**
   * What must be known before `decide`; `body` is the target's present body (null: none). Asked in rounds, because a
   * price depends on the customer's price list: call it with `known` = what has been loaded so far (undefined: not
   * loaded, null: loaded and not there), load what it names, and ask again until it names nothing new (three rounds at
   * most). Every round names everything again, not only the rest. Never throws on bad input.
   */
  needs(operation: Operation, body: unknown, known: Facts['document']): Needs
  /** Role, scope, shape and the rules of the trade, in this order. Never throws on bad input; a throw is our fault. */
  decide(body: unknown, operation: Operation, facts: Facts): Decision
  /** What `decide` refuses has been done all the same (money taken, goods handed over): the office decides, nothing is lost. */
  hasHappened(operation: Operation, actor: Actor, refusal: Refused): boolean
  /**
   * null: an ordinary document. Otherwise `ref` names a list that only the server has: `needs` may ask for it, and its
   * body is `DocumentList`, as it is at that moment, within the batch being decided as well.
   */
  listOf?(ref: Ref): ListQuery | null
  /** In which scopes a document stands (at least one). */
  scopesOf(ref: Ref, body: unknown): string[]
  /** Index value for lists of this kind, newest or last first when sorted descending. */
  sortKeyOf(ref: Ref, body: unknown): string
}

/** Documents of one kind in one scope whose text field has one of these values. */
export type ListQuery = { scope: string; kind: string; field: string; values: readonly string[] }
/** Ids in no particular order. */
export type DocumentList = { ids: string[] }

/** `ownerKind/ownerId/name` taken apart. */
export function parseAccount(account: Account): { owner: Ref; name: string } {
  const first = account.indexOf('/')
  const last = account.lastIndexOf('/')
  return { owner: { kind: account.slice(0, first), id: account.slice(first + 1, last) }, name: account.slice(last + 1) }
}

/** Everything that is granted to a signed-in person on this device, as scopes. */
export type ScopesFor = (
  actor: Actor,
  known: {
    priceTypeIds: string[]
    retailPriceTypeId: string | null
    customerPriceTypeId: string | null
    deviceId: string
    /** `2026-11`, newest first: whose receipts a till keeps. */
    months: readonly string[]
  },
) => string[]
