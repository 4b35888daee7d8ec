/** How a device hears of a verdict that is not in the reply to its push (`lib/protocol/outcome.ts`). */
import type { Verdict } from '../../lib/domain/operation.ts'
import { deviceScope, outcomeId, outcomeKind, type Outcome } from '../../lib/protocol/outcome.ts'
import type { TransactionResult } from '../store/ports.ts'

export function outcomeDocument(deviceId: string, seq: number, verdict: Verdict): TransactionResult['derived'][number] {
  const body: Outcome = { id: outcomeId(deviceId, seq), deviceId, seq, verdict }
  return { ref: { kind: outcomeKind, id: body.id }, body, scopes: [deviceScope(deviceId)] }
}
