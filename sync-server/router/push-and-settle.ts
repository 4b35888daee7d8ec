/** A push, and what waited for the receipts in it: returns of them that had arrived before (users.md 12). */
import type pg from 'pg'
import type { PushInput, PushOutput } from '../../lib/protocol/sync.ts'
import { settleReturns } from '../office/settle-returns.ts'
import type { SyncDeps } from '../sync/deps.ts'
import { push } from '../sync/push.ts'
import type { Log } from './context.ts'
import type { Caller } from './sync-service.ts'

export async function pushAndSettle(
  { log, ...place }: { pool: pg.Pool; org: string; sync: SyncDeps; log: Log },
  caller: Caller,
  input: PushInput,
): Promise<PushOutput> {
  const output = await push(place.sync, caller, input)
  if (output.kind !== 'taken') return output
  const receipts = input.operations.flatMap((operation, index) =>
    'lost' in operation || operation.kind !== 'receipt.close' || output.verdicts[index]?.verdict.kind !== 'accepted'
      ? []
      : [operation.target.id],
  )
  // What was pushed is taken whatever comes of this; a return that still waits is in the office's list.
  await settleReturns(place, receipts).catch((err: unknown) =>
    log.warn({ err }, 'returns of the receipts that have arrived were not decided again'),
  )
  return output
}
