// The rooms above the database, put together in their order: store, live streams, identity and office, and what the first
// start has to make. main opens them and hands their routes to HTTP.

import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import type { Logger } from 'pino'
import type { Config } from './config/read-config.ts'
import { StartError } from './config/start-error.ts'
import { seedDemo, type Demo } from './demo/seed-demo.ts'
import { createLive, type Live } from './live/create-live.ts'
import { ensureAdministrator, ensureOrganisation, ensureWayIn, PinRefusedError } from './office/ensure-organisation.ts'
import { createServices, registerApi } from './router/register-api.ts'
import type { Announcement } from './store/ports.ts'
import { theOrganisation } from './store/postgres/organisations.ts'
import { createPostgresStore, type PostgresStore } from './store/postgres/postgres-store.ts'
import type { SyncDeps, SyncEvent } from './sync/deps.ts'

export interface Rooms {
  registerApi(api: FastifyInstance): Promise<void>
  /** Makes what an empty database lacks; answers the lines a person needs to sign in, on every start of a demonstration. */
  firstStart(): Promise<string[]>
  close(): Promise<void>
}

export interface RoomsOptions {
  config: Config
  pool: pg.Pool
  databaseUrl: string
  log: Logger
  say: (sentence: string) => void
  /** What sync does, for the counters. */
  observe: (event: SyncEvent) => void
}

/** Needs the tables. */
export async function openRooms(options: RoomsOptions): Promise<Rooms> {
  const { pool, databaseUrl, log, observe } = options
  let isClosing = false
  const live = await createLive({ connectionString: databaseUrl, log })
  const store = createPostgresStore({
    connectionString: databaseUrl,
    onCommit: (announcement) => live.announce(announcement),
    onTrouble: (error) => isClosing || log.warn({ err: error }, 'an idle database connection of the store broke'),
  })
  const services = createServices({ pool, databaseUrl, store, log, live, observe })
  return {
    registerApi: (api) => registerApi(api, services, live),
    firstStart: () => oneAtATime(pool, () => firstStart(options, { store, sync: services.syncDeps }, live)),
    async close() {
      isClosing = true
      await live.close()
      await store.close()
    },
  }
}

async function firstStart(
  options: RoomsOptions,
  { store, sync }: { store: PostgresStore; sync: SyncDeps },
  live: Live,
) {
  const { config, pool, databaseUrl, say } = options
  const onCommit = (announcement: Announcement) => live.announce(announcement)
  const demo = config.demo ? await seedDemo({ pool, databaseUrl, org: theOrganisation, sync, onCommit, say }) : null
  return demo ? introduce(demo) : ownOrganisation(options, store)
}

async function ownOrganisation({ config, pool }: RoomsOptions, store: PostgresStore): Promise<string[]> {
  const place = { store, pool, org: theOrganisation }
  const { name, timezone, adminPin } = config.organisation
  const now = Date.now()
  await ensureOrganisation(place, { name, phone: null, timezone }, now)
  try {
    const made = await ensureAdministrator(place, { name: 'Администратор', pin: adminPin ?? null }, now)
    const wayIn = await ensureWayIn(place, now)
    return [
      ...(wayIn ? [introduceCode(wayIn.code)] : []),
      ...(made ? [`first administrator: ${made.name}, PIN ${made.pin} (told only now)`] : []),
    ]
  } catch (error) {
    if (error instanceof PinRefusedError) throw new StartError(error.message, { cause: error })
    throw error
  }
}

const introduceCode = (code: string): string =>
  `no browser of the staff is connected: open /enrol#${code} in the first one (code ${code}, once, for 24 hours)`

function introduce({ code, people }: Demo): string[] {
  const widest = Math.max(...people.map(({ name }) => name.length))
  return [
    `demonstration company; customers open /shop, staff enrol their browser at /enrol#${code} (code ${code})`,
    ...people.map(({ name, pin, work, roles }) => `  ${name.padEnd(widest)}  PIN ${pin}  ${work}  ${roles.join(', ')}`),
  ]
}

/** Any number, as long as nobody else in this database uses it. */
const lockKey = 7_263_415_002n

/** Of several servers that start at once, one makes what is missing and the others find it made. */
async function oneAtATime<T>(pool: pg.Pool, work: () => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey])
    return await work()
  } finally {
    // Closed, not given back: with its connection the lock is gone too, whatever happened.
    client.release(true)
  }
}
