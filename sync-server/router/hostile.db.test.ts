/**
 * What a hostile or broken client sends, and what it gets. After every row everything in the database is as it was:
 * documents, balances, ledger, outbox, people, sessions. What a device pushes is kept with its refusal (S22), so only
 * there the journal grows, by that one entry.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { maxWorkFileBytes } from '../../lib/protocol/office.ts'
import { outcomeKind } from '../../lib/protocol/outcome.ts'
import { apiPrefix } from './serve-trpc.ts'
import { importSmallCatalogue, small } from '../testing/small-catalogue.ts'
import { org, report, startTestServer, type Browser, type TestServer } from '../testing/test-server.ts'

type Person = { browser: Browser; personId: string; deviceId: string; seq: number }
let server: TestServer
const who = {} as Record<'operator' | 'driver' | 'cashier' | 'office' | 'customer' | 'victim', Person>

const nul = '\u0000'
const halfPair = '\ud800'
const sql = `'; drop table documents; --`
const html = `<img src=x onerror="alert(1)">`

beforeAll(async () => {
  server = await startTestServer()
  const { database, clock } = server
  await importSmallCatalogue(database.url, org, () => clock.now)
  for (const role of ['operator', 'driver', 'cashier', 'office'] as const) {
    who[role] = { ...(await server.staff(role, [role])), seq: 0 }
  }
  for (const [name, phone] of [
    ['customer', '+79120000001'],
    ['victim', '+79120000002'],
  ] as const) {
    const { browser, personId } = await server.customer(phone, name)
    const me = (await browser.call('device.me')).data as { device: { id: string } }
    who[name] = { browser, personId, deviceId: me.device.id, seq: 0 }
  }
  for (const name of ['customer', 'victim'] as const) {
    await mustBeAccepted(who.operator, { kind: 'customer.match', target: customer(name), payload: {} })
    await mustBeAccepted(who[name], { kind: 'order.submit', target: order(name), payload: cart(name) })
  }
})
afterAll(() => server.stop())

const customer = (name: 'customer' | 'victim') => ({ kind: 'customer', id: who[name].personId })
const order = (name: string) => ({ kind: 'order', id: `order-of-${name}` })
const aLine = { id: 'l1', productId: small.product, quantityMilli: 2000, payWith: 'money', seenPrice: small.priceMinor }
const cart = (name: 'customer' | 'victim', changed: object = {}) => ({
  source: 'shop',
  customerId: who[name].personId,
  address: { id: null, raw: 'ул. Ключевая, 1', note: null },
  window: null,
  lines: [aLine],
  intent: null,
  note: null,
  ...changed,
})

type Act = { kind: string; target: unknown; payload: unknown; actorId?: string } & Record<string, unknown>
const operationOf = (person: Person, seq: number, act: Act) => ({
  seq,
  actorId: person.personId,
  madeAt: server.clock.now,
  clockOffsetMs: 0,
  schema: 1,
  ...act,
})
const pushBody = (operations: unknown, changed: object = {}) => ({
  protocol: 1,
  operations,
  report: report({ now: 0 }),
  ...changed,
})
/** Sends the act as the device's next number and answers the verdict, or the failure's reason. */
async function push(person: Person, act: Act): Promise<Record<string, unknown> & { kind: string }> {
  const answer = await person.browser.call('sync.push', pushBody([operationOf(person, person.seq + 1, act)]))
  const { data } = answer as { data?: { kind: string; verdicts?: { verdict: { kind: string } }[] } }
  if (data?.kind !== 'taken') return { kind: answer.reason ?? data?.kind ?? `status ${answer.status}` }
  person.seq += 1
  return data.verdicts?.[0]?.verdict as { kind: string }
}
async function mustBeAccepted(person: Person, act: Act) {
  expect(await push(person, act)).toEqual({ kind: 'accepted' })
}

const tables = [
  'documents',
  'balances',
  'ledger',
  'outbox',
  'person_pins',
  'device_people',
  'organisations',
  'catalogue_told',
]
async function state(): Promise<string> {
  const parts = tables.map(
    (table) =>
      `(select md5(coalesce(string_agg(t::text, '' order by t::text), '')) from ${table} t
        ${table === 'documents' ? `where kind <> '${outcomeKind}'` : ''}) as ${table}`,
  )
  const { rows } = await server.database.pool.query(`select ${parts.join(', ')}`)
  return JSON.stringify(rows)
}
const journal = async () =>
  Number((await server.database.pool.query<{ count: string }>('select count(*) from operations')).rows[0]?.count)

const post = (browser: Browser, procedure: string, payload: string, type = 'application/json') =>
  browser.send({ method: 'POST', url: `${apiPrefix}/${procedure}`, payload, headers: { 'content-type': type } })
