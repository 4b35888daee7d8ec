/** What the office must see to decide a held receipt: what is in its way now, and who took the same goods back before. */
import type pg from 'pg'
import type { Receipt } from '../../lib/domain/till/receipt.ts'
import { pointsBackName } from '../../lib/domain/till/till-accounts.ts'
import type { HeldExplained } from '../../lib/protocol/office.ts'
import type { SyncDeps } from '../sync/deps.ts'
import { explainHeld } from '../sync/held-operations.ts'

type Returned = HeldExplained['originals'][number]['returns'][number]

/** null: nothing is held under this number. */
export async function explainReturn(
  { pool, org, sync }: { pool: pg.Pool; org: string; sync: SyncDeps },
  { deviceId, seq }: { deviceId: string; seq: number },
): Promise<HeldExplained | null> {
  const now = await explainHeld(sync, { org, deviceId, seq })
  if (!now) return null
  const { rows } = await pool.query<{ payload: unknown; ids: string[] }>(
    `select payload, array(
       select distinct named #>> '{}' from jsonb_path_query(payload, '$.lines[*].returnOf.receiptId') named
       where named #>> '{}' is not null order by 1
     ) as ids from operations where org = $1 and device = $2 and seq = $3`,
    [org, deviceId, seq],
  )
  const { payload = null, ids = [] } = rows[0] ?? {}
  const { rows: known } = await pool.query<{ id: string; body: Receipt }>(
    `select id, body from documents where org = $1 and kind = 'receipt' and id = any ($2::text[])`,
    [org, ids],
  )
  const bodies = new Map(known.map(({ id, body }) => [id, body]))
  const originals = ids.map(async (receiptId) => ({
    receiptId,
    receipt: bodies.get(receiptId) ?? null,
    returns: bodies.has(receiptId) ? await returnsOf(pool, org, receiptId) : [],
  }))
  return { payload, now, originals: await Promise.all(originals) }
}

async function returnsOf(pool: pg.Pool, org: string, receiptId: string): Promise<Returned[]> {
  const { rows } = await pool.query<{ ref_id: string; name: string; delta: string; at: string; till: string | null }>(
    // One act may name a line more than once, and is one return of so much all the same.
    `select l.ref_id, l.name, sum(l.delta) as delta, min(l.at) as at, min(d.body->>'tillName') as till from ledger l
     left join documents d on d.org = l.org and d.kind = 'receipt' and d.id = l.ref_id
     where l.org = $1 and l.owner_kind = 'returned' and l.owner_id = $2 and l.name <> $3
     group by l.device, l.seq, l.ref_id, l.name order by min(l.id) limit 200`,
    [org, receiptId, pointsBackName],
  )
  return rows.map(({ ref_id, name, delta, at, till }) => ({
    receiptId: ref_id,
    tillName: till ?? '',
    lineId: name,
    quantityMilli: Number(delta),
    at: Number(at),
  }))
}
