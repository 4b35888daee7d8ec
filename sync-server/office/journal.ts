/** Everything that was ever done, by whom, when it was made and when it arrived, and what became of it. Newest first. */
import type pg from 'pg'
import type { Params } from '../../lib/domain/operation.ts'
import type { ContentInput, JournalEntry, JournalInput } from '../../lib/protocol/office.ts'
import { isUnkept } from '../../lib/protocol/unkept.ts'

/** A list shows every content up to this; a larger one is asked for by itself. */
const largeBytes = 4_000
/** As it lies in the table, perhaps compressed: beyond this nobody needs to unpack it to know. */
const largeStoredBytes = 8_000
const mostPageBytes = 512 * 1024
/** Characters. Everything taken now is below it. */
const longestContent = 256 * 1024

type Row = {
  device: string
  device_name: string | null
  seq: string
  actor: string | null
  actor_name: string | null
  kind: string | null
  target_kind: string | null
  target_id: string | null
  subject: string | null
  payload: unknown
  is_large: boolean
  brought_by: string | null
  bringer_name: string | null
  made_at: string | null
  arrived_at: string
  position: string
  verdict: { reason?: string; cause?: string; params?: Params }
  verdict_kind: JournalEntry['verdict']
}

export async function readJournal(
  pool: pg.Pool,
  org: string,
  input: JournalInput,
): Promise<{ entries: JournalEntry[]; before: number | null }> {
  const { rows } = await pool.query<Row>(
    `select o.device, o.seq, o.position, o.actor, o.kind, o.target_kind, o.target_id, o.made_at, o.arrived_at, o.verdict,
            o.verdict_kind, o.brought_by, o.is_large, case when o.is_large then null else o.payload end as payload,
            k.name as device_name, coalesce(person.body->>'name', customer.body->>'name') as actor_name,
            bringer.body->>'name' as bringer_name, coalesce(target.body->>'number', target.body->>'name') as subject
     from (select *, case when pg_column_size(payload) > ${largeStoredBytes} then true
                          else octet_length(payload::text) > ${largeBytes} end as is_large
           from (select * from operations
                 where org = $1 and ($2::bigint is null or position < $2) and ($3::text is null or device = $3)
                   and ($4::text is null or actor = $4) and ($5::text is null or verdict_kind = $5)
                   and ($6::text is null or (target_kind = $6 and target_id = $7))
                   and ($9::text is null or (target_kind = 'shift' and target_id = $9)
                        or (target_kind = 'receipt' and starts_with(target_id, $9 || ':')))
                 order by position desc limit $8) page) o
     left join documents bringer on bringer.org = o.org and bringer.kind = 'person' and bringer.id = o.brought_by
     left join device_keys k on k.org = o.org and k.device_id = o.device
     left join documents person on person.org = o.org and person.kind = 'person' and person.id = o.actor
     left join documents customer on customer.org = o.org and customer.kind = 'customer' and customer.id = o.actor
     left join documents target on target.org = o.org and target.kind = o.target_kind and target.id = o.target_id
     order by o.position desc`,
    [
      org,
      input.before,
      input.deviceId ?? null,
      input.actorId ?? null,
      input.verdict ?? null,
      input.target?.kind ?? null,
      input.target?.id ?? null,
      input.limit + 1,
      input.shiftId ?? null,
    ],
  )
  const entries = withinBytes(rows.slice(0, input.limit).map(toEntry))
  return { entries, before: rows.length > entries.length ? (entries.at(-1)?.position ?? null) : null }
}

/** One operation's whole content as text; null: there is no such operation, or it has none. */
export async function readContent(
  pool: pg.Pool,
  org: string,
  { deviceId, seq }: ContentInput,
): Promise<{ text: string; isCut: boolean } | null> {
  const { rows } = await pool.query<{ text: string | null; is_cut: boolean }>(
    `select left(payload::text, $4) as text, length(payload::text) > $4 as is_cut
     from operations where org = $1 and device = $2 and seq = $3`,
    [org, deviceId, seq, longestContent],
  )
  const row = rows[0]
  return row?.text == null ? null : { text: row.text, isCut: row.is_cut }
}

/** A page that grows too large ends sooner; the next one goes on from there. */
function withinBytes(entries: JournalEntry[]): JournalEntry[] {
  let bytes = 0
  const end = entries.findIndex((entry) => (bytes += Buffer.byteLength(JSON.stringify(entry))) > mostPageBytes)
  return end < 0 ? entries : entries.slice(0, Math.max(1, end))
}

/** A lost number has no content: its texts are empty, its time is the time it was reported. */
function toEntry(row: Row): JournalEntry {
  const arrivedAt = Number(row.arrived_at)
  return {
    deviceId: row.device,
    deviceName: row.device_name ?? row.device,
    seq: Number(row.seq),
    actorId: row.actor ?? '',
    actorName: row.actor_name ?? row.actor ?? '',
    kind: row.kind ?? '',
    target: { kind: row.target_kind ?? '', id: row.target_id ?? '' },
    subject: row.subject,
    payload: isUnkept(row.payload) ? null : row.payload,
    absent: row.is_large
      ? { why: 'large' }
      : isUnkept(row.payload)
        ? { why: 'unkept', bytes: row.payload.unkept.bytes }
        : null,
    madeAt: row.made_at === null ? arrivedAt : Number(row.made_at),
    arrivedAt,
    broughtBy: row.brought_by === null ? null : { id: row.brought_by, name: row.bringer_name ?? row.brought_by },
    position: Number(row.position),
    verdict: row.verdict_kind,
    reason: row.verdict.reason ?? row.verdict.cause ?? null,
    params: row.verdict.params ?? {},
  }
}
