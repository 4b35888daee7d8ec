/**
 * The documents `balance`, `stock` (catalogue.ts says what they hold), `register` and `returned` (till-accounts.ts) are computed from the ledger and from nothing
 * else: whoever posts to accounts commits, as `derived`, the document of each owner with all its amounts.
 */
import { shelves } from '../../lib/domain/static-nouns.ts'
import type { Amounts, Owner, TransactionResult } from './ports.ts'

/** `amounts`: as `lockOwners` gave them, with the postings of the same commit added. */
export function ownerDocument(owner: Owner, amounts: Amounts): TransactionResult['derived'][number] {
  return { ref: owner, body: { id: owner.id, amounts }, scopes: scopesOf(owner) }
}

const owning: readonly string[] = ['balance', 'stock', 'register', 'returned']

function scopesOf(owner: Owner): string[] {
  if (!owning.includes(owner.kind)) throw new Error(`${owner.kind} owns no ledger accounts`)
  return shelves.get(owner.kind)?.scopesOf(owner, null) ?? []
}
