/** What the office must see to decide a held receipt: what is in its way now, and who took the same goods back before. */
import type pg from 'pg'
import type { Receipt } from '../../lib/domain/till/receipt.ts'
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
  const { rows } = await pool.query<{ id: string; body: Receipt | null }>(
    `select named.id, d.body from (
       select distinct jsonb_path_query(payload, '$.lines[*].returnOf.receiptId') #>> '{}' as id
       from operations where org = $1 and device = $2 and seq = $3
     ) named left join documents d on d.org = $1 and d.kind = 'receipt' and d.id = named.id
     where named.id is not null order by named.id`,
    [org, deviceId, seq],
  )
  const { rows: content } = await pool.query<{ payload: unknown }>(
    'select payload from operations where org = $1 and device = $2 and seq = $3',
    [org, deviceId, seq],
  )
  const originals = rows.map(async ({ id, body }) => ({
    receiptId: id,
    receipt: body,
    returns: body ? await returnsOf(pool, org, id) : [],
  }))
  return { payload: content[0]?.payload ?? null, now, originals: await Promise.all(originals) }
}

async function returnsOf(pool: pg.Pool, org: string, receiptId: string): Promise<Returned[]> {
  const { rows } = await pool.query<{ ref_id: string; name: string; delta: string; at: string; till: string | null }>(
    `select l.ref_id, l.name, l.delta, l.at, d.body->>'tillName' as till from ledger l
     left join documents d on d.org = l.org and d.kind = 'receipt' and d.id = l.ref_id
     where l.org = $1 and l.owner_kind = 'returned' and l.owner_id = $2 order by l.id limit 200`,
    [org, receiptId],
  )
  return rows.map(({ ref_id, name, delta, at, till }) => ({
    receiptId: ref_id,
    tillName: till ?? '',
    lineId: name,
    quantityMilli: Number(delta),
    at: Number(at),
  }))
}
