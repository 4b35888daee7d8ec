/** Every device as the office sees it: who uses it, what it last said of itself (S11), which numbers it lost (S21). */
import type pg from 'pg'
import type { DeviceReport } from '../../lib/protocol/sync.ts'
import type { DeviceInfo } from '../../lib/protocol/office.ts'

/** Customers' phones may be many thousands; the office sees those of the staff and the latest of the others. */
const mostDevices = 1000

type Row = {
  id: string
  name: string
  kind: DeviceInfo['kind']
  created_at: string
  revoked_at: string | null
  last_contact_at: string | null
  last_seq: string | null
  report: (DeviceReport & { clockDifferenceMs: number }) | null
  people: { id: string; name: string }[]
  lost: string[]
}

export async function listDevices(pool: pg.Pool, org: string): Promise<DeviceInfo[]> {
  const { rows } = await pool.query<Row>(
    `select k.device_id as id, k.name, k.kind, k.created_at, k.revoked_at, k.last_contact_at, d.last_seq, k.report,
            array(select jsonb_build_object('id', p.person_id, 'name', coalesce(b.body->>'name', p.person_id))
                  from device_people p
                  left join documents b on b.org = p.org and b.id = p.person_id
                       and b.kind = case p.kind when 'staff' then 'person' else 'customer' end
                  where p.org = k.org and p.device_id = k.device_id order by p.last_at desc) as people,
            array(select o.seq from operations o
                  where o.org = k.org and o.device = k.device_id and o.verdict_kind = 'lost' order by o.seq) as lost
     from device_keys k left join devices d on d.org = k.org and d.id = k.device_id
     -- A browser that only looked at the shop is nobody's: there may be thousands, and nothing of them concerns anybody.
     where k.org = $1 and (k.kind = 'staff'
       or exists (select from device_people p where p.org = k.org and p.device_id = k.device_id))
     order by k.kind = 'customer', k.last_contact_at desc nulls last, k.created_at desc, k.device_id limit $2`,
    [org, mostDevices],
  )
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    kind: row.kind,
    createdAt: Number(row.created_at),
    revokedAt: row.revoked_at === null ? null : Number(row.revoked_at),
    lastSeq: Number(row.last_seq ?? 0),
    lastContactAt: row.last_contact_at === null ? null : Number(row.last_contact_at),
    people: row.people,
    report: row.report && reported(row.report),
    lostSeqs: row.lost.map(Number),
  }))
}

function reported(report: DeviceReport & { clockDifferenceMs: number }): DeviceInfo['report'] {
  const { queue, oldestAgeMs, refused, storage, clockDifferenceMs, appVersion } = report
  return { queue, oldestAgeMs, refused, ...storage, clockDifferenceMs, appVersion }
}
