/**
 * Brings the tables to what this code expects. Migrations are the SQL files of `migrations/`, run in the order of their
 * names, each in a transaction of its own, under a lock: of several servers that start at once, one migrates and the
 * others wait. An applied file never changes again; a new one gets the next number.
 */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type pg from 'pg'
import { StartError } from '../../config/start-error.ts'

export type MigrationLog = { info(fields: object, message: string): void }
export type Migration = { name: string; sql: string; checksum: string }

const migrationsDir = path.join(import.meta.dirname, 'migrations')
/** Any number, as long as nobody else in this database uses it. */
const lockKey = 7_263_415_001n

export async function migrate(
  pool: pg.Pool,
  { log, say, folder = migrationsDir }: { log?: MigrationLog; say?: (sentence: string) => void; folder?: string } = {},
): Promise<{ applied: string[] }> {
  const migrations = await readMigrations(folder)
  const client = await pool.connect()
  let isSound = false
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey])
    const applied = await applyAll(client, migrations, (name) => {
      say?.(`preparing the tables: ${name}`)
      log?.info({ migration: name }, 'applying a migration')
    })
    await client.query('select pg_advisory_unlock($1)', [lockKey])
    isSound = true
    return { applied }
  } finally {
    // A connection that failed half-way may still hold the lock: it is closed.
    client.release(!isSound)
  }
}

export async function readMigrations(directory: string = migrationsDir): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort()
  const numbers = new Set<string>()
  for (const name of names) {
    const number = /^(\d{3})-[a-z0-9-]+\.sql$/.exec(name)?.[1]
    if (!number) throw new Error(`Migration ${name} must be named like 001-words.sql`)
    if (numbers.has(number)) throw new Error(`Two migrations have the number ${number}`)
    numbers.add(number)
  }
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(path.join(directory, name), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

async function applyAll(
  client: pg.PoolClient,
  migrations: Migration[],
  onApply: (name: string) => void,
): Promise<string[]> {
  await client.query(
    `create table if not exists migrations (
       name text primary key, checksum text not null, applied_at timestamptz not null default now()
     )`,
  )
  const { rows } = await client.query<{ name: string; checksum: string }>('select name, checksum from migrations')
  const done = new Map(rows.map((row) => [row.name, row.checksum]))
  assertKnown(migrations, done)
  const applied: string[] = []
  for (const { name, sql, checksum } of migrations) {
    if (done.has(name)) continue
    onApply(name)
    try {
      await client.query('begin')
      await client.query(sql)
      await client.query('insert into migrations (name, checksum) values ($1, $2)', [name, checksum])
      await client.query('commit')
    } catch (cause) {
      await client.query('rollback')
      throw new Error(`Migration ${name} failed; nothing of it was applied`, { cause })
    }
    applied.push(name)
  }
  return applied
}

function assertKnown(migrations: Migration[], done: Map<string, string>): void {
  const present = new Map(migrations.map(({ name, checksum }) => [name, checksum]))
  for (const [name, checksum] of done) {
    const ours = present.get(name)
    if (ours === undefined) {
      throw new StartError(
        `The database was made by a newer version of this program (it has "${name}"). ` +
          `Start that version, or restore a backup made before the update; nothing was changed.`,
      )
    }
    if (ours !== checksum) {
      throw new StartError(
        `The tables were made by another edition of "${name}" than the one in this program. ` +
          `Start the program that made them; nothing was changed.`,
      )
    }
  }
}
