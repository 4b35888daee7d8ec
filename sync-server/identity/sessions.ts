/**
 * Who is signed in on a device. The browser holds a random token in a cookie, the database its SHA-256. A session slides:
 * every use moves its end, at most once an hour in the database. One device has one session at a time.
 */
import type pg from 'pg'
import { newToken, tokenHash } from './tokens.ts'
import { inTransaction } from './transaction.ts'

const day = 24 * 3_600_000
export const sessionLifeMs = { staff: 30 * day, customer: 180 * day } as const
const extendEveryMs = 3_600_000

export type SessionKind = keyof typeof sessionLifeMs
/** `isExtended`: by this very request. */
export type Session = { personId: string; kind: SessionKind; isExtended: boolean }

/**
 * `pinVersion`: the PIN it is opened with; a session does not outlive its PIN. 0 for customers.
 *
 * Ends what was open on this device, notes that the person has signed in on it, and returns the new token.
 */
export async function openSession(
  pool: pg.Pool,
  input: { org: string; deviceId: string; personId: string; kind: SessionKind; pinVersion: number; now: number },
): Promise<string> {
  const { org, deviceId, personId, kind, pinVersion, now } = input
  const token = newToken()
  await inTransaction(pool, async (client) => {
    await endDeviceSession(client, org, deviceId, now)
    await client.query(
      `insert into sessions (org, token_hash, device_id, person_id, kind, pin_version, created_at, extended_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $7, $8)`,
      [org, tokenHash(token), deviceId, personId, kind, pinVersion, now, now + sessionLifeMs[kind]],
    )
    await client.query(
      `insert into device_people (org, device_id, person_id, kind, confirmed, first_at, last_at)
       values ($1, $2, $3, $4, true, $5, $5)
       on conflict (org, device_id, person_id) do update set last_at = excluded.last_at, kind = excluded.kind, confirmed = true`,
      [org, deviceId, personId, kind, now],
    )
  })
  return token
}

export const mayBeExtended = (extendedAt: number, now: number): boolean => now - extendedAt >= extendEveryMs

/** The cookie must be given anew with it: both have the same end. */
export async function extendSession(
  pool: pg.Pool,
  { org, token, kind, now }: { org: string; token: string; kind: SessionKind; now: number },
): Promise<void> {
  await pool.query(
    'update sessions set extended_at = $3, expires_at = $4 where org = $1 and token_hash = $2 and ended_at is null',
    [org, tokenHash(token), now, now + sessionLifeMs[kind]],
  )
}

export async function endDeviceSession(db: pg.ClientBase | pg.Pool, org: string, deviceId: string, now: number) {
  await db.query('update sessions set ended_at = $3 where org = $1 and device_id = $2 and ended_at is null', [
    org,
    deviceId,
    now,
  ])
}

/** New PIN, dismissed, or asked for by the office: everywhere. */
export async function endPersonSessions(db: pg.ClientBase | pg.Pool, org: string, personId: string, now: number) {
  await db.query('update sessions set ended_at = $3 where org = $1 and person_id = $2 and ended_at is null', [
    org,
    personId,
    now,
  ])
}

/** Where this person is signed in now. */
export async function devicesOf(pool: pg.Pool, org: string, personId: string, now: number): Promise<string[]> {
  const { rows } = await pool.query<{ device_id: string }>(
    'select distinct device_id from sessions where org = $1 and person_id = $2 and ended_at is null and expires_at > $3',
    [org, personId, now],
  )
  return rows.map((row) => row.device_id)
}

export async function countSessions(pool: pg.Pool, org: string, now: number): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ person_id: string; count: number }>(
    `select person_id, count(*)::int as count from sessions
     where org = $1 and ended_at is null and expires_at > $2 group by person_id`,
    [org, now],
  )
  return new Map(rows.map((row) => [row.person_id, row.count]))
}
