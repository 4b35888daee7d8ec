import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { WireOperation } from '../../lib/protocol/sync.ts'
import { writeWorkFile } from '../../lib/protocol/work-file.ts'
import type { DeviceInfo, JournalEntry, OfficeApi } from '../../lib/protocol/office.ts'
import { createOfficeMessages } from '../identity/message-port.ts'
import { org, report, startTestServer, type Browser, type TestServer } from '../testing/test-server.ts'

type Staff = Awaited<ReturnType<TestServer['staff']>>
let server: TestServer
let administrator: Staff
let office: Staff
beforeAll(async () => {
  server = await startTestServer()
  administrator = await server.staff('Главная', ['administrator'], '4071')
  office = await server.staff('Марина', ['office'], '5829')
})
afterAll(() => server.stop())

type Answers = { [Name in keyof OfficeApi]: Awaited<ReturnType<OfficeApi[Name]>> }
const ask = async <Name extends keyof OfficeApi>(browser: Browser, name: Name, input?: unknown) =>
  (await browser.call(`office.${name}`, input)).data as Answers[Name]

const registration = (seq: number, actorId: string, phone: string, name = 'Клиент'): WireOperation => ({
  seq,
  actorId,
  kind: 'customer.register',
  target: { kind: 'customer', id: `c-${phone.replaceAll(' ', '')}` },
  payload: { name, phone, email: null, address: null },
  madeAt: server.clock.now - 5_000,
  clockOffsetMs: 0,
  schema: 1,
})
const push = (browser: Browser, operations: WireOperation[], changed = {}) =>
  browser.call('sync.push', { protocol: 1, operations, report: report(server.clock, changed) })
const verdictsOf = ({ data }: { data: unknown }) =>
  (data as { verdicts: { verdict: object }[] }).verdicts.map(({ verdict }) => verdict)
const stayed = async <T>(look: () => Promise<T>, act: () => Promise<unknown>) => {
  const before = await look()
  await act()
  expect(await look()).toEqual(before)
}

