/**
 * How often somebody unknown may do what needs no proof. A bucket of `perHour` visits that fills up steadily: after a
 * flood the next ones wait for seconds, and not for the hour to end. Kept in the database, one for all server processes.
 *
 *     full_at: when the bucket is full again; every visit moves it on by its share of the hour
 */
import type pg from 'pg'

const hourMs = 3_600_000

export async function takeVisit(
  pool: pg.Pool,
  input: { org: string; subject: string; perHour: number; now: number },
): Promise<{ kind: 'go' } | { kind: 'limited'; waitMs: number }> {
  const { org, subject, perHour, now } = input
  const share = Math.ceil(hourMs / perHour)
  const { rowCount } = await pool.query(
    `insert into visits (org, subject, full_at) values ($1, $2, $3::bigint + $4::bigint)
     on conflict (org, subject) do update set full_at = greatest(visits.full_at, $3) + $4
     where greatest(visits.full_at, $3) + $4 <= $3 + $5::bigint`,
    [org, subject, now, share, hourMs],
  )
  if (rowCount === 1) return { kind: 'go' }
  const { rows } = await pool.query<{ full_at: string }>('select full_at from visits where org = $1 and subject = $2', [
    org,
    subject,
  ])
  return { kind: 'limited', waitMs: Math.max(1, Number(rows[0]?.full_at ?? now) + share - hourMs - now) }
}
