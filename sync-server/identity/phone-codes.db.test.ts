import { afterAll, beforeAll, expect, it } from 'vitest'
import { createOfficeMessages, forgetWaitingCode, maskPhone, waitingCodes, type CodeMessage } from './message-port.ts'
import { checkPhoneCode, sendPhoneCode } from './phone-codes.ts'
import { hashing, hashSecret } from './secret-hash.ts'
import { createIdentityDatabase, type IdentityDatabase } from './test-identity-database.ts'

const minute = 60_000
let database: IdentityDatabase
let sent: CodeMessage[] = []
let lastPhone = 9_000_000_000
beforeAll(async () => {
  database = await createIdentityDatabase()
})
afterAll(() => database.drop())

const messages = {
  async sendCode(message: CodeMessage) {
    sent.push(message)
  },
}
function aPhone() {
  const phone = `+7${++lastPhone}`
  sent = []
  const input = (now: number, deviceId = `device of ${phone}`) => ({ org: 'o', phone, deviceId, now })
  return {
    phone,
    ask: (now: number, deviceId?: string) => sendPhoneCode(database.pool, messages, input(now, deviceId)),
    check: (code: string, now: number, deviceId?: string) =>
      checkPhoneCode(database.pool, { ...input(now, deviceId), code }),
  }
}
const lastCode = () => sent.at(-1)?.code ?? 'none'
const wrongCode = () => (lastCode() === '000000' ? '000001' : '000000')

it('the right code works once', async () => {
  const { ask, check } = aPhone()
  expect(await ask(0)).toEqual({ kind: 'ok', validForMs: 5 * minute })
  expect(await check(` ${lastCode().slice(0, 3)} ${lastCode().slice(3)}`, 1)).toEqual({ kind: 'right' })
  expect(await check(lastCode(), 2)).toEqual({ kind: 'expired' })
})

it('two browsers’ tabs with the right code at once: one of them is in', async () => {
  const { ask, check } = aPhone()
  await ask(0)
  const results = await Promise.all([check(lastCode(), 1), check(lastCode(), 1), check(lastCode(), 1)])
  expect(results.filter((result) => result.kind === 'right')).toHaveLength(1)
})

it('five wrong tries end a code, also for the right one after them', async () => {
  const { ask, check } = aPhone()
  await ask(0)
  for (const attemptsLeft of [4, 3, 2, 1, 0]) {
    expect(await check(wrongCode(), 1)).toEqual({ kind: 'wrong', attemptsLeft })
  }
  expect(await check(lastCode(), 1)).toEqual({ kind: 'expired' })
})

it('a code is over after five minutes', async () => {
  const { ask, check } = aPhone()
  await ask(0)
  expect(await check(lastCode(), 5 * minute)).toEqual({ kind: 'expired' })
})

it('a code works only on the device that asked for it', async () => {
  const { ask, check } = aPhone()
  await ask(0)
  expect(await check(lastCode(), 1, 'd2')).toEqual({ kind: 'expired' })
  expect(await check(lastCode(), 1)).toEqual({ kind: 'right' })
})

it('a new code replaces the one before', async () => {
  const { ask, check } = aPhone()
  await ask(0)
  const first = lastCode()
  await ask(minute)
  if (first !== lastCode()) expect(await check(first, minute + 1)).toMatchObject({ kind: 'wrong' })
  expect(await check(lastCode(), minute + 2)).toEqual({ kind: 'right' })
})

it('one new code a minute and five an hour for a phone, whichever device asks; what is refused is not counted', async () => {
  const { ask } = aPhone()
  expect(await ask(0, 'a')).toMatchObject({ kind: 'ok' })
  expect(await ask(minute - 1, 'b')).toEqual({ kind: 'limited', waitMs: 1 })
  for (let count = 1; count < 5; count++) expect(await ask(count * minute, `c${count}`)).toMatchObject({ kind: 'ok' })
  expect(await ask(5 * minute, 'e')).toEqual({ kind: 'limited', waitMs: 55 * minute })
  expect(sent).toHaveLength(5)
  expect(await ask(60 * minute, 'e')).toMatchObject({ kind: 'ok' })
})

it('ten an hour for a device, whichever phone it asks for', async () => {
  for (let count = 0; count < 10; count++) expect(await aPhone().ask(count, 'busy')).toMatchObject({ kind: 'ok' })
  expect(await aPhone().ask(11, 'busy')).toMatchObject({ kind: 'limited' })
})

it('asked twice at the same moment, one code is sent', async () => {
  const { ask } = aPhone()
  const results = await Promise.all([ask(0, 'x'), ask(0, 'y'), ask(0, 'z')])
  expect(results.filter((result) => result.kind === 'ok')).toHaveLength(1)
  expect(sent).toHaveLength(1)
})

it('what is refused costs no hash: it is counted first', async () => {
  const { ask } = aPhone()
  const before = hashing.started()
  await ask(0)
  const results = await Promise.all(Array.from({ length: 40 }, (_, count) => ask(1, `d${count}`)))
  expect(results.every(({ kind }) => kind === 'limited')).toBe(true)
  expect(hashing.started() - before).toBe(1)
})

it('a crowd is told to come back in seconds, is not counted, and leaves PINs their turn', async () => {
  const phones = Array.from({ length: 40 }, () => aPhone())
  const asking = phones.map(({ ask }, count) => ask(0, `crowd${count}`))
  const pin = hashSecret('5820')
  const results = await Promise.all(asking)
  expect(await pin).toMatch(/^scrypt/)
  const refused = results.findIndex(({ kind }) => kind === 'limited')
  expect(results[refused]).toEqual({ kind: 'limited', waitMs: 10_000 })
  expect(await phones[refused]?.ask(0, `crowd${refused}`)).toMatchObject({ kind: 'ok' })
})

it('the office sees a code until it is over or used; the log has it too, and never the whole number', async () => {
  const lines: string[] = []
  const office = createOfficeMessages(database.pool, (fields, text) => lines.push(JSON.stringify([fields, text])))
  const { phone } = aPhone()
  await office.sendCode({ org: 'o', phone, code: '123456', expiresAt: 10, now: 0 })
  expect(await waitingCodes(database.pool, 'o', 9)).toEqual([{ phone, code: '123456', expiresAt: 10 }])
  expect(await waitingCodes(database.pool, 'o', 10)).toEqual([])
  await forgetWaitingCode(database.pool, 'o', phone)
  expect(await waitingCodes(database.pool, 'o', 1)).toEqual([])
  expect(lines).toHaveLength(1)
  expect(lines[0]).not.toContain(phone.slice(2))
  expect(lines[0]).toContain('123456')
  expect(maskPhone('+79123456789')).toBe('+7912…89')
})

it('no code stands readable in the table of codes', async () => {
  const { ask, phone } = aPhone()
  await ask(0)
  const { rows } = await database.pool.query<{ code_hash: string }>(
    'select code_hash from phone_codes where phone = $1',
    [phone],
  )
  expect(rows[0]?.code_hash).toMatch(/^scrypt\$15\$/)
  expect(rows[0]?.code_hash).not.toContain(lastCode())
})