describe('people', () => {
  const save = (input: object, browser = administrator.browser) =>
    browser.call('office.savePerson', { id: null, name: 'Новый', roles: ['driver'], active: true, pin: null, ...input })
  const person = async (id: string) => (await ask(administrator.browser, 'people')).find((each) => each.id === id)

  it('are made with roles and a PIN, appear on staff devices, and stand in the journal without the PIN', async () => {
    const saved = (await save({ name: ' Тимур ', pin: '8265' })).data as { kind: 'ok'; id: string }
    expect(await person(saved.id)).toEqual({
      id: saved.id,
      name: 'Тимур',
      roles: ['driver'],
      active: true,
      hasPin: true,
      sessions: 0,
    })
    const { rows } = await server.database.pool.query(`select body, scopes from documents where id = $1`, [saved.id])
    expect(rows).toMatchObject([{ scopes: ['staff'], body: { name: 'Тимур', pinVersion: 1 } }])
    const { entries } = await ask(administrator.browser, 'journal', { before: null, limit: 5 })
    expect(entries[0]).toMatchObject({ kind: 'person.save', actorId: administrator.personId, subject: 'Тимур' })
    expect(JSON.stringify(entries)).not.toContain('8265')
  })

  it.each(['1111', '1234', '123', '123456789', 'абвг', ' 5820'])('a PIN like %j is refused', async (pin) => {
    await stayed(
      () => ask(administrator.browser, 'people'),
      async () => expect((await save({ pin })).data).toEqual({ kind: 'pinTooSimple' }),
    )
  })

  it('a new PIN raises its version, ends every session, forgives wrong tries, and the old PIN is over', async () => {
    const { browser, personId, pin } = await server.staff('Сменщик', ['operator'], '7391')
    for (let count = 0; count < 5; count++) {
      await office.browser.call('session.signInWithPin', { personId, pin: '0007' })
    }
    await save({ id: personId, name: 'Сменщик', roles: ['operator'], pin: '6284' })
    expect((await browser.call('device.me')).data).toMatchObject({ person: null })
    expect((await browser.call('session.signInWithPin', { personId, pin })).data).toMatchObject({ kind: 'wrong' })
    const answer = await browser.call('session.signInWithPin', { personId, pin: '6284' })
    expect(answer.data).toMatchObject({ kind: 'ok', pinVersion: 2 })
    server.clock.now += 3_600_000
    await office.browser.call('session.signInWithPin', { personId: office.personId, pin: office.pin })
  })

  it('one who is dismissed is out at once, cannot sign in, and what they did before is held for the office', async () => {
    const { browser, personId, pin } = await server.staff('Уволенный', ['operator'], '7391')
    await save({ id: personId, name: 'Уволенный', roles: ['operator'], active: false })
    expect((await browser.call('device.me')).data).toMatchObject({ person: null })
    expect((await browser.call('session.signInWithPin', { personId, pin })).data).toEqual({ kind: 'notFound' })
    const answer = await push(browser, [registration(1, personId, '+79120000101')])
    expect(verdictsOf(answer)).toEqual([{ kind: 'held', cause: 'actor' }])
  })

  it('the last administrator can be neither dismissed nor demoted, nor can two demote each other at once', async () => {
    const others = (await ask(administrator.browser, 'people')).filter(
      ({ id, roles }) => roles.includes('administrator') && id !== administrator.personId,
    )
    for (const { id, name } of others) await save({ id, name, roles: ['office'] })
    const second = await server.staff('Вторая', ['administrator'], '6284')
    const answers = await Promise.all([
      save({ id: second.personId, name: 'Вторая', roles: ['office'] }, administrator.browser),
      save({ id: administrator.personId, name: 'Главная', roles: ['office'] }, second.browser),
    ])
    const left = (
      await server.database.pool.query(
        `select id from documents where kind = 'person' and body->'roles' ? 'administrator' and (body->>'active')::boolean`,
      )
    ).rows as { id: string }[]
    expect(left).toHaveLength(1)
    expect(answers.map(({ data, status }) => (data as { kind?: string } | undefined)?.kind ?? status)).toContain('ok')
    // Whoever is left: put things back for the tests after this one.
    const keeper = left[0]?.id === second.personId ? second : administrator
    expect((await save({ id: left[0]?.id, name: 'x', roles: [] }, keeper.browser)).data).toEqual({
      kind: 'lastAdministrator',
    })
    expect((await save({ id: left[0]?.id, name: 'x', active: false }, keeper.browser)).data).toEqual({
      kind: 'lastAdministrator',
    })
    await save({ id: administrator.personId, name: 'Главная', roles: ['administrator'] }, keeper.browser)
  })

  it('nobody becomes a customer by a role, and nobody unknown is changed', async () => {
    const saved = (await save({ roles: ['customer', 'driver'] })).data as { id: string }
    expect((await person(saved.id))?.roles).toEqual(['driver'])
    expect(await save({ id: 'nobody' })).toMatchObject({ status: 404, reason: 'notFound' })
  })

  it('the office ends somebody’s sessions everywhere', async () => {
    const { browser, personId } = await server.staff('Потерявший', ['driver'])
    expect((await person(personId))?.sessions).toBe(1)
    await ask(administrator.browser, 'endSessions', { personId })
    expect((await person(personId))?.sessions).toBe(0)
    expect((await browser.call('device.me')).data).toMatchObject({ kind: 'device', person: null })
  })
})

