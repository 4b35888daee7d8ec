/** How a device hears of a verdict that is not in the reply to its push (`lib/protocol/outcome.ts`). */
import type { Verdict } from '../../lib/domain/operation.ts'
import { actOf, deviceScope, outcomeId, outcomeKind, type Outcome } from '../../lib/protocol/outcome.ts'
import type { StoredOperation, TransactionResult } from '../store/ports.ts'

export function outcomeDocument(
  deviceId: string,
  operation: StoredOperation['operation'],
  verdict: Verdict,
): TransactionResult['derived'][number] {
  const { seq } = operation
  const body: Outcome = { id: outcomeId(deviceId, seq), deviceId, seq, verdict, of: actOf(operation) }
  return { ref: { kind: outcomeKind, id: body.id }, body, scopes: [deviceScope(deviceId)] }
}
