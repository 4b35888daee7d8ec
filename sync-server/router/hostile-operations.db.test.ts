/** What a customer’s device pushes, and a journal full of junk. */
import { describe, expect, it } from 'vitest'
import {
  type Act,
  aLine,
  anAddress,
  cart,
  customer,
  halfPair,
  html,
  journal,
  nothingWasOurFault,
  nul,
  openHostileCompany,
  operationOf,
  order,
  push,
  pushBody,
  server,
  sql,
  state,
  who,
} from '../testing/hostile-company.ts'
import { org, report, type Browser } from '../testing/test-server.ts'

openHostileCompany()

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
    ['a line with a slash, which divides the names of accounts', () => line({ id: 'l1/x' }), badRequest],
    ['a line named like something that every object has', () => line({ id: '__proto__' }), badRequest],
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
    // It lies in the journal, and the device is told by a document of its own, so the clock went on.
    const held = { operations: '', organisations: '' }
    expect({ ...after[0], ...held }).toEqual({ ...before[0], ...held })
  })
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

  it('one customer cannot bury the operators under orders', async () => {
    const { browser, personId } = await server.customer('+79120000078', 'greedy')
    let seq = 0
    const next = (): object => {
      seq += 1
      const target = { kind: 'order', id: `greedy-${seq}` }
      const act = { kind: 'order.submit', target, payload: cart('customer', { customerId: personId }) }
      return { ...operationOf(who.customer, seq, act), actorId: personId }
    }
    const send = async (count: number) => browser.call('sync.push', pushBody(Array.from({ length: count }, next)))
    expect(await send(60)).toMatchObject({ data: { kind: 'taken' } })
    expect(await send(60)).toMatchObject({ status: 429, reason: 'limited' })
    seq = 60
    expect(await send(40)).toMatchObject({ data: { kind: 'taken' } })
    const orders = await server.database.pool.query(`select from documents where kind = 'order' and id like 'greedy-%'`)
    expect(orders.rowCount).toBe(100)
    // Nothing else that the customer does waits for it, and it is not for ever.
    const withdraw = { kind: 'order.withdraw', target: { kind: 'order', id: 'greedy-1' }, payload: {} }
    const other = { ...operationOf(who.customer, 101, withdraw), actorId: personId }
    expect(await browser.call('sync.push', pushBody([other]))).toMatchObject({ data: { kind: 'taken' } })
    seq = 101
    expect(await send(1)).toMatchObject({ reason: 'limited' })
    server.clock.now += 91_000
    seq = 101
    expect(await send(1)).toMatchObject({ data: { kind: 'taken' } })
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

nothingWasOurFault()
