/**
 * How a browser becomes a device of the organisation: by a code that the office made. A code works once, for 24 hours;
 * the demonstration company may have one that works for everybody. Codes are kept as scrypt hashes under the
 * organisation's salt: that way one can be looked up, and a stolen table still costs 32 MiB a guess.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { SignInRefusal } from '../../lib/protocol/identity.ts'
import { clearAttempts, takeAttempt } from './attempt-limits.ts'
import { findDevice, keyDevice, type KnownDevice } from './devices.ts'
import { hashing, hashSecretWithSalt } from './secret-hash.ts'
import { endDeviceSession } from './sessions.ts'
import { newEnrolmentCode, parseEnrolmentCode } from './tokens.ts'
import { inTransaction } from './transaction.ts'
import type { Urgency } from './work-queue.ts'

const enrolmentLifeMs = 24 * 3_600_000

export async function createEnrolmentCode(
  pool: pg.Pool,
  input: {
    org: string
    createdBy: string
    deviceName: string
    now: number
    many?: { expiresAt: number; code?: string }
  },
): Promise<{ code: string; expiresAt: number }> {
  const { org, createdBy, deviceName, now, many } = input
  const code = many?.code ?? newEnrolmentCode()
  const expiresAt = many?.expiresAt ?? now + enrolmentLifeMs
  await pool.query('delete from enrolment_codes where org = $1 and expires_at < $2', [org, now])
  await pool.query(
    `insert into enrolment_codes (org, code_hash, device_name, created_by, created_at, expires_at, many)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (org, code_hash) do nothing`,
    [org, await codeHash(pool, org, code), deviceName, createdBy, now, expiresAt, many !== undefined],
  )
  return { code, expiresAt }
}

export type EnrolInput = {
  org: string
  typedCode: string
  name: string
  /** What this browser is now, by its cookie; a customer's device that becomes a staff device keeps its identity. */
  present: KnownDevice | null
  /** What it says it was, without proof. */
  formerDeviceId: string | null
  /** Whose wrong codes are counted: the network address. */
  address: string
  now: number
}

export type EnrolResult =
  | { kind: 'ok'; token: string; device: KnownDevice; enrolledBy: string }
  | Extract<SignInRefusal, { kind: 'wrong' | 'expired' | 'locked' }>

export async function enrolDevice(pool: pg.Pool, input: EnrolInput): Promise<EnrolResult> {
  const { org, typedCode, address, now } = input
  const code = parseEnrolmentCode(typedCode)
  if (!code) return { kind: 'wrong', attemptsLeft: null }
  hashing.assertRoom('later')
  const subjects = [`enrol:${address}`]
  const attempt = await takeAttempt(pool, org, subjects, now)
  if (attempt.kind === 'locked') return attempt
  const hash = await codeHash(pool, org, code, 'later')
  const result = await inTransaction(pool, async (client): Promise<EnrolResult> => {
    const spent = await spendCode(client, org, hash, now)
    if (spent.kind === 'unknown') return { kind: 'wrong', attemptsLeft: attempt.attemptsLeft }
    if (spent.kind === 'over') return { kind: 'expired' }
    return attach(client, input, spent.createdBy)
  })
  // A code that is used or over proves nothing: whoever holds one could otherwise guess on for ever.
  if (result.kind === 'ok') await clearAttempts(pool, org, subjects)
  return result
}

/** A customer's browser needs no code; it sees what is public until somebody signs in. */
export async function openShopDevice(
  pool: pg.Pool,
  input: { org: string; name: string; now: number },
): Promise<{ token: string; device: KnownDevice }> {
  const id = randomUUID()
  const token = await inTransaction(pool, (client) => keyDevice(client, { ...input, id, kind: 'customer' }))
  return { token, device: { id, name: input.name, kind: 'customer', createdAt: input.now, revokedAt: null } }
}

type Spent = { kind: 'unknown' } | { kind: 'over' } | { kind: 'spent'; createdBy: string }

async function spendCode(client: pg.ClientBase, org: string, hash: string, now: number): Promise<Spent> {
  const { rows } = await client.query<{
    many: boolean
    used_at: string | null
    expires_at: string
    created_by: string
  }>('select many, used_at, expires_at, created_by from enrolment_codes where org = $1 and code_hash = $2 for update', [
    org,
    hash,
  ])
  const row = rows[0]
  if (!row) return { kind: 'unknown' }
  if (Number(row.expires_at) <= now || (row.used_at !== null && !row.many)) return { kind: 'over' }
  await client.query('update enrolment_codes set used_at = $3 where org = $1 and code_hash = $2', [org, hash, now])
  return { kind: 'spent', createdBy: row.created_by }
}

/**
 * The browser goes on under the identity it has, so that its unsent work keeps its numbers. Without the cookie's proof
 * it may still name that identity (cookies were cleared, the work was not), but then its people are not taken at its
 * word: what it sends in their names is held for the office until they have signed in again.
 */
async function attach(client: pg.ClientBase, input: EnrolInput, enrolledBy: string): Promise<EnrolResult> {
  const { org, name, now, present } = input
  const former = present ?? (input.formerDeviceId ? await findDevice(client, org, input.formerDeviceId) : null)
  const id = former?.id ?? randomUUID()
  const token = await keyDevice(client, { org, id, name, kind: 'staff', now })
  await endDeviceSession(client, org, id, now)
  if (former && !present) {
    await client.query('update device_people set confirmed = false where org = $1 and device_id = $2', [org, id])
  }
  return {
    kind: 'ok',
    token,
    enrolledBy,
    device: { id, name, kind: 'staff', createdAt: former?.createdAt ?? now, revokedAt: null },
  }
}

async function codeHash(pool: pg.Pool, org: string, code: string, urgency: Urgency = 'now'): Promise<string> {
  await pool.query('insert into organisation_salts (org, salt) values ($1, $2) on conflict do nothing', [
    org,
    randomBytes(16),
  ])
  const { rows } = await pool.query<{ salt: Buffer }>('select salt from organisation_salts where org = $1', [org])
  const salt = rows[0]?.salt
  if (!salt) throw new Error(`Organisation ${org} has no salt`)
  return hashSecretWithSalt(code, salt, urgency)
}
