/**
 * A whole server for tests: the real HTTP stack on a database of its own, with a clock that the test sets, and browsers
 * that keep their cookies. Nothing listens on a port; requests are injected.
 */
import type { FastifyInstance } from 'fastify'
import pino from 'pino'
import { createHttpServer } from '../http/create-http-server.ts'
import { createMetrics } from '../http/metrics.ts'
import { createIdentityDatabase, type IdentityDatabase } from '../identity/test-identity-database.ts'
import { createLive } from '../live/create-live.ts'
import type { CodeMessage } from '../identity/message-port.ts'
import { ensureAdministrator, ensureOrganisation } from '../office/ensure-organisation.ts'
import { theOrganisation } from '../store/postgres/organisations.ts'
import { createPostgresStore, type PostgresStore } from '../store/postgres/postgres-store.ts'
import type { Role } from '../../lib/domain/staff/person.ts'
import type { DeviceReport } from '../../lib/protocol/sync.ts'
import { createEnrolmentCode } from '../identity/enrolment.ts'
import { savePerson } from '../office/people-acts.ts'
import { createServices, registerApi } from '../router/register-api.ts'
import type { Services } from '../router/context.ts'

export const adminPin = '5820'
export const org = theOrganisation

export type TestServer = Awaited<ReturnType<typeof startTestServer>>

export async function startTestServer() {
  const database = await createIdentityDatabase()
  const clock = { now: Date.UTC(2026, 5, 1, 9) }
  const codes: CodeMessage[] = []
  const logged: string[] = []
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(line) })
  const open = () => openProcess({ database, clock, codes, log })
  const first = await open()
  const others: (typeof first)[] = []
  const { app, services, store, live } = first
  const place = { store, pool: database.pool, org }
  await ensureOrganisation(place, { name: 'Проба', phone: null, timezone: 'Europe/Moscow' }, clock.now)
  await ensureAdministrator(place, { name: 'Анна', pin: adminPin }, clock.now)
  return {
    app,
    database,
    clock,
    codes,
    logged,
    services,
    store,
    live,
    browser: () => createBrowser(app),
    /** A staff device with somebody of these roles signed in. */
    async staff(name: string, roles: Role[], pin = '7391') {
      return signedInStaff({ app, database, store, services, clock }, { name, roles, pin })
    },
    /** A customer's phone, signed in with a code. */
    async customer(phone: string, name: string) {
      const browser = createBrowser(app)
      await browser.call('device.openShop', {})
      await browser.call('session.requestCode', { phone })
      const code = codes.at(-1)?.code ?? ''
      const answer = await browser.call('session.signInWithCode', { phone, code, name })
      const { person } = answer.data as { person: { id: string } }
      return { browser, personId: person.id }
    },
    /** The same database served a second time, as by another process: with a store, a queue and streams of its own (S30). */
    async another(): Promise<FastifyInstance> {
      const other = await open()
      others.push(other)
      return other.app
    },
    async stop() {
      for (const one of [...others, first]) await one.close()
      await database.drop()
    },
  }
}

async function openProcess({
  database,
  clock,
  codes,
  log,
}: {
  database: IdentityDatabase
  clock: { now: number }
  codes: CodeMessage[]
  log: pino.Logger
}) {
  const live = await createLive({ connectionString: database.url, log })
  const store = createPostgresStore({
    connectionString: database.url,
    max: 4,
    onCommit: (announcement) => live.announce(announcement),
  })
  const metrics = createMetrics()
  const services = createServices({
    pool: database.pool,
    databaseUrl: database.url,
    store,
    log,
    now: () => clock.now,
    messages: { sendCode: async (message) => void codes.push(message) },
    openShopPerHourPerAddress: 1000,
    live,
    observe: metrics.observeSync,
  })
  const server = await createHttpServer({
    config: { port: 0, host: '127.0.0.1', tls: undefined, metricsToken: undefined },
    log,
    metrics,
    webRoot: '/nonexistent',
    registerApi: (api) => registerApi(api, services, live),
    readiness: async () => ({ ready: true }),
  })
  await server.app.ready()
  return {
    app: server.app,
    services,
    store,
    live,
    async close() {
      await server.close()
      await live.close()
      await store.close()
    },
  }
}

