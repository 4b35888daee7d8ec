/**
 * A return of another till's receipt may arrive before that receipt does: it is held then (users.md 12). As soon as the
 * receipt is there the return is decided again, by nobody's hand. What still does not fit, because more came back than
 * was bought, goes on waiting for the office.
 */
import type pg from 'pg'
import type { SyncDeps } from '../sync/deps.ts'
import { decideHeldAgain } from '../sync/held-operations.ts'

export type SettlePlace = {
  pool: pg.Pool
  org: string
  sync: SyncDeps
  log: { warn(fields: object, text: string): void }
}

type Waiting = { device: string; seq: string; receipt: string }

/** Who answers for it in the journal. */
const machine = 'system'

/**
 * Decides again what came back of these receipts, which are there now: however many returns that are, and what came back on
 * a return that was decided so. The same again changes nothing. What came before stands, so a failure is only noted: the
 * returns go on waiting in the office's list.
 */
export const settleReturns = (place: SettlePlace, receiptIds: readonly string[]): Promise<void> =>
  orNoted(place, () => settle(place, receiptIds))

/** The same, of the receipt that an act of this number has just become; of another act: nothing. */
export const settleReturnsOfAct = (place: SettlePlace, act: { deviceId: string; seq: number }): Promise<void> =>
  orNoted(place, async () => settle(place, await receiptsOf(place, act)))

const orNoted = ({ log }: SettlePlace, work: () => Promise<void>): Promise<void> =>
  work().catch((err: unknown) => log.warn({ err }, 'returns of the receipts that have arrived were not decided again'))

async function settle(place: SettlePlace, receiptIds: readonly string[]): Promise<void> {
  let arrived = receiptIds
  while (arrived.length > 0) arrived = await decideReturnsOf(place, arrived)
}

async function receiptsOf(
  { pool, org }: SettlePlace,
  { deviceId, seq }: { deviceId: string; seq: number },
): Promise<string[]> {
  const { rows } = await pool.query<{ receipt: string }>(
    `select target_id as receipt from operations where org = $1 and device = $2 and seq = $3 and kind = 'receipt.close'`,
    [org, deviceId, seq],
  )
  return rows.map(({ receipt }) => receipt)
}

/** The receipts that stand now and did not before. */
async function decideReturnsOf(place: SettlePlace, receiptIds: readonly string[]): Promise<string[]> {
  const { org, sync } = place
  const now: string[] = []
  for (const { device, seq, receipt } of await returnsWaiting(place, receiptIds)) {
    const outcome = await decideHeldAgain(sync, { org, deviceId: device, seq: Number(seq) }, machine)
    if (outcome.kind === 'decided' && outcome.verdict.kind === 'accepted') now.push(receipt)
  }
  return now
}

async function returnsWaiting({ pool, org }: SettlePlace, receiptIds: readonly string[]): Promise<Waiting[]> {
  const { rows } = await pool.query<Waiting>({
    name: 'returns-waiting',
    text: `select o.device, o.seq, o.target_id as receipt from operations o
           where o.org = $1 and o.verdict_kind = 'held' and o.kind = 'receipt.close' and o.verdict->>'cause' = 'conflict'
             and exists (select from jsonb_path_query(o.payload, '$.lines[*].returnOf.receiptId') named
                         where named #>> '{}' = any ($2::text[]))
           order by o.position`,
    values: [org, receiptIds],
  })
  return rows
}