/** Nothing of ours may show: no stack, no SQL, no file. */
function expectQuiet(body: string) {
  expect(body).not.toMatch(
    /\bat .+:\d+:\d+|node_modules|sync-server|postgres|syntax error|select |insert into|violates/i,
  )
}

describe('requests that are no requests', () => {
  const pushing = (payload: string, type?: string) => () => post(who.customer.browser, 'sync.push', payload, type)
  const pushed = (body: unknown) => pushing(JSON.stringify(body))
  const one = (changed: object) => () => {
    const act = { kind: 'order.withdraw', target: order('customer'), payload: {} }
    return post(
      who.customer.browser,
      'sync.push',
      JSON.stringify(pushBody([{ ...operationOf(who.customer, 99, act), ...changed }])),
    )
  }
  const get = (url: string) => () => who.customer.browser.send({ method: 'GET', url })

  it.each<[string, () => ReturnType<Browser['send']>, number, string]>([
    ['JSON that breaks off', pushing('{"protocol":1,"operations":['), 400, 'badRequest'],
    ['an empty body', pushing(''), 400, 'badRequest'],
    ['an array', pushing('[]'), 400, 'badRequest'],
    ['null', pushing('null'), 400, 'badRequest'],
    ['a number', pushing('1e999'), 400, 'badRequest'],
    ['a deeply nested array', pushing('['.repeat(100_000) + ']'.repeat(100_000)), 400, 'badRequest'],
    ['10 MB', pushing(`{"a":"${'x'.repeat(10 * 1024 * 1024)}"}`), 413, 'body_too_large'],
    ['a form', pushing('a=b', 'application/x-www-form-urlencoded'), 415, 'wrong_content_type'],
    ['plain text', pushing('{}', 'text/plain'), 415, 'wrong_content_type'],
    ['XML', pushing('<a/>', 'application/xml'), 415, 'wrong_content_type'],
    ['a foreign key beside ours', pushed(pushBody([], { admin: true })), 400, 'badRequest'],
    [
      'a polluted prototype',
      pushing(`{"__proto__":{"polluted":1},"protocol":1,"operations":[],"report":{}}`),
      400,
      'badRequest',
    ],
    ['no operations', pushed(pushBody([])), 400, 'badRequest'],
    [
      '101 operations',
      pushed(pushBody(Array.from({ length: 101 }, (_, index) => ({ seq: index + 1, lost: true })))),
      400,
      'badRequest',
    ],
    [
      'numbers with a gap inside',
      pushed(
        pushBody([
          { seq: 1, lost: true },
          { seq: 3, lost: true },
        ]),
      ),
      400,
      'badRequest',
    ],
    [
      'the same number twice',
      pushed(
        pushBody([
          { seq: 1, lost: true },
          { seq: 1, lost: true },
        ]),
      ),
      400,
      'badRequest',
    ],
    ['number 0', one({ seq: 0 }), 400, 'badRequest'],
    ['a negative number', one({ seq: -1 }), 400, 'badRequest'],
    ['half a number', one({ seq: 1.5 }), 400, 'badRequest'],
    ['a number beyond counting', one({ seq: 1e300 }), 400, 'badRequest'],
    ['a number as text', one({ seq: '1' }), 400, 'badRequest'],
    ['no actor', one({ actorId: '' }), 400, 'badRequest'],
    ['an actor of 1 MB', one({ actorId: 'x'.repeat(1_000_000) }), 400, 'badRequest'],
    ['NUL in the actor', one({ actorId: `a${nul}` }), 400, 'badRequest'],
    ['half a character in the kind', one({ kind: halfPair }), 400, 'badRequest'],
    ['NUL in the target', one({ target: { kind: 'order', id: `a${nul}` } }), 400, 'badRequest'],
    ['a target with more in it', one({ target: { kind: 'order', id: 'a', org: 'other' } }), 400, 'badRequest'],
    ['schema 0', one({ schema: 0 }), 400, 'badRequest'],
    ['a schema that the column does not hold', one({ schema: 3_000_000_000 }), 400, 'badRequest'],
    ['a time that is no number', one({ madeAt: 'now' }), 400, 'badRequest'],
    ['a time that no calendar has', one({ madeAt: Number.MAX_SAFE_INTEGER }), 400, 'badRequest'],
    ['a time before all calendars', one({ madeAt: -Number.MAX_SAFE_INTEGER }), 400, 'badRequest'],
    ['a clock beyond all clocks', one({ clockOffsetMs: Number.MAX_SAFE_INTEGER }), 400, 'badRequest'],
    ...[
      { queue: 1e15 },
      { refused: -7 },
      { refused: 1e300 },
      { oldestAgeMs: -9e15 },
      { sentAt: 9e15 },
      { storage: { persisted: null, usageBytes: 1e308, quotaBytes: -1 } },
      { appVersion: nul },
    ].map((odd): [string, () => ReturnType<Browser['send']>, number, string] => [
      `a report of ${JSON.stringify(odd)}`,
      () =>
        post(
          who.customer.browser,
          'sync.pull',
          JSON.stringify({
            protocol: 1,
            personId: null,
            cursors: {},
            limit: 1,
            report: { ...report({ now: 0 }), ...odd },
          }),
        ),
      400,
      'badRequest',
    ]),
    ...[{ count: 3_000_000_000 }, { count: -1 }, { hash: nul }, { hash: 'x'.repeat(6000) }, { cursor: -1 }].map(
      (odd): [string, () => ReturnType<Browser['send']>, number, string] => [
        `a comparison of ${JSON.stringify(odd).slice(0, 40)}`,
        () => {
          const input = { scope: 'public', cursor: 1e6, count: 0, hash: '0'.repeat(16), ...odd }
          const query = encodeURIComponent(JSON.stringify(input))
          return who.customer.browser.send({ method: 'GET', url: `${apiPrefix}/sync.compare?input=${query}` })
        },
        400,
        'badRequest',
      ],
    ),
    ['a procedure that is none', get(`${apiPrefix}/office.dropTables`), 404, 'notFound'],
    ['a procedure named like an inner thing', get(`${apiPrefix}/__proto__.constructor`), 404, 'notFound'],
    ['a way out of the folder', get(`${apiPrefix}/..%2f..%2fetc%2fpasswd`), 404, 'notFound'],
    ['reading by writing', () => post(who.office.browser, 'office.devices', '{}'), 405, 'badRequest'],
    ['writing by reading', get(`${apiPrefix}/session.signOut`), 405, 'badRequest'],
    ['a query that is no JSON', get(`${apiPrefix}/sync.compare?input=%7B`), 400, 'badRequest'],
    [
      'fifty calls in one',
      () => post(who.customer.browser, `${Array(50).fill('session.signOut').join(',')}?batch=1`, '{}'),
      400,
      'badRequest',
    ],
  ])('%s', async (_, send, status, reason) => {
    const before = [await state(), await journal()]
    const response = await send()
    expect(response.statusCode).toBe(status)
    const parsed = JSON.parse(response.body) as Failure | Failure[]
    const { error } = Array.isArray(parsed) ? parsed[0]! : parsed
    expect(error.data?.reason ?? error.code).toBe(reason)
    expectQuiet(response.body)
    expect([await state(), await journal()]).toEqual(before)
  })
  type Failure = { error: { code?: unknown; data?: { reason?: string } } }

  it('from a page of another site nothing is taken, cookies or not', async () => {
    const before = [await state(), await journal()]
    for (const headers of [
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example' },
    ]) {
      const response = await who.customer.browser.send({
        method: 'POST',
        url: `${apiPrefix}/session.signOut`,
        payload: '{}',
        headers: { 'content-type': 'application/json', ...headers },
      })
      expect(response.statusCode).toBe(403)
    }
    expect([await state(), await journal()]).toEqual(before)
  })
})

