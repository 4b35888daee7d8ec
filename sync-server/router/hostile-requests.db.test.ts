/** What is no request at all. */
import { describe, expect, it } from 'vitest'
import { apiPrefix } from './serve-trpc.ts'
import {
  expectQuiet,
  halfPair,
  journal,
  nothingWasOurFault,
  nul,
  openHostileCompany,
  operationOf,
  order,
  post,
  pushBody,
  state,
  who,
} from '../testing/hostile-company.ts'
import { report, type Browser } from '../testing/test-server.ts'

openHostileCompany()

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

nothingWasOurFault()
