// The embedded database from the launcher's side: made on the first start, found again on every other, kept running while
// the server runs, stopped in order. Everything that uses it sees one URL that stays the same for the server's life.
//
//   account → home → programs → (first time) initdb → running one found? take it over : start → watch, restart when it dies

import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chown, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { StartError } from '../config/start-error.ts'
import { packagedPostgres, usablePostgres } from './binaries.ts'
import { chooseDatabaseAccount, type DatabaseAccount } from './database-account.ts'
import { currentHome, ensureHome } from './database-home.ts'
import { databaseEnvironment, embeddedSettings } from './embedded-settings.ts'
import {
  clearStalePidFile,
  findPostmaster,
  freePort,
  startPostmaster,
  stopPostmaster,
  untilAnswering,
  type Postmaster,
  type PostmasterPlace,
} from './postmaster.ts'

export interface LauncherLog {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** For a command that a person watches: what fails is thrown and said. */
export const noLog: LauncherLog = { info: () => undefined, warn: () => undefined, error: () => undefined }

export interface EmbeddedPostgres {
  /** Of the database `rodnik`, with its password; the same until `stop`. */
  url: string
  /** Of PostgreSQL's main process now; another one after a crash. */
  pid(): number
  /** PostgreSQL's own directory. */
  dataDirectory: string
  /** Fast shutdown; committed work is on disk afterwards. */
  stop(): Promise<void>
}

export interface EmbeddedPostgresOptions {
  dataDir: string
  log: LauncherLog
  /** Sentences for the person who waits; called only for steps that take time. */
  progress?: (sentence: string) => void
  /** PostgreSQL settings that differ from the usual ones; a value is given as PostgreSQL writes it. */
  settings?: Record<string, string>
  /** Called when PostgreSQL keeps dying and is given up; the URL stays dead then. */
  onLost?: (reason: string) => void
  /** Where a home is made when the database's account cannot enter `dataDir`; /var/lib unless a test says otherwise. */
  elsewhere?: string
}

const databaseName = 'rodnik'
const roleName = 'rodnik'
/** Long enough for crash recovery of a big database on a slow disk. */
const answerTimeoutMs = 120_000

export function embeddedUrl(port: number, password: string, name = databaseName): string {
  return `postgresql://${roleName}:${password}@127.0.0.1:${port}/${name}`
}

export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log, progress = () => undefined } = options
  const dataDir = path.resolve(options.dataDir)
  const account = await chooseDatabaseAccount(path.join(await currentHome(dataDir), 'data'))
  const home = await ensureHome({ dataDir, account, progress, elsewhere: options.elsewhere ?? '/var/lib' })
  const native = await usablePostgres({ packaged: packagedPostgres(), copiesDirectory: home, account, progress })
  const place = { native, account, dataDirectory: path.join(home, 'data'), logFile: path.join(home, 'log') }
  const password = await ensureCluster(place, home, progress)

  const settings = { ...embeddedSettings, ...options.settings }
  // Lets a later start see whether a PostgreSQL that it finds running is the one that it would start itself.
  settings['rodnik.launch'] = createHash('sha256')
    .update(JSON.stringify([settings, native]))
    .digest('hex')
    .slice(0, 16)

  const adminUrl = (port: number) => embeddedUrl(port, password, 'postgres')
  let postmaster =
    (await adoptRunning(place, settings['rodnik.launch'], adminUrl, log)) ??
    (await startFresh(place, settings, adminUrl))
  const { port } = postmaster
  await ensureDatabase(adminUrl(port))

  let isStopping = false
  const watching = watch()
  return {
    url: embeddedUrl(port, password),
    pid: () => postmaster.pid,
    dataDirectory: place.dataDirectory,
    async stop() {
      isStopping = true
      await stopPostmaster(postmaster)
      await watching
    },
  }

  /** Starts PostgreSQL again on the same port when it dies; gives up after five deaths within a minute. */
  async function watch(): Promise<void> {
    const deaths: number[] = []
    for (;;) {
      const reason = await postmaster.exited
      if (isStopping) return
      log.error({ reason }, 'the database ended by itself; starting it again')
      deaths.push(performance.now())
      const recent = deaths.filter((at) => performance.now() - at < 60_000).length
      if (recent >= 5) {
        options.onLost?.(`the database ended five times within a minute; see ${place.logFile}`)
        return
      }
      await sleep(recent === 1 ? 0 : 500 * recent)
      if (isStopping) return
      try {
        await clearStalePidFile(place.dataDirectory)
        postmaster = await startPostmaster(place, port, settings)
        if (await untilAnswering(postmaster, adminUrl(port), answerTimeoutMs)) {
          log.info({ databasePid: postmaster.pid }, 'the database answers again')
        }
      } catch (error) {
        log.error({ err: error }, 'the database could not be started again')
      }
    }
  }
}