describe('strangers', () => {
  const valid = () => pushBody([operationOf(who.victim, who.victim.seq + 1, withdrawal())])
  const withdrawal = () => ({ kind: 'order.withdraw', target: order('victim'), payload: {} })

  it('without a device, or with one made up, are told to enrol', async () => {
    const before = [await state(), await journal()]
    for (const cookie of [undefined, 'x', 'A'.repeat(43), "' or '1'='1"]) {
      const browser = server.browser()
      if (cookie !== undefined) browser.cookies.set('rodnik_device', encodeURIComponent(cookie))
      expect(await browser.call('sync.push', valid())).toMatchObject({ status: 401, reason: 'notEnrolled' })
      expect((await browser.send({ method: 'GET', url: '/api/live' })).statusCode).toBe(401)
    }
    expect([await state(), await journal()]).toEqual(before)
  })

  it('who hold somebody’s session but not the device are nobody', async () => {
    const { browser } = await server.customer('+79120000009', 'thief')
    browser.cookies.set('rodnik_session', who.office.browser.cookies.get('rodnik_session') ?? '')
    expect(await browser.call('office.devices')).toMatchObject({ status: 401, reason: 'signInNeeded' })
  })

  it('cannot send in another device’s name: the cookie says whose numbers they are', async () => {
    const answer = await who.customer.browser.call(
      'sync.push',
      pushBody([{ ...operationOf(who.victim, 1, withdrawal()), deviceId: who.victim.deviceId }]),
    )
    expect(answer).toMatchObject({ status: 400, reason: 'badRequest' })
  })
})

