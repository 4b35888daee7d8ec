/** A push, and what waited for the receipts in it: returns of them that had arrived before (users.md 12). */
import type { PushInput, PushOutput } from '../../lib/protocol/sync.ts'
import { settleReturns, type SettlePlace } from '../office/settle-returns.ts'
import { push } from '../sync/push.ts'
import type { Caller } from './sync-service.ts'

export async function pushAndSettle(place: SettlePlace, caller: Caller, input: PushInput): Promise<PushOutput> {
  const output = await push(place.sync, caller, input)
  if (output.kind !== 'taken') return output
  const receipts = input.operations.flatMap((operation, index) =>
    'lost' in operation || operation.kind !== 'receipt.close' || output.verdicts[index]?.verdict.kind !== 'accepted'
      ? []
      : [operation.target.id],
  )
  await settleReturns(place, receipts)
  return output
}
