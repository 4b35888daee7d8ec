/**
 * Reading facts. On a device something may be unknown; on the server everything that `needs` names is loaded, so
 * "unknown" there is a fault of ours and must not pass for permission: it throws, and the operation is held (S22).
 */
import type { Account, Facts, Ref } from './operation.ts'

/** null: known not to exist. undefined: not known on this device. */
export function documentOf<Body>(facts: Facts, kind: string, id: string): Body | null | undefined {
  const ref: Ref = { kind, id }
  const body = facts.document(ref)
  if (body === undefined && facts.place === 'server') throw new Error(`Facts lack the document ${kind}/${id}`)
  return body as Body | null | undefined // safe: bodies are written by decide and the importer, by these schemas
}

/** undefined: not known on this device. */
export function balanceOf(facts: Facts, account: Account): number | undefined {
  const balance = facts.balance(account)
  if (balance === undefined && facts.place === 'server') throw new Error(`Facts lack the balance ${account}`)
  return balance
}