describe('the office’s door', () => {
  const all: [string, unknown][] = [
    ['office.journal', { before: null, limit: 10 }],
    ['office.journalContent', { deviceId: 'x', seq: 1 }],
    ['office.devices', undefined],
    ['office.createEnrolmentCode', { name: 'моё' }],
    ['office.revokeDevice', { deviceId: 'x' }],
    ['office.people', undefined],
    ['office.savePerson', { id: null, name: 'я', roles: ['administrator'], active: true, pin: '582013' }],
    ['office.endSessions', { personId: 'x' }],
    ['office.saveSettings', { paymentIntents: [], retailPriceTypeId: null, autoConfirm: [] }],
    ['office.pendingCodes', undefined],
    ['office.decideHeld', { deviceId: 'x', seq: 1, how: 'again' }],
    ['office.importWork', { content: '{}' }],
  ]
  const allowed: Record<string, string[]> = {
    customer: [],
    driver: [],
    cashier: [],
    operator: ['office.pendingCodes'],
    office: all.map(([name]) => name).filter((name) => !/people|savePerson|endSessions|saveSettings/.test(name)),
  }
  it.each(Object.keys(allowed))('opens for the role %s only as far as the table says', async (role) => {
    const before = [await state(), await journal()]
    for (const [procedure, input] of all) {
      if (allowed[role]?.includes(procedure)) continue
      const answer = await who[role as 'customer'].browser.call(procedure, input)
      expect(answer).toMatchObject({ status: 403, reason: 'notAllowed' })
      expectQuiet(answer.body)
    }
    expect([await state(), await journal()]).toEqual(before)
  })

  it.each([
    ['NUL in a name', 'office.createEnrolmentCode', { name: `a${nul}` }],
    ['an endless name', 'office.createEnrolmentCode', { name: 'x'.repeat(10_000) }],
    ['an empty name', 'office.createEnrolmentCode', { name: '   ' }],
    ['a page of a million', 'office.journal', { before: null, limit: 1_000_000 }],
    ['SQL for a number', 'office.journal', { before: sql, limit: 10 }],
    ['a made-up verdict', 'office.journal', { before: null, limit: 1, verdict: sql }],
    ['half a character in a filter', 'office.journal', { before: null, limit: 1, actorId: halfPair }],
    ['a made-up decision', 'office.decideHeld', { deviceId: 'x', seq: 1, how: 'accept' }],
    ['a file over the limit', 'office.importWork', { content: 'я'.repeat(maxWorkFileBytes / 2 + 1) }],
  ])('%s is refused at the edge', async (_, procedure, input) => {
    const before = [await state(), await journal()]
    const answer = await who.office.browser.call(procedure, input)
    expect([400, 413]).toContain(answer.status)
    expectQuiet(answer.body)
    expect([await state(), await journal()]).toEqual(before)
  })

  it('SQL and HTML in what it asks find nothing and break nothing', async () => {
    const before = [await state(), await journal()]
    for (const text of [sql, html, "' or 1=1 --", '%', '\\']) {
      const ask = (input: object) => who.office.browser.call('office.journal', { before: null, limit: 9, ...input })
      for (const input of [{ deviceId: text }, { actorId: text }, { target: { kind: text, id: text } }]) {
        expect((await ask(input)).data).toEqual({ entries: [], before: null })
      }
      expect(await who.office.browser.call('office.revokeDevice', { deviceId: text })).toMatchObject({ status: 404 })
      expect((await who.office.browser.call('office.importWork', { content: text })).data).toMatchObject({
        kind: 'badFile',
      })
    }
    expect([await state(), await journal()]).toEqual(before)
  })
})

describe('sign-in', () => {
  it.each([
    ['session.signInWithPin', { personId: sql, pin: '5820' }, 200, { kind: 'notFound' }],
    ['session.signInWithPin', { personId: `a${nul}`, pin: '5820' }, 400, undefined],
    ['session.signInWithPin', { personId: 'a', pin: sql }, 400, undefined],
    ['session.signInWithPin', { personId: 'a', pin: ['5820'] }, 400, undefined],
    ['session.signInWithPin', { personId: { $ne: null }, pin: '5820' }, 400, undefined],
  ])('%s %j', async (procedure, input, status, data) => {
    const before = await state()
    const answer = await who.operator.browser.call(procedure, input)
    expect(answer.status).toBe(status)
    expect(answer.data).toEqual(data)
    expectQuiet(answer.body)
    expect(await state()).toBe(before)
  })

  it.each([sql, html, '+7912000000', '+1 555 000 00 00', ''])('%j is no phone', async (phone) => {
    const answer = await who.victim.browser.call('session.requestCode', { phone })
    expect(answer.data).toEqual({ kind: 'phoneWrong' })
  })

  it.each([sql, html, 'ABCD-0000', ''])('%j enrols nothing', async (code) => {
    const answer = await server.browser().call('device.enrol', { code, name: html })
    expect(answer.data).toEqual({ kind: 'wrong', attemptsLeft: null })
  })
})

