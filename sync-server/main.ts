// The server's composition root: settings → lock → database → tables → API → port, and the same in reverse on SIGTERM.
//
// Standard output speaks to the person who started it; the log (JSON) goes to standard error.

import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import type { Logger } from 'pino'
import { checkPort, explainListenError } from './config/check-port.ts'
import { readConfig, type Config } from './config/read-config.ts'
import { StartError } from './config/start-error.ts'
import { checkOutsideDatabase } from './database/check-outside-database.ts'
import { lockDataDir } from './database/data-dir-lock.ts'
import { startEmbeddedPostgres } from './database/start-embedded-postgres.ts'
import { createHttpServer } from './http/create-http-server.ts'
import { createLog } from './http/create-log.ts'
import type { Readiness } from './http/health.ts'
import { createMetrics } from './http/metrics.ts'
import { openRooms } from './open-rooms.ts'
import { migrate, readMigrations, type Migration } from './store/postgres/migrate.ts'
import { stateOfTables } from './store/postgres/state-of-tables.ts'

const projectDir = path.resolve(import.meta.dirname, '..')

interface RunningServer {
  url: string
  log: Logger
  stop(): Promise<void>
}

/** Starts everything and resolves when it serves. Errors a person can act on are StartErrors. */
async function startServer(options: { say: (sentence: string) => void }): Promise<RunningServer> {
  const { say } = options
  const config = readConfig(process.env, { projectDir, isInteractive: process.stdout.isTTY })
  const log = createLog(config.logLevel)
  const undo: (() => Promise<void>)[] = []
  // Several signals, or a signal and a lost database, mean one stop.
  let stopping: Promise<void> | undefined
  const stop = () => (stopping ??= undoAll(undo))

  try {
    await checkPort(config)
    if (config.databaseUrl) await checkOutsideDatabase(config.databaseUrl)
    const databaseUrl = config.databaseUrl ?? (await startOwnDatabase(config, { log, say, undo, stop }))
    const pool = openPool(databaseUrl, log)
    undo.push(() => pool.end())

    await migrate(pool, { log, say })
    // Read once: an update may put other files there while this program runs.
    const migrations = await readMigrations()
    const metrics = createMetrics()
    const rooms = await openRooms({ config, pool, databaseUrl, log, say, observe: metrics.observeSync })
    undo.push(() => rooms.close())
    const server = await createHttpServer({
      config,
      log,
      metrics,
      webRoot: path.join(projectDir, 'out'),
      registerApi: (api) => rooms.registerApi(api),
      readiness: () => readinessOf(pool, migrations, log),
    })
    const greeting = await rooms.firstStart()
    undo.push(() => server.close())
    const port = await server.listen().catch((error: unknown) => {
      throw explainListenError(error, config)
    })

    const scheme = config.tls ? 'https' : 'http'
    const url = `${scheme}://localhost:${port}`
    log.info({ port, tls: config.tls !== undefined, database: config.databaseUrl ? 'outside' : 'embedded' }, 'serving')
    greet({ say, url, config, port, scheme, greeting })
    return { url, log, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function startOwnDatabase(
  config: Config,
  run: { log: Logger; say: (sentence: string) => void; undo: (() => Promise<void>)[]; stop: () => Promise<void> },
): Promise<string> {
  run.undo.push(await lockDataDir(config.dataDir))
  const postgres = await startEmbeddedPostgres({
    dataDir: config.dataDir,
    log: run.log,
    progress: run.say,
    onLost(reason) {
      run.log.fatal({ reason }, 'the database is lost; stopping')
      process.exitCode = 1
      void run.stop().then(() => process.exit(1))
    },
  })
  run.undo.push(() => postgres.stop())
  return postgres.url
}

function openPool(connectionString: string, log: Logger): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 20, connectionTimeoutMillis: 10_000, application_name: 'rodnik' })
  // An idle connection that breaks (the database restarts) reports here; the next query opens another. While the pool
  // ends, connections break as they should.
  pool.on('error', (error) => pool.ending || log.warn({ err: error }, 'an idle database connection broke'))
  return pool
}

/** A database restored, emptied or taken on by a newer program under the running server is not this program's to serve. */
async function readinessOf(pool: pg.Pool, migrations: Migration[], log: Logger): Promise<Readiness> {
  try {
    const tables = await stateOfTables(pool, migrations)
    if (tables === 'ours') return { ready: true }
    log.warn({ tables }, 'the tables are not of this version')
    return { ready: false, reason: tables === 'none' ? 'there are no tables' : 'the tables are of another version' }
  } catch (error) {
    log.warn({ err: error }, 'the database does not answer')
    return { ready: false, reason: 'the database does not answer' }
  }
}

/** In reverse order; one failing step does not keep the others from being done. */
async function undoAll(undo: (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = []
  for (let step = undo.pop(); step; step = undo.pop()) {
    await step().catch((error: unknown) => failures.push(error))
  }
  if (failures.length > 0) throw new AggregateError(failures, 'Stopping was not clean')
}

function greet(options: {
  say: (sentence: string) => void
  url: string
  config: Config
  port: number
  scheme: string
  greeting: string[]
}): void {
  const { say, url, config, port, scheme, greeting } = options
  const addresses = ['0.0.0.0', '::'].includes(config.host)
    ? Object.values(os.networkInterfaces())
        .flatMap((list) => list ?? [])
        .filter((address) => address.family === 'IPv4' && !address.internal)
        .map((address) => `${scheme}://${address.address}:${port}`)
    : []
  say(`Rodnik is open: ${url}`)
  if (addresses.length > 0)
    say(`from other devices: ${addresses.join(', ')}${config.tls ? '' : ' (installing the app there needs HTTPS)'}`)
  for (const line of greeting) say(line)
}

export async function main(): Promise<void> {
  const say = (sentence: string) => process.stdout.write(`${sentence}\n`)
  let isStopping = false
  const started = startServer({ say })
  const stopAndExit = (code: number) => {
    isStopping = true
    started
      .then((server) => server.stop())
      .then(() => process.exit(code))
      .catch((error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
        process.exit(1)
      })
  }
  // SIGHUP: the terminal window was closed. A second signal comes from a person who does not want to wait.
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (isStopping) process.exit(1)
      say(`stopping (${signal})`)
      stopAndExit(0)
    })
  }
  try {
    const { log } = await started
    // A fault that nobody caught: what state we are in is not known, so stop in order; whoever watches us starts us again.
    process.on('uncaughtException', (error) => {
      log.fatal({ err: error }, 'a fault that nobody caught; stopping')
      if (!isStopping) stopAndExit(1)
    })
  } catch (error) {
    if (!(error instanceof StartError)) throw error
    process.stderr.write(`\n${error.message}\n`)
    process.exit(1)
  }
}

// Run as a program, or imported by scripts/start.mjs, which calls `main` itself.
if (import.meta.main) await main()
