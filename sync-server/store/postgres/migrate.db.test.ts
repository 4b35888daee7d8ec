import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterEach, expect, it } from 'vitest'
import { createTestDatabase } from '../../database/test-database.ts'
import { migrate, readMigrations } from './migrate.ts'

const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const each of undo.splice(0).reverse()) await each()
})

async function open() {
  const database = await createTestDatabase()
  undo.push(() => database.drop())
  return database
}

async function folderOf(files: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rodnik-migrations-'))
  undo.push(() => rm(folder, { recursive: true }))
  for (const [name, sql] of Object.entries(files)) await writeFile(path.join(folder, name), sql)
  return folder
}

it('applies every file once, in the order of their names', async () => {
  const { pool } = await open()
  const names = (await readMigrations(path.join(import.meta.dirname, 'migrations'))).map(({ name }) => name)
  expect((await migrate(pool)).applied).toEqual(names)
  expect((await migrate(pool)).applied).toEqual([])
  expect(names).toEqual(names.toSorted())
})

it('servers that start at once do not disturb each other', async () => {
  const { url, pool } = await open()
  const others = Array.from({ length: 3 }, () => new pg.Pool({ connectionString: url, max: 1 }))
  for (const other of others) undo.push(() => other.end())
  const runs = await Promise.all([pool, ...others].map((each) => migrate(each)))
  expect(runs.filter(({ applied }) => applied.length > 0)).toHaveLength(1)
})

it('a migration that fails leaves nothing behind, and runs again once it is mended', async () => {
  const { pool } = await open()
  const folder = await folderOf({
    '001-good.sql': 'create table good (id int)',
    '002-bad.sql': 'create table half (id int); select 1 / 0',
  })
  await expect(migrate(pool, { folder })).rejects.toThrow('002-bad.sql')
  const { rows } = await pool.query<{ good: string | null; half: string | null }>(
    `select to_regclass('good')::text as good, to_regclass('half')::text as half`,
  )
  expect(rows[0]).toEqual({ good: 'good', half: null })
  await writeFile(path.join(folder, '002-bad.sql'), 'create table half (id int)')
  expect((await migrate(pool, { folder })).applied).toEqual(['002-bad.sql'])
})

it('refuses a database made by a newer program, and one whose tables were made otherwise', async () => {
  const { pool } = await open()
  const folder = await folderOf({
    '001-one.sql': 'create table one (id int)',
    '002-two.sql': 'create table two (id int)',
  })
  await migrate(pool, { folder })
  await rm(path.join(folder, '002-two.sql'))
  await expect(migrate(pool, { folder })).rejects.toThrow(/newer version.*002-two\.sql/)
  await writeFile(path.join(folder, '002-two.sql'), 'create table two (id text)')
  await expect(migrate(pool, { folder })).rejects.toThrow(/another edition of "002-two\.sql"/)
})

it('names must carry a number of their own', async () => {
  await expect(readMigrations(await folderOf({ 'one.sql': '' }))).rejects.toThrow('one.sql')
  await expect(readMigrations(await folderOf({ '001-a.sql': '', '001-b.sql': '' }))).rejects.toThrow('number 001')
})