describe('operations of a customer', () => {
  const notYours = { kind: 'refused', reason: 'notYours' }
  const notAllowed = { kind: 'refused', reason: 'notAllowed' }
  const badRequest = { kind: 'refused', reason: 'badRequest' }
  const unknown = { kind: 'refused', reason: 'unknownOperation' }
  const mine = (changed: object): Act => ({
    kind: 'order.submit',
    target: { kind: 'order', id: 'hostile' },
    payload: cart('customer', changed),
  })
  const line = (changed: object) => mine({ lines: [{ ...aLine, ...changed }] })
  const act = (kind: string, target: unknown, payload: unknown, rest: object = {}): Act => ({
    kind,
    target,
    payload,
    ...rest,
  })
  const deep = (levels: number): unknown => JSON.parse('{"a":'.repeat(levels) + '1' + '}'.repeat(levels))

  it.each<[string, () => Act, object]>([
    ['another’s order taken back', () => act('order.withdraw', order('victim'), {}), notYours],
    ['an order in another’s name', () => mine({ customerId: who.victim.personId }), notYours],
    ['another’s name changed', () => act('customer.edit', customer('victim'), { name: 'x' }), notYours],
    ['another’s address', () => act('customer.setAddress', customer('victim'), anAddress({})), notYours],
    [
      'another’s address removed',
      () => act('customer.removeAddress', customer('victim'), { addressId: 'a' }),
      notYours,
    ],
    ['an order that is not there', () => act('order.withdraw', order('nobody'), {}), { reason: 'notFound' }],
    ['the own price list chosen', () => act('customer.edit', customer('customer'), { priceTypeId: null }), notAllowed],
    ['the own phones', () => act('customer.edit', customer('customer'), { phones: ['+79120000002'] }), notAllowed],
    ['the own match', () => act('customer.match', customer('customer'), {}), notAllowed],
    [
      'money for nothing',
      () => act('customer.deposit', customer('customer'), { paymentId: 'p', tender: 'cash', amountMinor: 1e9 }),
      notAllowed,
    ],
    ['the own order accepted', () => act('order.accept', order('customer'), {}), notAllowed],
    [
      'paid',
      () => act('order.pay', order('customer'), { paymentId: 'p', tender: 'cash', amountMinor: 58_000 }),
      notAllowed,
    ],
    ['completed', () => act('order.complete', order('customer'), {}), notAllowed],
    ['voided', () => act('order.void', order('customer'), { reason: 'x', refund: 'cash', refundId: 'r' }), notAllowed],
    ['ordered at the desk', () => mine({ source: 'desk' }), notAllowed],
    [
      'in the operator’s name',
      () => act('order.accept', order('customer'), {}, { actorId: who.operator.personId }),
      notAllowed,
    ],
    [
      'in the victim’s name',
      () => act('order.withdraw', order('victim'), {}, { actorId: who.victim.personId }),
      notAllowed,
    ],
    ...['import', 'system', 'server', '1c', 'automatic', '__proto__', sql].map(
      (actorId): [string, () => Act, object] => [
        `in the name of ${actorId}`,
        () => act('order.accept', order('customer'), {}, { actorId }),
        notAllowed,
      ],
    ),
    ...[
      'order.__proto__',
      'constructor',
      'person.save',
      'catalogue.import',
      'customer.appear',
      'settings.make',
      sql,
      html,
    ].map((kind): [string, () => Act, object] => [`the kind ${kind}`, () => act(kind, order('customer'), {}), unknown]),
    ...['customer', 'person', 'settings', 'price', 'stock', 'balance', 'outcome', 'phone', 'device', sql].map(
      (kind): [string, () => Act, object] => [
        `an order’s act on a ${kind}`,
        () => act('order.withdraw', { kind, id: who.customer.personId }, {}),
        badRequest,
      ],
    ),
    ['a cart that is empty', () => mine({ lines: [] }), { reason: 'emptyOrder' }],
    ['goods that are not there', () => line({ productId: sql }), { reason: 'unknownProduct' }],
    ['nothing of them', () => line({ quantityMilli: 0 }), badRequest],
    ['less than nothing', () => line({ quantityMilli: -1000 }), badRequest],
    ['half of a thousandth', () => line({ quantityMilli: 0.5 }), badRequest],
    ['more than there can be', () => line({ quantityMilli: 1e15 }), badRequest],
    ['half a bottle', () => line({ quantityMilli: 500 }), { reason: 'wrongQuantity' }],
    ['a negative price', () => line({ seenPrice: -1 }), badRequest],
    ['for points that are not there', () => line({ payWith: 'points' }), { reason: 'notForPoints' }],
    ['two lines of one name', () => mine({ lines: [aLine, aLine] }), badRequest],
    [
      '201 lines',
      () => mine({ lines: Array.from({ length: 201 }, (_, index) => ({ ...aLine, id: `l${index}` })) }),
      badRequest,
    ],
    ['a field more', () => mine({ totalMinor: 1 }), badRequest],
    ['a field less', () => act('order.submit', { kind: 'order', id: 'hostile' }, { source: 'shop' }), badRequest],
    ['a payload that is a list', () => act('order.withdraw', order('customer'), []), badRequest],
    ['a payload that is nothing', () => act('order.withdraw', order('customer'), null), badRequest],
    ['a payload of 65 KB', () => mine({ note: 'x'.repeat(66_000) }), badRequest],
    ['a payload of 3,000 levels', () => mine({ note: deep(3_000) }), badRequest],
    ['NUL in a note', () => mine({ note: `a${nul}b` }), badRequest],
    ['half a character in a note', () => mine({ note: halfPair }), badRequest],
    ['NUL in a key', () => act('order.withdraw', order('customer'), { [`a${nul}`]: 1 }), badRequest],
    ['a note of 1,001 signs', () => mine({ note: 'x'.repeat(1001) }), badRequest],
    ['a date that is SQL', () => mine({ window: { date: sql, from: null, to: null } }), badRequest],
  ])('%s', async (_, make, expected) => {
    const before = await state()
    const entries = await journal()
    expect(await push(who.customer, make())).toMatchObject(expected)
    expect(await state()).toBe(before)
    expect(await journal()).toBe(entries + 1)
  })

  it('of a schema from the future is held, and nothing happens until the office looks', async () => {
    const before = JSON.parse(await state()) as Record<string, string>[]
    expect(await push(who.customer, { ...mine({}), schema: 999 })).toEqual({ kind: 'held', cause: 'schema' })
    const after = JSON.parse(await state()) as Record<string, string>[]
    // The device is told by a document of its own, so the clock went on.
    expect({ ...after[0], organisations: '' }).toEqual({ ...before[0], organisations: '' })
  })
})

