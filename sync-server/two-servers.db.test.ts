/**
 * Two real server processes on one database, as docs/operations.md promises them: a device may talk to another one at
 * every request, and one that dies takes nothing with it and does nothing twice.
 *
 *     device ── push ──▶ first ✝ kill -9 ── commit, or not ──▶ PostgreSQL
 *        └───── the same push again ──▶ second ─────────────────────┘
 */
import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Order } from '../lib/domain/order/order.ts'
import type { PullOutput, PushOutput, WireOperation } from '../lib/protocol/sync.ts'
import { createTestDatabase, type TestDatabase } from './database/test-database.ts'
import { createEnrolmentCode } from './identity/enrolment.ts'
import { startServerProcess, untilOpen, type ServerProcess } from './testing/server-process.ts'
import { importSmallCatalogue, small } from './testing/small-catalogue.ts'
import { org, report } from './testing/test-server.ts'

let database: TestDatabase
let folder: string
let servers: ServerProcess[]
let first: Open
let second: Open
type Open = { server: ServerProcess; url: string }

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rodnik-two-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))
beforeEach(async () => {
  servers = []
  database = await createTestDatabase()
  first = await open()
  second = await open()
  await importSmallCatalogue(database.url, org, Date.now)
})
afterEach(async () => {
  for (const { process, ended } of servers) {
    process.kill('SIGTERM')
    await ended
  }
  await database.drop()
})

async function open(): Promise<Open> {
  const server = startServerProcess({ DATABASE_URL: database.url, DATA_DIR: folder })
  servers.push(server)
  return { server, url: await untilOpen(server) }
}

