import { afterAll, beforeAll, expect, it } from 'vitest'
import { takeAttempt } from './attempt-limits.ts'
import { cleanUp } from './clean-up.ts'
import { createEnrolmentCode, openShopDevice } from './enrolment.ts'
import { sendPhoneCode } from './phone-codes.ts'
import { openSession } from './sessions.ts'
import { createIdentityDatabase, type IdentityDatabase } from './test-identity-database.ts'
import { takeVisit } from './visit-limits.ts'

const org = 'o'
const day = 24 * 3_600_000
let database: IdentityDatabase
beforeAll(async () => {
  database = await createIdentityDatabase()
})
afterAll(() => database.drop())

const tables = [
  'sessions',
  'enrolment_codes',
  'phone_codes',
  'attempt_limits',
  'visits',
  'code_sendings',
  'device_keys',
  'devices',
]
async function counts(): Promise<Record<string, number>> {
  const { rows } = await database.pool.query<Record<string, number>>(
    `select ${tables.map((table) => `(select count(*)::int from ${table}) as ${table}`).join(', ')}`,
  )
  return rows[0] ?? {}
}

it('a browser that only looked is forgotten after a day, and what a device held wrongly after a month', async () => {
  const { pool } = database
  await openShopDevice(pool, { org: 'looked', name: 'x', now: 0 })
  await pool.query(
    `insert into scope_differences (org, device, scope, at, cursor, device_count, device_hash, server_count, server_hash)
     values ('looked', 'd', 's', 0, 0, 0, '', 0, '')`,
  )
  const count = async (table: string) => (await pool.query(`select from ${table} where org = 'looked'`)).rowCount
  await cleanUp(pool, 'looked', day)
  expect([await count('device_keys'), await count('devices'), await count('scope_differences')]).toEqual([1, 1, 1])
  await cleanUp(pool, 'looked', day + 1)
  expect([await count('device_keys'), await count('devices'), await count('scope_differences')]).toEqual([0, 0, 1])
  await cleanUp(pool, 'looked', 30 * day + 1)
  expect(await count('scope_differences')).toBe(0)
})

it('forgets what is over and keeps what is not, also the device somebody signed in on', async () => {
  const { pool } = database
  const messages = { sendCode: async () => undefined }
  const fill = async (now: number) => {
    const { device } = await openShopDevice(pool, { org, name: 'посетитель', now })
    const used = await openShopDevice(pool, { org, name: 'покупатель', now })
    await openSession(pool, {
      org,
      deviceId: used.device.id,
      personId: `p${now}`,
      kind: 'customer',
      pinVersion: 0,
      now,
    })
    await createEnrolmentCode(pool, { org, createdBy: 'x', deviceName: 'x', now })
    await sendPhoneCode(pool, messages, { org, phone: `+7${now}`, deviceId: device.id, now })
    await takeAttempt(pool, org, [`person:${now}`], now)
    await takeVisit(pool, { org, subject: `s${now}`, perHour: 9, now })
  }
  await fill(1)
  await cleanUp(pool, org, 2)
  expect(await counts()).toMatchObject({
    sessions: 1,
    enrolment_codes: 1,
    phone_codes: 1,
    attempt_limits: 1,
    visits: 1,
    device_keys: 2,
    devices: 2,
  })
  const later = 300 * day
  await fill(later)
  await cleanUp(pool, org, later + 1)
  expect(await counts()).toEqual({
    sessions: 1,
    enrolment_codes: 1,
    phone_codes: 1,
    attempt_limits: 1,
    visits: 1,
    code_sendings: 2, // the new phone's and its device's
    device_keys: 3, // of the old ones only that with a customer
    devices: 3,
  })
})
