import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createEnrolmentCode } from '../identity/enrolment.ts'
import { adminPin, org, report, startTestServer, type Browser, type TestServer } from '../testing/test-server.ts'

const hour = 3_600_000
const day = 24 * hour
let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const enrolmentCode = async (many?: { expiresAt: number }) =>
  (
    await createEnrolmentCode(server.database.pool, {
      org,
      createdBy: 'system',
      deviceName: 'Планшет',
      now: server.clock.now,
      ...(many ? { many } : {}),
    })
  ).code

async function enrolled(): Promise<{ browser: Browser; deviceId: string }> {
  const browser = server.browser()
  const answer = await browser.call('device.enrol', { code: await enrolmentCode(), name: 'Планшет' })
  return { browser, deviceId: (answer.data as { device: { id: string } }).device.id }
}
async function adminId(browser: Browser): Promise<string> {
  const { data } = await browser.call('session.people')
  return (data as { id: string; name: string }[]).find(({ name }) => name === 'Анна')?.id ?? ''
}
const pull = (browser: Browser, personId: string | null) =>
  browser.call('sync.pull', { protocol: 1, personId, cursors: {}, limit: 100, report: report(server.clock) })
const scopesOf = ({ data }: { data: unknown }) => (data as { scopes: string[] | null }).scopes

it('without a connection to the database it says so, and not that it is broken', async () => {
  const { browser } = await enrolled()
  const before = server.logged.length
  const ask = vi.spyOn(server.services.pool, 'query')
  // As `pg` says that all connections of the pool are lent out.
  const timeout = () => {
    throw new Error('timeout exceeded when trying to connect')
  }
  ask.mockImplementationOnce(timeout).mockImplementationOnce(timeout)
  expect(await browser.call('device.me')).toMatchObject({ status: 503, reason: 'unavailable' })
  expect((await browser.send({ method: 'GET', url: '/api/live' })).statusCode).toBe(503)
  ask.mockRestore()
  expect(server.logged.slice(before).join()).not.toMatch(/fault/)
  expect(await browser.call('device.me')).toMatchObject({ status: 200 })
})

