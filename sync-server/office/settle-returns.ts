/**
 * A return of another till's receipt may arrive before that receipt does: it is held then (users.md 12). As soon as the
 * receipt is there the return is decided again, by nobody's hand. What still does not fit, because more came back than
 * was bought, goes on waiting for the office.
 */
import type pg from 'pg'
import type { SyncDeps } from '../sync/deps.ts'
import { decideHeldAgain } from '../sync/held-operations.ts'

/** Who answers for it in the journal. */
const machine = 'system'
const mostAtOnce = 100

/** `receiptIds`: those that have just arrived; null: whichever. The same again changes nothing. */
export async function settleReturns(
  { pool, org, sync }: { pool: pg.Pool; org: string; sync: SyncDeps },
  receiptIds: readonly string[] | null,
): Promise<void> {
  if (receiptIds?.length === 0) return
  const wanted = receiptIds?.map((receiptId) => JSON.stringify({ lines: [{ returnOf: { receiptId } }] })) ?? null
  const { rows } = await pool.query<{ device: string; seq: string }>({
    name: 'returns-waiting',
    text: `select o.device, o.seq from operations o
           where o.org = $1 and o.verdict_kind = 'held' and o.kind = 'receipt.close' and o.verdict->>'cause' = 'conflict'
             and case when $2::jsonb[] is null then o.payload @> '{"lines": [{"returnOf": {}}]}'
                      else o.payload @> any ($2::jsonb[]) end
           order by o.position limit ${mostAtOnce}`,
    values: [org, wanted],
  })
  for (const { device, seq } of rows) await decideHeldAgain(sync, { org, deviceId: device, seq: Number(seq) }, machine)
}