/** Makes the database directory on the first start and answers its password. Nothing half made is ever used. */
async function ensureCluster(
  place: PostmasterPlace,
  home: string,
  progress: (sentence: string) => void,
): Promise<string> {
  const passwordFile = path.join(home, 'password')
  if (await exists(path.join(place.dataDirectory, 'PG_VERSION'))) {
    await assertSameVersion(place)
    return (await readFile(passwordFile, 'utf8')).trim()
  }
  progress('making the database (only on the first start)')
  for (const name of await readdir(home))
    if (name.startsWith('data.new')) await rm(path.join(home, name), { recursive: true })

  const password = randomBytes(24).toString('hex')
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
  await giveTo(place.account, passwordFile)
  const unfinished = `${place.dataDirectory}.new`
  await runInitdb(
    place,
    [
      ['--pgdata', unfinished],
      ['--username', roleName],
      ['--pwfile', passwordFile],
      ['--auth', 'scram-sha-256'],
      ['--encoding', 'UTF8'],
      // The built-in C.UTF-8 is the same on every machine and never changes under an index, unlike the system's locales.
      ['--locale', 'C'],
      ['--locale-provider', 'builtin'],
      ['--builtin-locale', 'C.UTF-8'],
      ['--no-instructions'],
    ].flat(),
  )
  await rename(unfinished, place.dataDirectory)
  return password
}

async function runInitdb(place: PostmasterPlace, args: string[]): Promise<void> {
  const child = spawn(path.join(place.native, 'bin', 'initdb'), args, {
    cwd: '/',
    env: databaseEnvironment,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...place.account.credentials,
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const result = await new Promise<string | number | null>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code, signal) => resolve(signal ?? code))
  })
  if (result === 0) return
  throw new StartError(
    `The database could not be made in ${path.dirname(place.dataDirectory)} (${result}): ${said.trim() || 'no reason given'}. ` +
      `Often the disk is full or the folder cannot be written; mend that and start again.`,
  )
}

async function assertSameVersion(place: PostmasterPlace): Promise<void> {
  const [made, control] = await Promise.all([
    readFile(path.join(place.dataDirectory, 'PG_VERSION'), 'utf8'),
    readFile(path.join(place.native, 'share', 'postgresql', 'postgres.bki'), 'utf8'),
  ])
  const installed = /^# PostgreSQL (\d+)/.exec(control)?.[1]
  if (made.trim() === installed) return
  throw new StartError(
    `The database in ${place.dataDirectory} was made by PostgreSQL ${made.trim()}, and PostgreSQL ${installed} is installed now. ` +
      `docs/operations.md, "A new PostgreSQL", says how to bring it over; nothing was changed.`,
  )
}

/** A PostgreSQL left by a server that was killed: taken over if it is just as we would start it, else stopped in order. */
async function adoptRunning(
  place: PostmasterPlace,
  launch: string,
  urlOf: (port: number) => string,
  log: LauncherLog,
): Promise<Postmaster | undefined> {
  const running = await findPostmaster(place.dataDirectory)
  if (!running) return undefined
  const isOurs =
    (await untilAnswering(running, urlOf(running.port), answerTimeoutMs)) &&
    (await launchOf(urlOf(running.port))) === launch
  if (isOurs) {
    log.info({ databasePid: running.pid }, 'took over the database that an earlier server left running')
    return running
  }
  log.info({ databasePid: running.pid }, 'stopping a database that an earlier server left running with other settings')
  await stopPostmaster(running)
  return undefined
}

async function startFresh(
  place: PostmasterPlace,
  settings: Record<string, string>,
  urlOf: (port: number) => string,
): Promise<Postmaster> {
  await clearStalePidFile(place.dataDirectory)
  // Another program may take the free port before PostgreSQL does, and helpers of a killed one may need a moment to leave.
  for (let attempt = 0; attempt < 4; attempt++) {
    const postmaster = await startPostmaster(place, await freePort(), settings)
    if (await untilAnswering(postmaster, urlOf(postmaster.port), answerTimeoutMs)) return postmaster
    await stopPostmaster(postmaster)
    await sleep(300 * attempt)
  }
  const said = (await readFile(place.logFile, 'utf8')).trim().split('\n').slice(-5).join('\n  ')
  throw new StartError(
    `The database in ${place.dataDirectory} did not start. Its last words (all of them: ${place.logFile}):\n  ${said}`,
  )
}

async function launchOf(url: string): Promise<string | undefined> {
  const rows = await query(url, `select current_setting('rodnik.launch', true) as launch`)
  return (rows[0] as { launch?: string } | undefined)?.launch
}

async function ensureDatabase(url: string): Promise<void> {
  const found = await query(url, `select 1 from pg_database where datname = '${databaseName}'`)
  if (found.length === 0) await query(url, `create database ${databaseName}`)
}

async function query(url: string, sql: string): Promise<object[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<object>(sql)).rows
  } finally {
    await client.end()
  }
}

async function giveTo(account: DatabaseAccount, file: string): Promise<void> {
  if ('uid' in account.credentials) await chown(file, account.uid, account.gid)
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}