async function signedInStaff(
  parts: {
    app: FastifyInstance
    database: IdentityDatabase
    store: PostgresStore
    services: Services
    clock: { now: number }
  },
  { name, roles, pin }: { name: string; roles: Role[]; pin: string },
) {
  const { app, database, store, clock } = parts
  const place = { store, pool: database.pool, org, dismiss: async () => undefined }
  const actor = { id: 'system', name: 'system' }
  const saved = await savePerson(place, actor, { id: null, name, roles, active: true, pin }, clock.now)
  if (saved.kind !== 'ok') throw new Error(`${name} could not be made: ${saved.kind}`)
  const { code } = await createEnrolmentCode(database.pool, {
    org,
    createdBy: 'system',
    deviceName: name,
    now: clock.now,
  })
  const browser = createBrowser(app)
  const enrolled = await browser.call('device.enrol', { code, name: `Планшет ${name}` })
  await browser.call('session.signInWithPin', { personId: saved.id, pin })
  const { device } = enrolled.data as { device: { id: string } }
  return { browser, personId: saved.id, deviceId: device.id, pin }
}

export type Answered = {
  status: number
  /** The procedure's answer; undefined for a failure. */
  data: unknown
  /** `data.reason` of a failure. */
  reason: string | undefined
  body: string
  cookies: string[]
}

export type Browser = ReturnType<typeof createBrowser>

const queries = new Set([
  'device.me',
  'session.people',
  'sync.compare',
  'office.journal',
  'office.journalContent',
  'office.devices',
  'office.people',
  'office.pendingCodes',
  'office.explainHeld',
  'office.shiftStates',
  'till.receipts',
])

export function createBrowser(app: FastifyInstance, cookies = new Map<string, string>()) {
  async function send(request: {
    method: 'GET' | 'POST'
    url: string
    payload?: string
    headers?: Record<string, string>
  }) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await app.inject({
      method: request.method,
      url: request.url,
      ...(request.payload === undefined ? {} : { payload: request.payload }),
      headers: { ...(cookie ? { cookie } : {}), ...request.headers },
    })
    for (const { name, value } of response.cookies) {
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }
  return {
    cookies,
    send,
    async call(procedure: string, input?: unknown): Promise<Answered> {
      const isQuery = queries.has(procedure)
      const text = input === undefined ? undefined : JSON.stringify(input)
      const query = isQuery && text !== undefined ? `?input=${encodeURIComponent(text)}` : ''
      const response = await send({
        method: isQuery ? 'GET' : 'POST',
        url: `/api/trpc/${procedure}${query}`,
        ...(isQuery ? {} : { payload: text ?? '', headers: { 'content-type': 'application/json' } }),
      })
      const parsed = JSON.parse(response.body) as {
        result?: { data?: unknown }
        error?: { data?: { reason?: string }; code?: string }
      }
      return {
        status: response.statusCode,
        data: parsed.result?.data,
        reason: parsed.error?.data?.reason ?? (typeof parsed.error?.code === 'string' ? parsed.error.code : undefined),
        body: response.body,
        cookies: ([response.headers['set-cookie'] ?? []] as (string | string[])[]).flat(),
      }
    },
  }
}

export const report = (clock: { now: number }, changed: Partial<DeviceReport> = {}): DeviceReport => ({
  queue: 0,
  oldestAgeMs: null,
  refused: 0,
  storage: { persisted: null, usageBytes: null, quotaBytes: null },
  sentAt: clock.now,
  appVersion: 'test',
  ...changed,
})