describe('devices', () => {
  const device = async (id: string) =>
    (await ask(office.browser, 'devices')).find((each) => each.id === id) as DeviceInfo

  it('S11: the office makes a code, sees who enrolled with it and what the device says of itself', async () => {
    const made = await ask(office.browser, 'createEnrolmentCode', { name: 'Планшет 7' })
    expect(made.expiresAt).toBe(server.clock.now + 24 * 3_600_000)
    const browser = server.browser()
    const enrolled = await browser.call('device.enrol', { code: made.code, name: 'Планшет 7' })
    const { id } = (enrolled.data as { device: { id: string } }).device
    const { entries } = await ask(office.browser, 'journal', { before: null, limit: 2 })
    expect(entries.map(({ kind, actorId }) => [kind, actorId])).toEqual([
      ['device.enrol', office.personId],
      ['device.makeCode', office.personId],
    ])
    expect(JSON.stringify(entries)).not.toContain(made.code)

    await browser.call('session.signInWithPin', { personId: administrator.personId, pin: administrator.pin })
    await browser.call('sync.pull', {
      protocol: 1,
      personId: administrator.personId,
      cursors: {},
      limit: 10,
      report: report(server.clock, { queue: 3, oldestAgeMs: 900, refused: 1, sentAt: server.clock.now + 7_200_000 }),
    })
    expect(await device(id)).toMatchObject({
      name: 'Планшет 7',
      kind: 'staff',
      lastContactAt: server.clock.now,
      people: [{ id: administrator.personId, name: 'Главная' }],
      report: { queue: 3, oldestAgeMs: 900, refused: 1, clockDifferenceMs: 7_200_000, appVersion: 'test' },
      lostSeqs: [],
    })
  })

  it('S11: a report is written at most every five seconds, or when the queue changed', async () => {
    const { browser, deviceId } = await server.staff('Частый', ['operator'])
    const say = (queue: number) => push(browser, [{ seq: 1, lost: true }], { queue })
    const heardAt = async () => (await device(deviceId)).lastContactAt
    await say(1)
    const first = await heardAt()
    server.clock.now += 1_000
    await say(1)
    expect(await heardAt()).toBe(first)
    await say(2)
    expect(await heardAt()).toBe(server.clock.now)
    server.clock.now += 5_000
    await say(2)
    expect(await heardAt()).toBe(server.clock.now)
    expect((await device(deviceId)).lostSeqs).toEqual([1])
  })

  it('S10, S12: one that is revoked is answered 401 to everything, and its unsent work comes as a file, exactly once', async () => {
    const { browser, deviceId, personId } = await server.staff('Украденный', ['operator'])
    await push(browser, [registration(1, personId, '+79120000201')])
    await ask(office.browser, 'revokeDevice', { deviceId })
    expect((await device(deviceId)).revokedAt).toBe(server.clock.now)
    expect((await browser.call('device.me')).data).toMatchObject({ kind: 'deviceRevoked' })
    for (const answer of [
      await push(browser, [registration(2, personId, '+79120000202')]),
      await browser.call('sync.pull', { protocol: 1, personId, cursors: {}, limit: 9, report: report(server.clock) }),
      await browser.call('session.people'),
      await browser.call('office.devices'),
    ]) {
      expect(answer).toMatchObject({ status: 401, reason: 'deviceRevoked' })
    }

    const operations = [registration(1, personId, '+79120000201'), registration(2, personId, '+79120000202')]
    const content = writeWorkFile(deviceId, server.clock.now, operations)
    expect(await ask(office.browser, 'importWork', content)).toBeUndefined()
    const bring = (text: string) => ask(office.browser, 'importWork', { content: text })
    const nothing = { taken: 0, known: 0, refused: 0, held: 0, left: null }
    expect(await bring(content)).toEqual({ ...nothing, taken: 1, known: 1 })
    expect(await bring(content)).toEqual({ ...nothing, known: 2 })
    for (const [text, code, params] of [
      [content.replace('Клиент', 'Другой'), 'damaged', {}],
      [content.replace('"version": 1', '"version": 2'), 'newerVersion', {}],
      ['{"a":1}', 'notAWorkFile', {}],
      ['нет', 'notAWorkFile', {}],
      [content.replace(deviceId, 'foreign'), 'unknownDevice', {}],
      [writeWorkFile(deviceId, 1, [registration(5, personId, '+79120000203')]), 'gap', { expected: 3 }],
      [writeWorkFile(deviceId, 1, [registration(1, personId, '+79120000299')]), 'differs', { arrived: 2 }],
    ] as const) {
      expect(await bring(text)).toMatchObject({ kind: 'badFile', why: { code, params } })
    }
    const { entries } = await ask(office.browser, 'journal', { before: null, limit: 9, deviceId })
    expect(entries).toMatchObject([
      {
        seq: 2,
        actorName: 'Украденный',
        broughtBy: { id: office.personId, name: 'Марина' },
        arrivedAt: server.clock.now,
      },
      { seq: 1, broughtBy: null },
    ])
    // Partly known, and then other work under the same numbers: the office hears how much was not taken.
    const others = Array.from({ length: 120 }, (_, i) => registration(3 + i, personId, 'no phone'))
    expect(await bring(writeWorkFile(deviceId, 1, others.slice(0, 101)))).toMatchObject({ refused: 101, left: null })
    const rewritten = others.map((operation, i) => (i < 100 ? operation : { ...operation, madeAt: 1 }))
    expect(await bring(writeWorkFile(deviceId, 1, rewritten))).toEqual({
      ...nothing,
      known: 100,
      left: { count: 20, expected: 104, why: 'differs' },
    })
  })

  it('S12: nobody brings work in the server’s own name, nor in the name of one who never was at that device', async () => {
    const { deviceId } = await server.staff('Пустой', ['operator'])
    const bring = (device: string, operations: WireOperation[]) =>
      ask(office.browser, 'importWork', { content: writeWorkFile(device, server.clock.now, operations) })
    const { rows } = await server.database.pool.query<{ last_seq: string }>(
      `select last_seq from devices where id = 'server'`,
    )
    const forged = registration(Number(rows[0]?.last_seq) + 1, administrator.personId, '+79120000211')
    expect(await bring('server', [forged])).toMatchObject({ kind: 'badFile', why: { code: 'unknownDevice' } })
    expect(
      (await server.database.pool.query<{ last_seq: string }>(`select last_seq from devices where id = 'server'`)).rows,
    ).toEqual(rows)
    expect(await bring(deviceId, [{ ...forged, seq: 1 }])).toMatchObject({ taken: 0, refused: 1 })
  })

  it('S12: a file of 20,000 acts comes in; who may not bring work is not listened to that long', async () => {
    const { browser, deviceId, personId } = await server.staff('Далёкий', ['operator'])
    const note = 'Позвонить за час, «домофон не работает» '.repeat(20)
    const operations = Array.from({ length: 20_000 }, (_, i) => ({
      ...registration(i + 1, personId, 'no phone'),
      payload: { name: 'Клиент', phones: ['no phone'], note },
    }))
    const content = writeWorkFile(deviceId, 1, operations)
    expect(Buffer.byteLength(content)).toBeGreaterThan(30_000_000)
    expect(await browser.call('office.importWork', { content })).toMatchObject({ status: 413 })
    expect(await ask(office.browser, 'importWork', { content })).toMatchObject({ refused: 20_000, left: null })
  })

  it('a revoked device that gets a new code is the same device again', async () => {
    const { browser, deviceId } = await server.staff('Нашедшийся', ['operator'])
    await ask(office.browser, 'revokeDevice', { deviceId })
    const { code } = await ask(office.browser, 'createEnrolmentCode', { name: 'снова' })
    const answer = await browser.call('device.enrol', { code, name: 'Снова' })
    expect(answer.data).toMatchObject({ kind: 'ok', device: { id: deviceId } })
    expect((await device(deviceId)).revokedAt).toBeNull()
  })

  it('S22: work of a device that came back without its cookie is held until its people have signed in again', async () => {
    const { deviceId, personId, pin } = await server.staff('Очистивший', ['operator'])
    const { code } = await ask(office.browser, 'createEnrolmentCode', { name: 'снова' })
    const back = server.browser()
    await back.call('device.enrol', { code, name: 'Снова', formerDeviceId: deviceId })
    const held = await push(back, [registration(1, personId, '+79120000301')])
    expect(verdictsOf(held)).toEqual([{ kind: 'held', cause: 'actor' }])
    await back.call('session.signInWithPin', { personId, pin })
    const taken = await push(back, [registration(2, personId, '+79120000302')])
    expect(verdictsOf(taken)).toEqual([{ kind: 'accepted' }])
    const decided = await ask(office.browser, 'decideHeld', { deviceId, seq: 1, how: 'again' })
    expect(decided).toEqual({ verdict: 'accepted' })
    expect(await office.browser.call('office.decideHeld', { deviceId, seq: 1, how: 'again' })).toMatchObject({
      status: 404,
    })
  })

  it('an unknown one cannot be revoked', async () => {
    expect(await office.browser.call('office.revokeDevice', { deviceId: 'nothing' })).toMatchObject({ status: 404 })
  })
})