describe('a device', () => {
  it('is nothing until it is enrolled, and then is remembered by an httpOnly, same-site cookie', async () => {
    const browser = server.browser()
    expect((await browser.call('device.me')).data).toMatchObject({ kind: 'notEnrolled' })
    const answer = await browser.call('device.enrol', {
      code: (await enrolmentCode()).toLowerCase(),
      name: ' Касса 1 ',
    })
    expect(answer.data).toMatchObject({
      kind: 'ok',
      device: { name: 'Касса 1', kind: 'staff', organisation: { name: 'Проба' } },
    })
    const cookie = answer.cookies.find((each) => each.startsWith('rodnik_device='))
    expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Strict$/)
    expect((await browser.call('device.me')).data).toMatchObject({
      kind: 'device',
      device: { name: 'Касса 1' },
      person: null,
    })
  })

  it('over TLS (a proxy says so) its cookie is Secure', async () => {
    const response = await server.app.inject({
      method: 'POST',
      url: '/api/trpc/device.openShop',
      payload: '{}',
      headers: { 'content-type': 'application/json', 'x-forwarded-proto': 'https' },
    })
    expect(response.cookies.filter(({ value }) => value !== '')).toMatchObject([
      { name: 'rodnik_device', secure: true },
    ])
  })

  it('a code enrols one device, once, within 24 hours', async () => {
    const code = await enrolmentCode()
    expect((await server.browser().call('device.enrol', { code, name: 'a' })).data).toMatchObject({ kind: 'ok' })
    expect((await server.browser().call('device.enrol', { code, name: 'b' })).data).toEqual({ kind: 'expired' })
    const late = await enrolmentCode()
    server.clock.now += day
    expect((await server.browser().call('device.enrol', { code: late, name: 'c' })).data).toEqual({ kind: 'expired' })
  })

  it('of two browsers with one code at the same moment one is enrolled', async () => {
    const code = await enrolmentCode()
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((name) => server.browser().call('device.enrol', { code, name })),
    )
    expect(answers.map(({ data }) => (data as { kind: string }).kind).sort()).toEqual(['expired', 'expired', 'ok'])
  })

  it('the demonstration’s code enrols many', async () => {
    const code = await enrolmentCode({ expiresAt: server.clock.now + day })
    for (const name of ['a', 'b', 'c']) {
      expect((await server.browser().call('device.enrol', { code, name })).data).toMatchObject({ kind: 'ok' })
    }
  })

  it('a code that is used or over is no right one: it does not set the count of wrong ones back', async () => {
    const used = await enrolmentCode()
    await server.browser().call('device.enrol', { code: used, name: 'x' })
    const tell = async (code: string) =>
      ((await server.browser().call('device.enrol', { code, name: 'x' })).data as { kind: string }).kind
    const kinds: string[] = []
    for (const code of ['ABCDEFGH', 'ABCDEFGH', used, 'ABCDEFGH', 'ABCDEFGH', 'ABCDEFGH']) kinds.push(await tell(code))
    expect(kinds).toEqual(['wrong', 'wrong', 'expired', 'wrong', 'wrong', 'locked'])
    server.clock.now += day + 1
    expect(await tell(await enrolmentCode())).toBe('ok')
  })

  it('five wrong codes from one address lock enrolment there, also for a right one, and a right one afterwards clears it', async () => {
    const code = await enrolmentCode()
    for (let count = 0; count < 5; count++) {
      expect((await server.browser().call('device.enrol', { code: 'ABCDEFGH', name: 'x' })).data).toMatchObject({
        kind: 'wrong',
      })
    }
    expect((await server.browser().call('device.enrol', { code, name: 'x' })).data).toMatchObject({ kind: 'locked' })
    server.clock.now += 60_000
    expect((await server.browser().call('device.enrol', { code, name: 'x' })).data).toMatchObject({ kind: 'ok' })
  })

  it('a customer’s phone that becomes a staff device keeps its identity, so that its unsent work keeps its numbers', async () => {
    const browser = server.browser()
    const shop = (await browser.call('device.openShop', {})).data as { device: { id: string } }
    const staff = (await browser.call('device.enrol', { code: await enrolmentCode(), name: 'n' })).data
    expect(staff).toMatchObject({ device: { id: shop.device.id, kind: 'staff' } })
  })

  it('a browser that lost its cookies but not its work comes back as the same device, and the old cookie is over', async () => {
    const { browser, deviceId } = await enrolled()
    const back = server.browser()
    const answer = await back.call('device.enrol', { code: await enrolmentCode(), name: 'n', formerDeviceId: deviceId })
    expect(answer.data).toMatchObject({ kind: 'ok', device: { id: deviceId } })
    expect((await browser.call('device.me')).data).toMatchObject({ kind: 'notEnrolled' })
  })

  it.each([
    ['forged', 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
    ['endless', 'A'.repeat(4000)],
    ['hostile', "' or 1=1 --"],
    ['empty', ''],
  ])('a %s device cookie is no device', async (_, token) => {
    const browser = server.browser()
    browser.cookies.set('rodnik_device', encodeURIComponent(token))
    expect((await browser.call('device.me')).data).toMatchObject({ kind: 'notEnrolled' })
    expect(await pull(browser, null)).toMatchObject({ status: 401, reason: 'notEnrolled' })
  })
})

