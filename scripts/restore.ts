// `npm run restore -- BACKUP`: puts a backup in the place of the embedded database. What was there is kept beside it.
//
// The restored database is started once to begin a new epoch (S29): devices then fill themselves anew and send what the
// backup lacks. Without it, one whose cursor the database has counted past again would never notice. When anything fails,
// the former database is back in its place.

import { chmod, chown, cp, mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { readConfig } from '../sync-server/config/read-config.ts'
import { StartError } from '../sync-server/config/start-error.ts'
import { lockDataDir } from '../sync-server/database/data-dir-lock.ts'
import { chooseDatabaseAccount } from '../sync-server/database/database-account.ts'
import { currentHome, ensureHome } from '../sync-server/database/database-home.ts'
import { findPostmaster, stopPostmaster } from '../sync-server/database/postmaster.ts'
import { noLog, startEmbeddedPostgres } from '../sync-server/database/start-embedded-postgres.ts'
import { beginEpoch } from '../sync-server/store/postgres/organisations.ts'

const projectDir = path.resolve(import.meta.dirname, '..')

/** Answers where the former database is kept, if there was one. */
export async function restore(options: {
  dataDir: string
  backup: string
  now: Date
  say: (sentence: string) => void
  elsewhere?: string
}): Promise<string | undefined> {
  const { dataDir, backup, say } = options
  await assertBackup(backup)
  const unlock = await lockDataDir(dataDir) // refuses while a server runs
  try {
    const account = await chooseDatabaseAccount(path.join(await currentHome(dataDir), 'data'))
    const home = await ensureHome({ dataDir, account, progress: say, elsewhere: options.elsewhere ?? '/var/lib' })
    const former = await setAside(home, options.now)
    try {
      say(`copying ${backup} to ${home}`)
      for (const name of parts) {
        await cp(path.join(backup, name), path.join(home, name), { recursive: true })
        await own(path.join(home, name), account)
      }
      say('telling the database that it was restored')
      await beginEpochAt(options)
    } catch (error) {
      await putBack(home, former)
      throw error
    }
    return former
  } finally {
    await unlock()
  }
}

const parts = ['data', 'password']

async function beginEpochAt({ dataDir, elsewhere, now }: Parameters<typeof restore>[0]): Promise<void> {
  const postgres = await startEmbeddedPostgres({ dataDir, log: noLog, ...(elsewhere ? { elsewhere } : {}) })
  try {
    const client = new pg.Client({ connectionString: postgres.url })
    await client.connect()
    try {
      const { rows } = await client.query<{ present: boolean }>(
        `select to_regclass('organisations') is not null as present`,
      )
      // A server that was only just begun has no tables yet.
      if (rows[0]?.present) await beginEpoch(client, now.getTime())
    } finally {
      await client.end()
    }
  } finally {
    await postgres.stop()
  }
}

async function putBack(home: string, former: string | undefined): Promise<void> {
  for (const name of parts) await rm(path.join(home, name), { recursive: true, force: true })
  if (!former) return
  for (const name of parts) await rename(path.join(former, name), path.join(home, name))
  await rm(former, { recursive: true })
}

async function assertBackup(backup: string): Promise<void> {
  const names = await readdir(backup).catch((): string[] => [])
  const isWhole = names.includes('data') && names.includes('password') && !backup.endsWith('.unfinished')
  if (!isWhole) throw new StartError(`${backup} is not a backup made by "npm run backup". Nothing was changed.`)
}

async function setAside(home: string, now: Date): Promise<string | undefined> {
  const data = path.join(home, 'data')
  const present = await stat(data).catch(() => undefined)
  if (!present) return undefined
  const orphan = await findPostmaster(data) // left running by a server that was killed
  if (orphan) await stopPostmaster(orphan)
  const former = path.join(home, `before-restore-${now.toISOString().replace(/[:.]/g, '-')}`)
  await mkdir(former, { mode: 0o700 })
  await rename(data, path.join(former, 'data'))
  await rename(path.join(home, 'password'), path.join(former, 'password'))
  return former
}

async function own(at: string, account: { uid: number; gid: number; credentials: object }): Promise<void> {
  const { uid, gid } = account
  const isDirectory = (await stat(at)).isDirectory()
  await chmod(at, isDirectory ? 0o700 : 0o600)
  if ('uid' in account.credentials) await chown(at, uid, gid)
  if (isDirectory) for (const name of await readdir(at)) await own(path.join(at, name), account)
}

if (import.meta.main) {
  const say = (sentence: string) => void process.stdout.write(`${sentence}\n`)
  const [backup] = process.argv.slice(2)
  try {
    const config = readConfig(process.env, { projectDir, isInteractive: true })
    if (config.databaseUrl)
      throw new StartError(
        'This database is an outside one (DATABASE_URL): restore it with its own tools, for example pg_restore.',
      )
    if (!backup) throw new StartError('Which backup? npm run restore -- FOLDER/rodnik-…')
    const former = await restore({
      dataDir: config.dataDir,
      backup: path.resolve(process.env['INIT_CWD'] ?? '.', backup),
      now: new Date(),
      say,
    })
    say(
      `Restored. Start the server as always: npm start${former ? `\nThe former database is kept in ${former}; remove it when all is well.` : ''}`,
    )
  } catch (error) {
    process.stderr.write(`${error instanceof StartError ? error.message : String((error as Error).stack)}\n`)
    process.exitCode = 1
  }
}