describe('the journal', () => {
  it('tells who, what, when made, when arrived and with which verdict, newest first, page by page', async () => {
    const { browser, deviceId, personId } = await server.staff('Записывающий', ['operator'])
    const phones = ['+79120000401', '+79120000402', '+79120000403', 'no phone']
    await push(
      browser,
      phones.map((phone, index) => registration(index + 1, personId, phone)),
    )
    const seen: JournalEntry[] = []
    let before: number | null = null
    do {
      const page: Answers['journal'] = await ask(office.browser, 'journal', { before, limit: 3, deviceId })
      seen.push(...page.entries)
      before = page.before
    } while (before !== null)
    expect(seen.map(({ seq, verdict, reason }) => [seq, verdict, reason])).toEqual([
      [4, 'refused', 'phoneWrong'],
      [3, 'accepted', null],
      [2, 'accepted', null],
      [1, 'accepted', null],
    ])
    expect(seen.at(-1)).toMatchObject({
      deviceName: 'Планшет Записывающий',
      actorName: 'Записывающий',
      kind: 'customer.register',
      target: { kind: 'customer', id: 'c-+79120000401' },
      subject: 'Клиент',
      madeAt: server.clock.now - 5_000,
      arrivedAt: server.clock.now,
    })
    const only = async (filter: object) =>
      (await ask(office.browser, 'journal', { before: null, limit: 200, ...filter })).entries
    expect(await only({ actorId: personId })).toHaveLength(4)
    expect((await only({ verdict: 'refused', deviceId })).map(({ seq }) => seq)).toEqual([4])
    expect((await only({ target: { kind: 'customer', id: 'c-+79120000402' } })).map(({ seq }) => seq)).toEqual([2])
  })
})

