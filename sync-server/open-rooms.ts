// The rooms above the database, put together in their order: store, live streams, identity and office, and what the first
// start has to make. main opens them and hands their routes to HTTP.

import type { FastifyInstance } from 'fastify'
import type pg from 'pg'
import type { Logger } from 'pino'
import type { Config } from './config/read-config.ts'
import { StartError } from './config/start-error.ts'
import { createLive } from './live/create-live.ts'
import { ensureAdministrator, ensureOrganisation, PinRefusedError } from './office/ensure-organisation.ts'
import { createServices, registerApi } from './router/register-api.ts'
import type { Services } from './router/context.ts'
import { theOrganisation } from './store/postgres/organisations.ts'
import { createPostgresStore, type PostgresStore } from './store/postgres/postgres-store.ts'

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
}

/** Needs the tables. */
export async function openRooms(options: RoomsOptions): Promise<Rooms> {
  const { config, pool, databaseUrl, log } = options
  let isClosing = false
  const live = await createLive({ connectionString: databaseUrl, log })
  const store = createPostgresStore({
    connectionString: databaseUrl,
    onCommit: (announcement) => live.announce(announcement),
    onTrouble: (error) => isClosing || log.warn({ err: error }, 'an idle database connection of the store broke'),
  })
  const services = createServices({ pool, store, log, live })
  return {
    registerApi: (api) => registerApi(api, services, live),
    firstStart: () => (config.demo ? demonstration(options, store, services) : ownOrganisation(options, store)),
    async close() {
      isClosing = true
      await live.close()
      await store.close()
    },
  }
}

async function ownOrganisation({ config, pool }: RoomsOptions, store: PostgresStore): Promise<string[]> {
  const place = { store, pool, org: theOrganisation }
  const { name, timezone, adminPin } = config.organisation
  const now = Date.now()
  await ensureOrganisation(place, { name, phone: null, timezone }, now)
  try {
    const made = await ensureAdministrator(place, { name: 'Администратор', pin: adminPin ?? null }, now)
    return made ? [`first administrator: ${made.name}, PIN ${made.pin} (told only now)`] : []
  } catch (error) {
    if (error instanceof PinRefusedError) throw new StartError(error.message, { cause: error })
    throw error
  }
}

/** What `demo/seed-demo.ts` offers: fills an empty database, and on every start says which PIN opens what. */
type SeedDemo = (
  place: RoomsOptions & { store: PostgresStore; services: Services; org: string },
) => Promise<{ lines: string[] }>

async function demonstration(options: RoomsOptions, store: PostgresStore, services: Services): Promise<string[]> {
  const url = new URL('./demo/seed-demo.ts', import.meta.url).href
  try {
    const { seedDemo } = (await import(url)) as { seedDemo: SeedDemo }
    return (await seedDemo({ ...options, store, services, org: theOrganisation })).lines
  } catch (error) {
    const missing = error as { code?: string; url?: string }
    if (missing.code !== 'ERR_MODULE_NOT_FOUND' || missing.url !== url) throw error
    return ownOrganisation(options, store)
  }
}
