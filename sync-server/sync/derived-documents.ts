/** Documents that no operation targets: what a ledger owner's accounts stand at, and verdicts that come late. */
import type { Verdict } from '../../lib/domain/operation.ts'
import { deviceScope, outcomeId, outcomeKind, type Outcome } from '../../lib/protocol/outcome.ts'
import type { Owner, TransactionResult } from '../store/ports.ts'

/** Of the documents `balance` and `stock` (catalogue.ts says what they hold). */
export function derivedScopes(owner: Owner): string[] {
  switch (owner.kind) {
    case 'balance':
      return ['customers', `customer:${owner.id}`]
    case 'stock':
      return ['stock']
    default:
      throw new Error(`${owner.kind} owns no ledger accounts`)
  }
}

export function outcomeDocument(deviceId: string, seq: number, verdict: Verdict): TransactionResult['derived'][number] {
  const body: Outcome = { id: outcomeId(deviceId, seq), deviceId, seq, verdict }
  return { ref: { kind: outcomeKind, id: body.id }, body, scopes: [deviceScope(deviceId)] }
}