/** A browser: it keeps its cookies, whichever server it asks. */
function createDevice() {
  const cookies = new Map<string, string>()
  return async <T>(at: Open, procedure: string, input: object): Promise<T> => {
    const response = await fetch(`${at.url}/api/trpc/${procedure}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      },
      body: JSON.stringify(input),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      cookies.set(name, value)
    }
    const answer = (await response.json()) as { result?: { data: T } }
    if (!answer.result) throw new Error(`${procedure}: ${response.status} ${JSON.stringify(answer)}`)
    return answer.result.data
  }
}
type Device = ReturnType<typeof createDevice>

/** Enrols at the first server, and an operator signs in there. */
async function enrolled() {
  const ask = createDevice()
  const { code } = await createEnrolmentCode(database.pool, {
    ...{ org, createdBy: 'system', deviceName: 'Стол', now: Date.now() },
  })
  const { device } = await ask<{ device: { id: string } }>(first, 'device.enrol', { code, name: 'Стол' })
  const { rows } = await database.pool.query<{ id: string }>(`select id from documents where kind = 'person'`)
  await ask(first, 'session.signInWithPin', { personId: rows[0]?.id, pin: '582031' })
  const operator = { id: null, name: 'Ольга', roles: ['operator'], active: true, pin: '7391' }
  const saved = await ask<{ id: string }>(first, 'office.savePerson', operator)
  const signedIn = await ask<{ kind: string }>(first, 'session.signInWithPin', { personId: saved.id, pin: '7391' })
  expect(signedIn.kind).toBe('ok')
  return { ask, deviceId: device.id, personId: saved.id }
}

type Act = [kind: string, target: WireTarget, payload: object]
type WireTarget = { kind: string; id: string }
const customer = { kind: 'customer', id: 'vera' }
const order = { kind: 'order', id: 'order-1' }
const later = { kind: 'order', id: 'order-2' }

const registered: Act = [
  'customer.register',
  customer,
  { name: 'Вера', phone: '+79120000001', email: null, address: null },
]
const submitted = (target: WireTarget): Act => [
  'order.submit',
  target,
  {
    ...{ source: 'desk', customerId: customer.id, address: null, window: null, intent: null, note: null },
    lines: [
      { id: 'l1', productId: small.product, quantityMilli: 2_000, payWith: 'money', seenPrice: small.priceMinor },
    ],
  },
]
const paid: Act = ['order.pay', order, { paymentId: 'p1', tender: 'cash', amountMinor: 10_000 }]

const pushing = (personId: string, from: number, acts: Act[]) => {
  const operations = acts.map(([kind, target, payload], index): WireOperation => ({
    ...{ seq: from + index, actorId: personId, kind, target, payload },
    ...{ madeAt: Date.now(), clockOffsetMs: 0, schema: 1 },
  }))
  return { protocol: 1, operations, report: report({ now: Date.now() }) }
}

const verdicts = (answer: PushOutput) =>
  answer.kind === 'taken' ? answer.verdicts.map(({ seq, verdict }) => [seq, verdict.kind]) : answer

/** As a device that knows nothing yet is told by that server. */
async function ordersAt(at: Open, ask: Device, personId: string): Promise<Map<string, Order>> {
  const input = { protocol: 1, personId, cursors: {}, limit: 5000, report: report({ now: Date.now() }) }
  const answer = await ask<PullOutput>(at, 'sync.pull', input)
  const changes = answer.kind === 'pages' ? answer.pages.flatMap((page) => page.changes) : []
  return new Map(
    changes.flatMap((change) =>
      change.kind === 'order' && !('gone' in change) ? [[change.id, change.body as Order] as const] : [],
    ),
  )
}

const rowsOf = async <Row extends object>(sql: string, ...values: unknown[]): Promise<Row[]> =>
  (await database.pool.query<Row>(sql, values)).rows

/** The database connection of the push that waits for what this test holds. */
async function untilWaiting(): Promise<number> {
  const waiting = () =>
    rowsOf<{ pid: number }>(
      `select pid from pg_stat_activity
       where application_name = 'rodnik-sync' and datname = current_database() and wait_event_type = 'Lock'`,
    )
  await expect.poll(async () => (await waiting()).length).toBe(1)
  return (await waiting())[0]?.pid ?? 0
}

const untilGone = (pid: number) =>
  expect.poll(() => rowsOf('select 1 from pg_stat_activity where pid = $1', pid)).toEqual([])

/** Any number, as long as nobody else in this database uses it. */
const commitLock = 7_263_415_900

/** Stops a push of that device where it is; what it answers lets it go on. */
type Hold = (deviceId: string) => Promise<() => Promise<void>>

const beforeAnythingIsDecided: Hold = async (deviceId) => {
  const client = await database.pool.connect()
  await client.query('begin')
  await client.query('select from devices where id = $1 for update', [deviceId])
  return async () => {
    await client.query('rollback')
    client.release()
  }
}

/** Everything is written, `commit` was sent, and the database is at it. */
const inTheCommit: Hold = async () => {
  const client = await database.pool.connect()
  await client.query(
    `create function wait_in_commit() returns trigger language plpgsql as $$
       begin perform pg_advisory_xact_lock_shared(${commitLock}); return null; end $$;
     create constraint trigger wait_in_commit after insert on operations deferrable initially deferred
       for each row execute function wait_in_commit();
     select pg_advisory_lock(${commitLock})`,
  )
  return async () => {
    await client.query(`select pg_advisory_unlock(${commitLock})`)
    client.release()
  }
}

it.each([
  ['before anything is decided', beforeAnythingIsDecided, 0],
  ['while the database commits', inTheCommit, 3],
])('S30: a device goes on at the second when the first is killed %s', async (_when, hold, storedByTheDead) => {
  const { ask, deviceId, personId } = await enrolled()
  const before = pushing(personId, 1, [registered, ['customer.match', customer, {}], submitted(order)])
  expect(verdicts(await ask(first, 'sync.push', before))).toEqual([1, 2, 3].map((seq) => [seq, 'accepted']))

  // The other server knows the device, its person and its order, and takes the next number.
  const shown = await ordersAt(second, ask, personId)
  expect([...shown.keys()]).toEqual([order.id])
  expect(shown).toEqual(await ordersAt(first, ask, personId))
  const edited: Act = ['customer.edit', customer, { note: 'позвонить за час' }]
  expect(verdicts(await ask(second, 'sync.push', pushing(personId, 4, [edited])))).toEqual([[4, 'accepted']])

  const release = await hold(deviceId)
  const work = pushing(personId, 5, [['order.accept', order, {}], paid, submitted(later)])
  const answerLost = expect(ask(first, 'sync.push', work)).rejects.toThrow('fetch failed')
  let backend: number
  try {
    backend = await untilWaiting()
    process.kill(first.server.process.pid ?? 0, 'SIGKILL')
    await first.server.ended
    await answerLost
  } finally {
    await release()
  }
  await untilGone(backend)
  expect(await rowsOf('select from operations where device = $1 and seq > 4', deviceId)).toHaveLength(storedByTheDead)

  const repeated = await ask<PushOutput>(second, 'sync.push', work)
  expect(verdicts(repeated)).toEqual([5, 6, 7].map((seq) => [seq, 'accepted']))
  expect(await ask(second, 'sync.push', work)).toMatchObject({
    verdicts: repeated.kind === 'taken' ? repeated.verdicts : [],
  })

  // One verdict for every operation, and the effect of each once.
  const journal = await rowsOf(
    'select seq::int, verdict_kind as verdict from operations where device = $1 order by position',
    deviceId,
  )
  expect(journal).toEqual([1, 2, 3, 4, 5, 6, 7].map((seq) => ({ seq, verdict: 'accepted' })))
  const posted = await rowsOf(
    `select entry, name, count(*)::int as times, sum(delta)::int as amount from ledger where ref_id = $1
     group by 1, 2 order by 1, 2`,
    order.id,
  )
  expect(posted).toEqual([
    { entry: 'invoice', name: 'receivable', times: 1, amount: 2 * small.priceMinor },
    { entry: 'payment', name: 'receivable', times: 1, amount: -10_000 },
    { entry: 'reserve', name: 'reserved', times: 1, amount: 2_000 },
  ])

  // Whoever is started in the place of the dead one shows the same as the one that stayed.
  const third = await open()
  const here = await ordersAt(second, ask, personId)
  expect([...here.keys()].sort()).toEqual([order.id, later.id])
  expect(await ordersAt(third, ask, personId)).toEqual(here)
  expect(here.get(order.id)).toMatchObject({ state: 'accepted', invoice: { paidMinor: 10_000, state: 'unpaid' } })
  expect(here.get(order.id)?.payments).toHaveLength(1)
})
