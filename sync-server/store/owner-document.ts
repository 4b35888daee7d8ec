/**
 * The documents `balance` and `stock` (catalogue.ts says what they hold) are computed from the ledger and from nothing
 * else: whoever posts to accounts commits, as `derived`, the document of each owner with all its amounts.
 */
import type { Amounts, Owner, TransactionResult } from './ports.ts'

/** `amounts`: as `lockOwners` gave them, with the postings of the same commit added. */
export function ownerDocument(owner: Owner, amounts: Amounts): TransactionResult['derived'][number] {
  return { ref: owner, body: { id: owner.id, amounts }, scopes: scopesOf(owner) }
}

function scopesOf(owner: Owner): string[] {
  switch (owner.kind) {
    case 'balance':
      return ['customers', `customer:${owner.id}`]
    case 'stock':
      return ['stock']
    default:
      throw new Error(`${owner.kind} owns no ledger accounts`)
  }
}
