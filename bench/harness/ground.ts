/**
 * The ground a benchmark stands on: the embedded PostgreSQL with its usual, durable settings (fsync on) in a folder of its
 * own, any number of databases on it, and server processes started as `npm start` starts them.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync, closeSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { startEmbeddedPostgres } from '../../sync-server/database/start-embedded-postgres.ts'

export const projectDir = path.resolve(import.meta.dirname, '../..')
export const durable = 'fsync on, synchronous_commit on'
export const adminPin = '5820'

export type Database = { url: string; pool: pg.Pool; close(): Promise<void> }

export type Server = {
  url: string
  port: number
  pid: number
  /** Of the Node inspector; null unless asked for. */
  inspectorUrl: string | null
  log(): string
  stop(): Promise<void>
}

export type Ground = {
  /** Of PostgreSQL's main process. */
  databasePid: number
  database(): Promise<Database>
  server(options: { database: Database; inspect?: boolean; env?: Record<string, string> }): Promise<Server>
  close(): Promise<void>
}

const open = new Set<Ground>()

/** For a benchmark that is broken off: ends the databases and servers that this process has started. */
export async function closeAllGrounds(): Promise<void> {
  for (const ground of [...open]) await ground.close()
}

export async function openGround(): Promise<Ground> {
  const folder = await makeFolder('rodnik-bench-')
  const quiet = () => undefined
  const postgres = await startEmbeddedPostgres({
    dataDir: folder,
    log: { info: quiet, warn: quiet, error: (fields, text) => console.error(text, fields) },
  })
  const databases = new Set<Database>()
  const servers = new Set<Server>()
  let made = 0

  const ground: Ground = {
    databasePid: postgres.pid(),
    async database() {
      made += 1
      const name = `bench_${made}`
      await onServer(postgres.url, `create database ${name}`)
      const url = new URL(postgres.url)
      url.pathname = `/${name}`
      const pool = new pg.Pool({ connectionString: url.href, max: 8 })
      pool.on('error', (error) => {
        // A connection on its way out may still hear that the database stops.
        if (open.has(ground)) process.stderr.write(`A connection of the benchmark broke: ${error.message}\n`)
      })
      const database: Database = {
        url: url.href,
        pool,
        async close() {
          databases.delete(database)
          await pool.end()
          await onServer(postgres.url, `drop database ${name} with (force)`)
        },
      }
      databases.add(database)
      return database
    },
    async server({ database, inspect = false, env = {} }) {
      const server = await startServerProcess({
        folder,
        inspect,
        env: { DATABASE_URL: database.url, DEMO: '0', ADMIN_PIN: adminPin, TIMEZONE: 'Europe/Moscow', ...env },
      })
      servers.add(server)
      return server
    },
    async close() {
      open.delete(ground)
      // The database is stopped whatever went wrong before: nobody else would.
      const ends = [
        ...[...servers].map((server) => () => server.stop()),
        ...[...databases].map((database) => () => database.pool.end()),
        () => postgres.stop(),
        () => rm(folder, { recursive: true, force: true }),
        // As root the database may live elsewhere (database-home.ts).
        () => rm(path.dirname(postgres.dataDirectory), { recursive: true, force: true }),
      ]
      const failures: unknown[] = []
      for (const end of ends) await end().catch((error: unknown) => failures.push(error))
      if (failures.length > 0) throw new AggregateError(failures, 'The ground was not left clean')
    },
  }
  open.add(ground)
  return ground
}

/** A folder under the system's temporary one that the database's account may enter. */
export async function makeFolder(prefix: string): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), prefix))
  await chmod(folder, 0o755)
  return folder
}

let started = 0

/** `node sync-server/main.ts`; resolves with the first good answer of /readyz. */
export async function startServerProcess(options: {
  folder: string
  inspect?: boolean
  env: Record<string, string>
}): Promise<Server> {
  const port = await freePort()
  started += 1
  const logFile = path.join(options.folder, `server-${started}.log`)
  const log = openSync(logFile, 'a')
  const child = spawn(
    process.execPath,
    [...(options.inspect ? ['--inspect=127.0.0.1:0'] : []), path.join(projectDir, 'sync-server/main.ts')],
    {
      cwd: projectDir,
      env: {
        ...process.env,
        PORT: String(port),
        HOST: '127.0.0.1',
        LOG_LEVEL: 'info',
        NODE_ENV: 'production',
        ...options.env,
      },
      stdio: ['ignore', log, log],
    },
  )
  closeSync(log)
  const said = () => readFileSync(logFile, 'utf8')
  const url = `http://localhost:${port}`
  await untilReady(`http://127.0.0.1:${port}/readyz`, () => child.exitCode !== null, said)
  return {
    url,
    port,
    pid: child.pid ?? 0,
    inspectorUrl: /Debugger listening on (ws:\S+)/.exec(said())?.[1] ?? null,
    log: said,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      // One that is still inspected waits for its inspector.
      const impatience = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await ended
      clearTimeout(impatience)
    },
  }
}

async function untilReady(url: string, isGone: () => boolean, said: () => string): Promise<void> {
  for (const deadline = performance.now() + 120_000; performance.now() < deadline;) {
    if (isGone()) throw new Error(`The server ended instead of serving:\n${said()}`)
    // Nothing listens yet: asked again.
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return
    await sleep(5)
  }
  throw new Error(`The server did not answer within two minutes:\n${said()}`)
}

export async function freePort(): Promise<number> {
  const probe = net.createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as net.AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
