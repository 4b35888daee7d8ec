// `npm run backup -- FOLDER`: a copy of the embedded database as it was at one moment, taken while the server works.
//
// It is PostgreSQL's own way of a base backup: tell it that a backup begins, copy its files while they change, tell it that
// the backup ends, and add the log of the changes made meanwhile. A starting PostgreSQL replays that log and is consistent.
// A slot keeps the log from being removed before we have copied it.

import { randomBytes } from 'node:crypto'
import { copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import pg from 'pg'
import { readConfig } from '../sync-server/config/read-config.ts'
import { StartError } from '../sync-server/config/start-error.ts'
import { currentHome } from '../sync-server/database/database-home.ts'
import { openDatabase } from '../sync-server/database/open-database.ts'
import { noLog } from '../sync-server/database/start-embedded-postgres.ts'

const projectDir = path.resolve(import.meta.dirname, '..')

/** What belongs to the running process or is made anew, by PostgreSQL's documentation of base backups. */
const notCopied =
  /^(postmaster\.(pid|opts)|pg_wal|pg_replslot|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans|pgsql_tmp.*|pg_internal\.init)$/

/** Writes the backup to a new folder inside `target` and answers its path; it appears there only when it is whole. */
export async function backUp(from: { url: string; home: string }, target: string, now: Date): Promise<string> {
  const finished = path.join(target, `rodnik-${now.toISOString().replace(/[:.]/g, '-')}`)
  const unfinished = `${finished}.unfinished`
  try {
    await mkdir(unfinished, { recursive: true, mode: 0o700 })
    await copyCluster(from.url, path.join(from.home, 'data'), path.join(unfinished, 'data'))
    await copyFile(path.join(from.home, 'password'), path.join(unfinished, 'password'))
    await rename(unfinished, finished)
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true })
    throw error
  }
  return finished
}

async function copyCluster(url: string, from: string, to: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const slot = `backup_${randomBytes(4).toString('hex')}`
    await client.query('select pg_create_physical_replication_slot($1, true, true)', [slot])
    // fast: make the checkpoint now instead of spreading it over minutes.
    const begun = await client.query<{ file: string }>(
      `select pg_walfile_name(pg_backup_start('rodnik', fast => true)) as file`,
    )
    await copyTree(from, to)
    const ended = await client.query<{ file: string; labelfile: string; spcmapfile: string }>(
      'select pg_walfile_name(lsn) as file, labelfile, spcmapfile from pg_backup_stop(wait_for_archive => false)',
    )
    const end = ended.rows[0]
    if (!end || !begun.rows[0]) throw new Error('PostgreSQL did not say where the backup begins and ends')
    await writeFile(path.join(to, 'backup_label'), end.labelfile, { mode: 0o600 })
    await copyLog(path.join(from, 'pg_wal'), path.join(to, 'pg_wal'), begun.rows[0].file, end.file)
  } finally {
    await client.end() // the slot is temporary and goes with the connection
  }
}

/** Files may vanish while we look: PostgreSQL removes what it does not need any more. */
async function copyTree(from: string, to: string): Promise<void> {
  await mkdir(to, { mode: 0o700 })
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const source = path.join(from, entry.name)
    const target = path.join(to, entry.name)
    if (notCopied.test(entry.name)) {
      if (entry.isDirectory()) await mkdir(target, { mode: 0o700 })
    } else if (entry.isDirectory()) await copyTree(source, target)
    else await copyFile(source, target).catch(ignoreVanished)
  }
}

/** The log's files have names of 24 hexadecimal digits that sort as they follow each other. */
async function copyLog(from: string, to: string, first: string, last: string): Promise<void> {
  const needed = (await readdir(from)).filter((name) => /^[0-9A-F]{24}$/.test(name) && name >= first && name <= last)
  if (!needed.includes(first) || !needed.includes(last))
    throw new Error(`The log from ${first} to ${last} is not whole`)
  for (const name of needed) await copyFile(path.join(from, name), path.join(to, name))
}

function ignoreVanished(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error
}

async function main(target: string | undefined): Promise<void> {
  const say = (sentence: string) => void process.stdout.write(`${sentence}\n`)
  const config = readConfig(process.env, { projectDir, isInteractive: true })
  if (config.databaseUrl) {
    throw new StartError(
      'This database is an outside one (DATABASE_URL): back it up with its own tools, for example pg_dump.',
    )
  }
  if (!target) throw new StartError('Where shall the backup go? npm run backup -- FOLDER')
  const database = await openDatabase(config, { log: noLog, progress: say })
  try {
    say('copying the database')
    const folder = path.resolve(process.env['INIT_CWD'] ?? '.', target)
    const finished = await backUp({ url: database.url, home: await currentHome(config.dataDir) }, folder, new Date())
    say(`The backup is whole: ${finished}`)
  } finally {
    await database.close()
  }
}

if (import.meta.main) {
  await main(process.argv[2]).catch((error: unknown) => {
    process.stderr.write(`${error instanceof StartError ? error.message : String((error as Error).stack)}\n`)
    process.exitCode = 1
  })
}