describe('a phone', () => {
  it('belongs to one customer: the second registration is refused with the owner’s name', async () => {
    const { browser, personId } = await server.staff('Оператор', ['operator'])
    const first = registration(1, personId, '8 912 000-05-01', 'Первый')
    const second = {
      ...registration(2, personId, '+79120000501', 'Второй'),
      target: { kind: 'customer', id: 'c-second' },
    }
    expect(verdictsOf(await push(browser, [first, second]))).toEqual([
      { kind: 'accepted' },
      { kind: 'refused', reason: 'phoneTaken', params: { name: 'Первый' } },
    ])
  })

  it('of two devices that claim it at the same moment one gets it, and the other hears whose it is', async () => {
    const both = await Promise.all([
      server.staff('Быстрый', ['operator'], '6284'),
      server.staff('Скорый', ['operator'], '7391'),
    ])
    const answers = await Promise.all(
      both.map(({ browser, personId }, index) =>
        push(browser, [
          {
            ...registration(1, personId, '+79120000502', `Клиент ${index}`),
            target: { kind: 'customer', id: `race-${index}` },
          },
        ]),
      ),
    )
    const kinds = answers.flatMap(verdictsOf) as { kind: string; reason?: string }[]
    expect(kinds.filter(({ kind }) => kind === 'accepted')).toHaveLength(1)
    expect(kinds.filter(({ reason }) => reason === 'phoneTaken')).toHaveLength(1)
  })

  it('that is given up is free, and signs its new owner in', async () => {
    const { browser, personId } = await server.staff('Менеджер', ['operator'])
    const edit = (seq: number, id: string, phones: string[]): WireOperation => ({
      ...registration(seq, personId, 'x'),
      kind: 'customer.edit',
      target: { kind: 'customer', id },
      payload: { phones },
    })
    const answer = await push(browser, [
      registration(1, personId, '+79120000503', 'Старый'),
      registration(2, personId, '+79120000504', 'Новый'),
      edit(3, 'c-+79120000503', ['+79120000505']),
      edit(4, 'c-+79120000504', ['+79120000504', '+79120000503']),
    ])
    expect(verdictsOf(answer).map((verdict) => (verdict as { kind: string }).kind)).toEqual(Array(4).fill('accepted'))
    const { personId: signedIn } = await server.customer('+79120000503', '')
    expect(signedIn).toBe('c-+79120000504')
  })
})

describe('one-time codes', () => {
  it('stand on the office’s and the operator’s screen, and nobody else’s', async () => {
    const operator = await server.staff('На линии', ['operator'])
    const expiresAt = server.clock.now + 300_000
    const { pool } = server.database
    await createOfficeMessages(pool, () => undefined).sendCode({
      org,
      phone: '+79120000601',
      code: '012345',
      expiresAt,
      now: server.clock.now,
    })
    const waiting = [{ phone: '+79120000601', code: '012345', expiresAt }]
    for (const { browser } of [operator, office]) expect(await ask(browser, 'pendingCodes')).toEqual(waiting)
    const driver = await server.staff('Водитель', ['driver'])
    expect(await driver.browser.call('office.pendingCodes')).toMatchObject({ status: 403, reason: 'notAllowed' })
  })
})
