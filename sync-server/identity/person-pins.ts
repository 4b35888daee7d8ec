/**
 * PINs of the staff. The person's name, roles and `pinVersion` are in the document `person`; here are only the secrets, by
 * version: a new PIN counts from the moment the document that names its version is committed.
 */
import type pg from 'pg'
import type { SignInRefusal } from '../../lib/protocol/identity.ts'
import { clearAttempts, takeAttempt } from './attempt-limits.ts'
import { hashing, hashSecret, isSecret } from './secret-hash.ts'

export async function writePin(
  db: pg.ClientBase | pg.Pool,
  input: { org: string; personId: string; version: number; pinHash: string; now: number },
) {
  await db.query(
    `insert into person_pins (org, person_id, version, pin_hash, changed_at) values ($1, $2, $3, $4, $5)
     on conflict (org, person_id, version) do update set pin_hash = excluded.pin_hash, changed_at = excluded.changed_at`,
    [input.org, input.personId, input.version, input.pinHash, input.now],
  )
}

/** Counted for the person and for the device before the PIN is looked at. */
export async function checkPin(
  pool: pg.Pool,
  input: { org: string; personId: string; pinVersion: number; deviceId: string; pin: string; now: number },
): Promise<{ kind: 'right' } | Extract<SignInRefusal, { kind: 'wrong' | 'locked' | 'notFound' }>> {
  const { org, personId, pinVersion, deviceId, pin, now } = input
  const { rows } = await pool.query<{ pin_hash: string }>(
    'select pin_hash from person_pins where org = $1 and person_id = $2 and version = $3',
    [org, personId, pinVersion],
  )
  const pinHash = rows[0]?.pin_hash
  if (!pinHash) return { kind: 'notFound' }
  hashing.assertRoom('now')
  const subjects = [`person:${personId}`, `device:${deviceId}`]
  const attempt = await takeAttempt(pool, org, subjects, now)
  if (attempt.kind === 'locked') return attempt
  if (!(await isSecret(pin, pinHash))) return { kind: 'wrong', attemptsLeft: attempt.attemptsLeft }
  await clearAttempts(pool, org, subjects)
  return { kind: 'right' }
}

/** The office gave a new PIN: wrong tries at the old one no longer lock the person out. */
export async function forgiveAttempts(pool: pg.Pool, org: string, personId: string): Promise<void> {
  await clearAttempts(pool, org, [`person:${personId}`])
}

export { hashSecret as hashPin }
