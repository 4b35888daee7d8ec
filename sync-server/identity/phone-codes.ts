/**
 * One-time codes for customers. Six digits, five minutes, five tries, only on the device that asked; one new code a
 * minute and five an hour for a phone, whichever device asks. The answer never tells whether the phone is known.
 */
import type pg from 'pg'
import type { SignInRefusal } from '../../lib/protocol/identity.ts'
import type { MessagePort } from './message-port.ts'
import { hashing, hashSecret, isSecret } from './secret-hash.ts'
import { newPhoneCode } from './tokens.ts'
import { inTransaction } from './transaction.ts'
import { TooBusyError } from './work-queue.ts'

const phoneCodeLifeMs = 5 * 60_000
const mostTries = 5
const oneNewPerMs = 60_000
/** Too many others ask at this moment; it passes in seconds. */
const busyMs = 10_000
const hour = { ms: 3_600_000, perPhone: 5, perDevice: 10 }

type CodeInput = { org: string; phone: string; deviceId: string; now: number }

export async function sendPhoneCode(
  pool: pg.Pool,
  messages: MessagePort,
  input: CodeInput,
): Promise<{ kind: 'ok'; validForMs: number } | Extract<SignInRefusal, { kind: 'limited' }>> {
  const { org, phone, deviceId, now } = input
  if (!hashing.hasRoom('later')) return { kind: 'limited', waitMs: busyMs }
  const waitMs = await inTransaction(pool, (client) => countSending(client, input))
  if (waitMs > 0) return { kind: 'limited', waitMs }
  // Only now: a hash costs more than everything else here, and anybody may ask for one.
  const code = newPhoneCode()
  const codeHash = await hashInTime(code)
  if (codeHash === null) {
    await uncountSending(pool, input)
    return { kind: 'limited', waitMs: busyMs }
  }
  const expiresAt = now + phoneCodeLifeMs
  await pool.query(
    `insert into phone_codes (org, phone, device_id, code_hash, expires_at, tries) values ($1, $2, $3, $4, $5, 0)
     on conflict (org, phone, device_id) do update
     set code_hash = excluded.code_hash, expires_at = excluded.expires_at, tries = 0`,
    [org, phone, deviceId, codeHash, expiresAt],
  )
  await messages.sendCode({ org, phone, code, expiresAt, now })
  return { kind: 'ok', validForMs: phoneCodeLifeMs }
}

/** null: the others who asked in the same moment were too many. */
async function hashInTime(code: string): Promise<string | null> {
  try {
    return await hashSecret(code, 'later')
  } catch (error) {
    if (error instanceof TooBusyError) return null
    throw error
  }
}

/** The try is counted before the code is looked at; the right code works once. */
export async function checkPhoneCode(
  pool: pg.Pool,
  input: CodeInput & { code: string },
): Promise<{ kind: 'right' } | Extract<SignInRefusal, { kind: 'wrong' | 'expired' }>> {
  const { org, phone, deviceId, now } = input
  hashing.assertRoom('later')
  const { rows } = await pool.query<{ code_hash: string; tries: number }>(
    `update phone_codes set tries = tries + 1
     where org = $1 and phone = $2 and device_id = $3 and expires_at > $4 and tries < $5
     returning code_hash, tries`,
    [org, phone, deviceId, now, mostTries],
  )
  const row = rows[0]
  if (!row) return { kind: 'expired' }
  if (!(await isSecret(input.code.replace(/\D/g, ''), row.code_hash, 'later'))) {
    return { kind: 'wrong', attemptsLeft: mostTries - row.tries }
  }
  const { rowCount } = await pool.query(
    'delete from phone_codes where org = $1 and phone = $2 and device_id = $3 and code_hash = $4',
    [org, phone, deviceId, row.code_hash],
  )
  return rowCount === 1 ? { kind: 'right' } : { kind: 'expired' }
}

/** Milliseconds to wait; 0: the sending is counted and may go on. What is not sent is not counted. */
async function countSending(client: pg.ClientBase, { org, phone, deviceId, now }: CodeInput): Promise<number> {
  const limits = [
    { subject: `device:${deviceId}`, most: hour.perDevice, gapMs: 0 },
    { subject: `phone:${phone}`, most: hour.perPhone, gapMs: oneNewPerMs },
  ]
  const waits = [0]
  for (const { subject, most, gapMs } of limits) {
    const sent = (await lockSendings(client, org, subject)).filter((at) => now - at < hour.ms)
    const newest = sent.at(-1)
    const oldestThatCounts = sent.at(-most)
    if (newest !== undefined) waits.push(newest + gapMs - now)
    if (oldestThatCounts !== undefined) waits.push(oldestThatCounts + hour.ms - now)
  }
  const waitMs = Math.max(...waits)
  if (waitMs > 0) return waitMs
  await client.query(
    `update code_sendings set sent_at = array(select at from unnest(sent_at) at where at > $3) || $4::bigint
     where org = $1 and subject = any($2::text[])`,
    [org, limits.map((limit) => limit.subject), now - hour.ms, now],
  )
  return 0
}

async function uncountSending(pool: pg.Pool, { org, phone, deviceId, now }: CodeInput): Promise<void> {
  await pool.query(
    `update code_sendings set sent_at = array_remove(sent_at, $3::bigint) where org = $1 and subject = any($2::text[])`,
    [org, [`device:${deviceId}`, `phone:${phone}`], now],
  )
}

/** When codes went to this subject, the oldest first. Subjects are always locked in the same order. */
async function lockSendings(client: pg.ClientBase, org: string, subject: string): Promise<number[]> {
  await client.query(`insert into code_sendings (org, subject, sent_at) values ($1, $2, '{}') on conflict do nothing`, [
    org,
    subject,
  ])
  const { rows } = await client.query<{ sent_at: string[] }>(
    'select sent_at from code_sendings where org = $1 and subject = $2 for update',
    [org, subject],
  )
  return (rows[0]?.sent_at ?? []).map(Number)
}