describe('staff', () => {
  it('sign in with a PIN on a staff device, and out again', async () => {
    const { browser } = await enrolled()
    const personId = await adminId(browser)
    const answer = await browser.call('session.signInWithPin', { personId, pin: adminPin })
    expect(answer.data).toEqual({
      kind: 'ok',
      person: { id: personId, name: 'Анна', roles: ['administrator'], customerId: null },
      pinVersion: 1,
    })
    expect(answer.cookies.find((each) => each.startsWith('rodnik_session='))).toMatch(/HttpOnly; SameSite=Strict/)
    expect((await browser.call('device.me')).data).toMatchObject({ person: { id: personId } })
    await browser.call('session.signOut')
    expect((await browser.call('device.me')).data).toMatchObject({ person: null })
  })

  it('five wrong PINs lock the person on every device; the right one after the lock is in', async () => {
    const { personId, pin } = await server.staff('Забывчивый', ['operator'])
    const { browser } = await enrolled()
    for (const attemptsLeft of [4, 3, 2, 1, 0]) {
      const { data } = await browser.call('session.signInWithPin', { personId, pin: '0007' })
      expect(data).toEqual({ kind: 'wrong', attemptsLeft })
    }
    const other = await enrolled()
    expect((await other.browser.call('session.signInWithPin', { personId, pin })).data).toEqual({
      kind: 'locked',
      waitMs: 60_000,
    })
    server.clock.now += 60_000
    expect((await other.browser.call('session.signInWithPin', { personId, pin })).data).toMatchObject({ kind: 'ok' })
  })

  it('a senior’s PIN checked at another’s till signs nobody in or out, and has the same tries', async () => {
    const { personId, pin } = await server.staff('Старшая', ['office'])
    const till = await server.staff('Кассир', ['cashier'])
    expect((await till.browser.call('session.checkPin', { personId, pin: '0007' })).data).toEqual({
      kind: 'wrong',
      attemptsLeft: 4,
    })
    const answer = await till.browser.call('session.checkPin', { personId, pin })
    expect(answer.data).toMatchObject({ kind: 'ok', person: { id: personId, roles: ['office'] }, pinVersion: 1 })
    expect(answer.cookies).toEqual([])
    expect((await till.browser.call('device.me')).data).toMatchObject({ person: { id: till.personId } })
    for (const call of ['checkPin', 'signInWithPin', 'checkPin', 'signInWithPin', 'checkPin'])
      await till.browser.call(`session.${call}`, { personId, pin: '0007' })
    expect((await till.browser.call('session.checkPin', { personId, pin })).data).toMatchObject({ kind: 'locked' })
  })

  it('guessing all over a device locks the device for everybody', async () => {
    const { personId, pin } = await server.staff('Невиновная', ['operator'])
    const { browser } = await enrolled()
    const admin = await adminId(browser)
    for (let count = 0; count < 5; count++)
      await browser.call('session.signInWithPin', { personId: admin, pin: '0007' })
    expect((await browser.call('session.signInWithPin', { personId, pin })).data).toMatchObject({ kind: 'locked' })
    server.clock.now += 2 * day
  })

  it('nobody unknown signs in, and no PIN is asked for on a customer’s device', async () => {
    const { browser } = await enrolled()
    expect((await browser.call('session.signInWithPin', { personId: 'nobody', pin: '5820' })).data).toEqual({
      kind: 'notFound',
    })
    const shop = server.browser()
    await shop.call('device.openShop', {})
    const personId = await adminId(browser)
    expect(await shop.call('session.signInWithPin', { personId, pin: adminPin })).toMatchObject({
      status: 403,
      reason: 'notAllowed',
    })
    expect(await shop.call('session.people')).toMatchObject({ status: 403 })
  })

  it('a session slides for 30 days and is over after 30 days of rest', async () => {
    const { browser, personId } = await server.staff('Отпускник', ['operator'])
    server.clock.now += 29 * day
    const { cookies, data } = await browser.call('device.me')
    expect(data).toMatchObject({ person: { id: personId } })
    expect(cookies.join()).toContain('rodnik_session=')
    server.clock.now += 29 * day
    expect((await browser.call('device.me')).data).toMatchObject({ person: { id: personId } })
    server.clock.now += 30 * day
    expect((await browser.call('device.me')).data).toMatchObject({ person: null })
    expect(scopesOf(await pull(browser, personId))).toBeNull()
  })

  it('a session’s cookie works on no other device', async () => {
    const { browser } = await server.staff('Украденная', ['administrator'])
    const thief = await enrolled()
    thief.browser.cookies.set('rodnik_session', browser.cookies.get('rodnik_session') ?? '')
    expect((await thief.browser.call('device.me')).data).toMatchObject({ person: null })
    expect(await thief.browser.call('office.people')).toMatchObject({ status: 401, reason: 'signInNeeded' })
  })

  it('signing in ends the session before it on this device', async () => {
    const first = await server.staff('Первая', ['operator'])
    const before = first.browser.cookies.get('rodnik_session') ?? ''
    await first.browser.call('session.signInWithPin', { personId: first.personId, pin: first.pin })
    first.browser.cookies.set('rodnik_session', before)
    expect((await first.browser.call('device.me')).data).toMatchObject({ person: null })
  })
})