const anAddress = (changed: object) => ({
  id: 'a1',
  raw: 'ул. Ключевая, 2',
  verified: null,
  note: null,
  autoAccept: false,
  neverAutoAccept: false,
  receiptContact: null,
  ...changed,
})

describe('a journal full of junk', () => {
  it('stays small: what a stranger pushes is not kept, and large content is not in the list', async () => {
    const junk = 'x'.repeat(5_000_000)
    const stranger = server.browser()
    await stranger.call('device.openShop', {})
    const act = { kind: 'order.submit', target: order('none'), payload: { junk }, actorId: 'nobody' }
    const pushed = operationOf(who.customer, 1, act)
    const answer = await stranger.call('sync.push', pushBody([pushed]))
    expect(answer.data).toMatchObject({ verdicts: [{ verdict: { reason: 'notAllowed' } }] })
    expect(await push(who.customer, { ...act, actorId: who.customer.personId })).toMatchObject({ reason: 'badRequest' })
    const note = 'ж'.repeat(1000)
    const large = {
      ...cart('customer', { note }),
      lines: Array.from({ length: 60 }, (_, at) => ({ ...aLine, id: `l${at}`, productId: 'none' })),
    }
    expect(await push(who.customer, { kind: 'order.submit', target: order('large'), payload: large })).toMatchObject({
      kind: 'refused',
    })
    const listed = await who.office.browser.call('office.journal', { before: null, limit: 3 })
    expect(listed.data).toMatchObject({
      entries: [
        { payload: null, absent: { why: 'large' } },
        { payload: null, absent: { why: 'unkept', bytes: 5_000_011 } },
        { payload: null, absent: { why: 'unkept', bytes: 5_000_011 }, actorId: 'nobody' },
      ],
    })
    expect(listed.body.length).toBeLessThan(3_000)
    const ask = (seq: number) =>
      who.office.browser.call('office.journalContent', { deviceId: who.customer.deviceId, seq })
    const { text, isCut } = (await ask(who.customer.seq)).data as { text: string; isCut: boolean }
    expect([JSON.parse(text), isCut]).toEqual([large, false])
    expect((await ask(99_999)).data).toBeNull()
  })

  it('a stranger soon may push no more, from however many devices; who works there may', async () => {
    const note = (count: number, actorId: string) =>
      pushBody(Array.from({ length: count }, (_, at) => ({ ...operationOf(who.customer, at + 1, withdraw), actorId })))
    const withdraw = { kind: 'order.withdraw', target: order('none'), payload: {} }
    const flood = async (browser: Browser) => {
      const answers: unknown[] = []
      for (let request = 0; request < 3; request += 1) {
        const { status, reason } = await browser.call('sync.push', note(50, 'nobody'))
        answers.push(reason ?? status)
      }
      return answers
    }
    const entries = await journal()
    const strangers: unknown[][] = []
    for (let count = 0; count < 12; count += 1) {
      const stranger = server.browser()
      await stranger.call('device.openShop', {})
      strangers.push(await flood(stranger))
    }
    // The same request again costs as much, and changes nothing.
    expect(strangers[0]).toEqual([200, 200, 'limited'])
    expect(strangers.at(-1)).toEqual(['limited', 'limited', 'limited'])
    expect((await journal()) - entries).toBeLessThanOrEqual(500)
    const { browser, personId } = await server.customer('+79120000077', 'busy')
    for (let request = 0; request < 50; request += 1) {
      expect(await browser.call('sync.push', note(100, personId))).toMatchObject({ status: 200 })
    }
  })

  it('one who tells wrong hashes again and again leaves one difference', async () => {
    const { browser } = who.customer
    const pulled = await browser.call('sync.pull', {
      protocol: 1,
      personId: who.customer.personId,
      cursors: {},
      limit: 5000,
      report: report({ now: 0 }),
    })
    const { asOf } = pulled.data as { asOf: number }
    for (let count = 0; count < 5; count += 1) {
      const answer = await browser.call('sync.compare', { scope: 'public', cursor: asOf, count, hash: '0'.repeat(16) })
      expect(answer.data).toEqual({ kind: 'different' })
    }
    const { rowCount } = await server.database.pool.query('select from scope_differences where device = $1', [
      who.customer.deviceId,
    ])
    expect(rowCount).toBe(1)
  })

  it('browsers that only looked at the shop are not in the office’s list', async () => {
    const looker = server.browser()
    const opened = (await looker.call('device.openShop', {})).data as { device: { id: string } }
    const listed = (await who.office.browser.call('office.devices')).data as { id: string }[]
    expect(listed.map(({ id }) => id)).not.toContain(opened.device.id)
    expect(listed.map(({ id }) => id)).toEqual(expect.arrayContaining([who.customer.deviceId, who.driver.deviceId]))
  })

  it('whatever stands in it already, a page has a limit', async () => {
    await server.database.pool.query(
      `insert into operations (org, device, seq, actor, kind, target_kind, target_id, payload, made_at, schema,
         arrived_at, verdict, verdict_kind, clock)
       select '${org}', 'flood', n, 'a', 'k', 'order', 'x', jsonb_build_object('j', repeat('x', 3900)), 0, 1, 0,
         '{"kind":"refused"}', 'refused', 0 from generate_series(1, 200) n`,
    )
    await server.database.pool.query(
      `insert into operations (org, device, seq, actor, kind, target_kind, target_id, payload, made_at, schema,
         arrived_at, verdict, verdict_kind, clock)
       values ('${org}', 'flood', 201, 'a', 'k', 'order', 'x', jsonb_build_object('j', repeat('x', 7000000)), 0, 1, 0,
         '{"kind":"refused"}', 'refused', 0)`,
    )
    let before: number | null = null
    let seen = 0
    do {
      const answer = await who.office.browser.call('office.journal', { before, limit: 200, deviceId: 'flood' })
      expect(answer.body.length).toBeLessThan(600_000)
      const page = answer.data as { entries: object[]; before: number | null }
      seen += page.entries.length
      before = page.before
    } while (before !== null)
    expect(seen).toBe(201)
    const whole = await who.office.browser.call('office.journalContent', { deviceId: 'flood', seq: 201 })
    expect(whole.data).toMatchObject({ isCut: true })
    expect(whole.body.length).toBeLessThan(300_000)
    await server.database.pool.query(`delete from operations where device = 'flood'`)
  })
})

