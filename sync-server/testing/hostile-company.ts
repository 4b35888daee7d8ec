/**
 * A company with one of everybody, and what a hostile or broken client sends to it (`router/hostile-*.db.test.ts`). After
 * every row everything in the database is as it was: documents, balances, ledger, outbox, people, sessions. What a device
 * pushes is kept with its refusal (S22), so only there the journal grows, by that one entry.
 */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { apiPrefix } from '../router/serve-trpc.ts'
import { importSmallCatalogue, small } from './small-catalogue.ts'
import { org, report, startTestServer, type Browser, type TestServer } from './test-server.ts'
import { hashOfTables } from './whole-database.ts'

/** For the whole file; called before its tests. */
export function openHostileCompany(): void {
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
}

/** The last test of a file. */
export const nothingWasOurFault = (): void => {
  it('none of all this was a fault of ours', () => {
    expect(server.logged.filter((line) => /fault/.test(line))).toEqual([])
  })
}

export type Person = { browser: Browser; personId: string; deviceId: string; seq: number }
/** Of the file that called `openHostileCompany`. */
export let server: TestServer
export const who = {} as Record<'operator' | 'driver' | 'cashier' | 'office' | 'customer' | 'victim', Person>

export const nul = '\u0000'
export const halfPair = '\ud800'
export const sql = `'; drop table documents; --`
export const html = `<img src=x onerror="alert(1)">`
/** Words that look like code, or upset whoever counts signs. Where words are allowed they stay words. */
export const hostileWords = [sql, html, `{{7*7}} \${7*7} $1 %s \\u0000 \\'`, '‮Родник‬ 👩‍👩‍👧 ё́ ﷽', '-- \r\n\t;']

export const customer = (name: 'customer' | 'victim') => ({ kind: 'customer', id: who[name].personId })
export const order = (name: string) => ({ kind: 'order', id: `order-of-${name}` })
export const aLine = {
  id: 'l1',
  productId: small.product,
  quantityMilli: 2000,
  payWith: 'money',
  seenPrice: small.priceMinor,
}
export const cart = (name: 'customer' | 'victim', changed: object = {}) => ({
  source: 'shop',
  customerId: who[name].personId,
  address: { id: null, raw: 'ул. Ключевая, 1', note: null },
  window: null,
  lines: [aLine],
  intent: null,
  note: null,
  ...changed,
})

export type Act = { kind: string; target: unknown; payload: unknown; actorId?: string } & Record<string, unknown>
export const operationOf = (person: Person, seq: number, act: Act) => ({
  seq,
  actorId: person.personId,
  madeAt: server.clock.now,
  clockOffsetMs: 0,
  schema: 1,
  ...act,
})
export const pushBody = (operations: unknown, changed: object = {}) => ({
  protocol: 1,
  operations,
  report: report({ now: 0 }),
  ...changed,
})
/** Sends the act as the device's next number and answers the verdict, or the failure's reason. */
export async function push(person: Person, act: Act): Promise<Record<string, unknown> & { kind: string }> {
  const answer = await person.browser.call('sync.push', pushBody([operationOf(person, person.seq + 1, act)]))
  const { data } = answer as { data?: { kind: string; verdicts?: { verdict: { kind: string } }[] } }
  if (data?.kind !== 'taken') return { kind: answer.reason ?? data?.kind ?? `status ${answer.status}` }
  person.seq += 1
  return data.verdicts?.[0]?.verdict as { kind: string }
}
export async function mustBeAccepted(person: Person, act: Act) {
  expect(await push(person, act)).toEqual({ kind: 'accepted' })
}

export const state = async (): Promise<string> => JSON.stringify([await hashOfTables(server.database.pool)])
export const journal = async () =>
  Number((await server.database.pool.query<{ count: string }>('select count(*) from operations')).rows[0]?.count)

export const post = (browser: Browser, procedure: string, payload: string, type = 'application/json') =>
  browser.send({ method: 'POST', url: `${apiPrefix}/${procedure}`, payload, headers: { 'content-type': type } })
/** Nothing of ours may show: no stack, no SQL, no file. */
export function expectQuiet(body: string) {
  expect(body).not.toMatch(
    /\bat .+:\d+:\d+|node_modules|sync-server|postgres|syntax error|select |insert into|violates/i,
  )
}

export const anAddress = (changed: object) => ({
  id: 'a1',
  raw: 'ул. Ключевая, 2',
  verified: null,
  note: null,
  autoAccept: false,
  neverAutoAccept: false,
  receiptContact: null,
  ...changed,
})
