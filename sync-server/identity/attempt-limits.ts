/**
 * Wrong PINs and codes, counted in the database: the count survives a restart and is one for all server processes.
 *
 *     take  → counts the attempt before the secret is looked at, so that attempts at the same moment count too
 *     clear → the secret was right: the count starts anew
 *
 * Five wrong ones are free; the fifth locks for a minute, every further one twice as long, up to an hour. That leaves a
 * guesser some thirty tries a day at a PIN. A day without attempts forgets the count.
 */
import type pg from 'pg'
import { inTransaction } from './transaction.ts'

const freeAttempts = 5
const firstLockMs = 60_000
const longestLockMs = 3_600_000
const forgetAfterMs = 24 * 3_600_000

export type AttemptVerdict = { kind: 'go'; attemptsLeft: number } | { kind: 'locked'; waitMs: number }

/** `subjects`: whose attempts these are, for instance `person:7` and `device:4`; each is counted and may lock. */
export async function takeAttempt(
  pool: pg.Pool,
  org: string,
  subjects: string[],
  now: number,
): Promise<AttemptVerdict> {
  return inTransaction(pool, async (client) => {
    const rows = await lockCounts(client, org, subjects, now)
    const lockedUntil = Math.max(...rows.map((row) => row.lockedUntil))
    if (lockedUntil > now) return { kind: 'locked', waitMs: lockedUntil - now }
    const counts = rows.map((row) => (now - row.changedAt > forgetAfterMs ? 1 : row.wrong + 1))
    await client.query(
      `update attempt_limits l set wrong = n.wrong, locked_until = n.locked_until, changed_at = $5
       from unnest($2::text[], $3::int[], $4::bigint[]) n(subject, wrong, locked_until)
       where l.org = $1 and l.subject = n.subject`,
      [org, rows.map((row) => row.subject), counts, counts.map((wrong) => lockUntil(wrong, now)), now],
    )
    return { kind: 'go', attemptsLeft: Math.max(0, freeAttempts - Math.max(...counts)) }
  })
}

export async function clearAttempts(pool: pg.Pool, org: string, subjects: string[]): Promise<void> {
  await pool.query('delete from attempt_limits where org = $1 and subject = any($2::text[])', [org, subjects])
}

function lockUntil(wrong: number, now: number): number {
  if (wrong < freeAttempts) return 0
  return now + Math.min(longestLockMs, firstLockMs * 2 ** Math.min(20, wrong - freeAttempts))
}

/** Locked in the order of their names, so that two attempts never wait for each other crosswise. */
async function lockCounts(client: pg.ClientBase, org: string, subjects: string[], now: number) {
  const sorted = [...new Set(subjects)].sort()
  await client.query(
    `insert into attempt_limits (org, subject, wrong, locked_until, changed_at)
     select $1, subject, 0, 0, $3 from unnest($2::text[]) subject order by subject on conflict do nothing`,
    [org, sorted, now],
  )
  const { rows } = await client.query<{ subject: string; wrong: number; locked_until: string; changed_at: string }>(
    `select subject, wrong, locked_until, changed_at from attempt_limits
     where org = $1 and subject = any($2::text[]) order by subject for update`,
    [org, sorted],
  )
  return rows.map((row) => ({
    subject: row.subject,
    wrong: row.wrong,
    lockedUntil: Number(row.locked_until),
    changedAt: Number(row.changed_at),
  }))
}