describe('operations that come again', () => {
  it('under the same number get the same answer, and other work under it none: the first one stands', async () => {
    const act = operationOf(who.victim, 1, { kind: 'order.submit', target: order('victim'), payload: cart('victim') })
    const before = [await state(), await journal()]
    const send = async (operation: object) => (await who.victim.browser.call('sync.push', pushBody([operation]))).data
    expect(await send(act)).toMatchObject({ kind: 'taken', verdicts: [{ seq: 1, verdict: { kind: 'accepted' } }] })
    for (const other of [
      { payload: cart('victim', { note: 'other' }) },
      { actorId: 'somebody' },
      { kind: 'order.accept' },
    ]) {
      expect(await send({ ...act, ...other })).toMatchObject({ kind: 'gap', expected: who.victim.seq + 1 })
    }
    expect([await state(), await journal()]).toEqual(before)
  })

  it('under a number that is not the next are not taken', async () => {
    const before = [await state(), await journal()]
    const act = operationOf(who.victim, who.victim.seq + 5, {
      kind: 'order.withdraw',
      target: order('victim'),
      payload: {},
    })
    const answer = await who.victim.browser.call('sync.push', pushBody([act]))
    expect(answer.data).toMatchObject({ kind: 'gap', expected: who.victim.seq + 1 })
    expect([await state(), await journal()]).toEqual(before)
  })

  it('renumbered make no second order, no second registration and no second payment', async () => {
    const submitted: Act = { kind: 'order.submit', target: order('victim'), payload: cart('victim') }
    expect(await push(who.victim, submitted)).toMatchObject({ reason: 'alreadyExists' })
    const registered: Act = {
      kind: 'customer.register',
      target: customer('victim'),
      payload: { name: 'x', phone: '+79120000777', email: null, address: null },
    }
    expect(await push(who.operator, registered)).toMatchObject({ reason: 'alreadyExists' })
    await mustBeAccepted(who.operator, { kind: 'order.accept', target: order('victim'), payload: {} })
    const paid: Act = {
      kind: 'order.pay',
      target: order('victim'),
      payload: { paymentId: 'p1', tender: 'cash', amountMinor: 2 * small.priceMinor },
    }
    await mustBeAccepted(who.operator, paid)
    const deposited: Act = {
      kind: 'customer.deposit',
      target: customer('victim'),
      payload: { paymentId: 'd1', tender: 'cash', amountMinor: 500 },
    }
    await mustBeAccepted(who.cashier, deposited)
    const books = async () =>
      (await server.database.pool.query(`select owner_id, name, amount from balances order by 1, 2`)).rows as object[]
    const before = await books()
    await push(who.operator, paid)
    await push(who.cashier, deposited)
    expect(await books()).toEqual(before)
  })

  it('two at once under one number: one is taken', async () => {
    const seq = who.victim.seq + 1
    const edit = (name: string) =>
      pushBody([operationOf(who.victim, seq, { kind: 'customer.edit', target: customer('victim'), payload: { name } })])
    const answers = await Promise.all(['А', 'Б', 'В'].map((name) => who.victim.browser.call('sync.push', edit(name))))
    who.victim.seq = seq
    expect(answers.map(({ data }) => (data as { kind: string }).kind).sort()).toEqual(['gap', 'gap', 'taken'])
    const { rows } = await server.database.pool.query(`select payload from operations where device = $1 and seq = $2`, [
      who.victim.deviceId,
      seq,
    ])
    expect(rows).toHaveLength(1)
  })
})