describe('customers', () => {
  it('GA5, GE8: sign in with a phone and a code; an unknown phone becomes a customer to be matched, through the journal', async () => {
    const { browser, personId } = await server.customer('8 (912) 000-00-01', ' Пётр ')
    expect((await browser.call('device.me')).data).toMatchObject({
      person: { id: personId, name: 'Пётр', roles: ['customer'], customerId: personId },
    })
    const { rows } = await server.database.pool.query(
      `select d.body, o.verdict_kind from documents d join operations o on o.target_id = d.id where d.id = $1`,
      [personId],
    )
    expect(rows).toMatchObject([{ body: { phones: ['+79120000001'], matched: false }, verdict_kind: 'accepted' }])
  })

  it('the same phone on another device is the same customer, also when both sign in for the first time at once', async () => {
    const phone = '+79120000002'
    const ready = []
    for (let count = 0; count < 3; count++) {
      const browser = server.browser()
      await browser.call('device.openShop', {})
      await browser.call('session.requestCode', { phone })
      ready.push({ browser, code: server.codes.at(-1)?.code ?? '' })
      server.clock.now += 61_000
    }
    const answers = await Promise.all(
      ready.map(({ browser, code }) => browser.call('session.signInWithCode', { phone, code, name: 'Вера' })),
    )
    const ids = answers.map(({ data }) => (data as { person?: { id: string } }).person?.id)
    expect(new Set(ids).size).toBe(1)
    expect(ids[0]).toBeTypeOf('string')
  })

  it('what is no phone is told so, and a code is not asked for on a staff device', async () => {
    const shop = server.browser()
    await shop.call('device.openShop', {})
    expect((await shop.call('session.requestCode', { phone: '112' })).data).toEqual({ kind: 'phoneWrong' })
    const { browser } = await enrolled()
    expect(await browser.call('session.requestCode', { phone: '+79120000003' })).toMatchObject({ status: 403 })
  })

  it('before anybody signs in a shop sees only what is public', async () => {
    const shop = server.browser()
    const device = (await shop.call('device.openShop', {})).data as { device: { id: string } }
    expect(scopesOf(await pull(shop, null))).toEqual([`device:${device.device.id}`, 'public', 'catalog'])
  })

  it('see their own documents and nobody else’s, whoever they say they are', async () => {
    const { browser, personId } = await server.customer('+79120000004', 'Зоя')
    expect(scopesOf(await pull(browser, personId))).toContain(`customer:${personId}`)
    expect(scopesOf(await pull(browser, 'somebody-else'))).toBeNull()
    const all = scopesOf(await pull(browser, personId)) ?? []
    expect(all.filter((scope) => scope.startsWith('customer:'))).toEqual([`customer:${personId}`])
    expect(all).not.toContain('staff')
    expect(all).not.toContain('customers')
  })
})
