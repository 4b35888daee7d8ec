/** How often somebody unknown may do what needs no proof, per hour. A fixed window: simple, and enough against a flood. */
import type pg from 'pg'

const hourMs = 3_600_000

export async function takeVisit(
  pool: pg.Pool,
  input: { org: string; subject: string; perHour: number; now: number },
): Promise<{ kind: 'go' } | { kind: 'limited'; waitMs: number }> {
  const { org, subject, perHour, now } = input
  const { rows } = await pool.query<{ count: number; since: string }>(
    `insert into visits (org, subject, since, count) values ($1, $2, $3, 1)
     on conflict (org, subject) do update set
       since = case when visits.since <= $3 - $4::bigint then excluded.since else visits.since end,
       count = case when visits.since <= $3 - $4::bigint then 1 else visits.count + 1 end
     returning count, since`,
    [org, subject, now, hourMs],
  )
  const row = rows[0]
  if (!row || row.count <= perHour) return { kind: 'go' }
  return { kind: 'limited', waitMs: Math.max(1, Number(row.since) + hourMs - now) }
}