describe('hostile words where words are allowed stay words', () => {
  const words = [sql, html, `{{7*7}} \${7*7} $1 %s \\u0000 \\'`, '‮Родник‬ 👩‍👩‍👧 ё́ ﷽', '-- \r\n\t;']

  it.each(words)('%j', async (text) => {
    const others = `select md5(coalesce(string_agg(d::text, '' order by d::text), '')) as hash from documents d
                    where kind not in ('customer', 'order', 'phone', 'stock', 'balance', '${outcomeKind}')`
    const { rows: before } = await server.database.pool.query(others)
    const id = `words-${words.indexOf(text)}`
    await mustBeAccepted(who.customer, { kind: 'customer.edit', target: customer('customer'), payload: { name: text } })
    await mustBeAccepted(who.customer, {
      kind: 'customer.setAddress',
      target: customer('customer'),
      payload: anAddress({ id, raw: text, note: text }),
    })
    await mustBeAccepted(who.customer, {
      kind: 'order.submit',
      target: { kind: 'order', id },
      payload: cart('customer', {
        note: text,
        address: { id: null, raw: text, note: text },
        lines: [{ ...aLine, id: text }],
      }),
    })
    await mustBeAccepted(who.operator, { kind: 'order.note', target: { kind: 'order', id }, payload: { note: text } })
    await mustBeAccepted(who.operator, {
      kind: 'order.verifyAddress',
      target: { kind: 'order', id },
      payload: { verified: text },
    })
    await mustBeAccepted(who.operator, {
      kind: 'order.decline',
      target: { kind: 'order', id },
      payload: { reason: text },
    })
    await mustBeAccepted(who.operator, { kind: 'customer.edit', target: customer('customer'), payload: { note: text } })

    const { rows } = await server.database.pool.query<{ kind: string; body: Record<string, unknown> }>(
      `select kind, body from documents where (kind = 'order' and id = $1) or (kind = 'customer' and id = $2) order by kind`,
      [id, who.customer.personId],
    )
    const kept = text.trim()
    expect(rows[0]?.body).toMatchObject({ name: kept, note: kept })
    expect(rows[1]?.body).toMatchObject({ state: 'declined', customerName: kept, note: kept, lines: [{ id: text }] })
    expect((await server.database.pool.query(others)).rows).toEqual(before)
    const { data } = await who.office.browser.call('office.journal', {
      before: null,
      limit: 3,
      target: { kind: 'order', id },
    })
    expect(JSON.stringify(data)).toContain(JSON.stringify(text))
  })
})

it('none of all this was a fault of ours', () => {
  expect(server.logged.filter((line) => /fault/.test(line))).toEqual([])
})
