import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startEmbeddedPostgres } from '../sync-server/database/start-embedded-postgres.ts'
import { migrate } from '../sync-server/store/postgres/migrate.ts'
import { createOrganisation } from '../sync-server/store/postgres/organisations.ts'
import { backUp } from './backup.ts'
import { restore } from './restore.ts'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const say = () => undefined
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rodnik-backup-'))
  await chmod(folder, 0o755)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

it('a backup taken while orders are written brings back every order written before it, none of them half', async () => {
  const dataDir = path.join(folder, 'data')
  const server = await startEmbeddedPostgres({ dataDir, log })
  const pool = new pg.Pool({ connectionString: server.url, max: 4 })
  pool.on('error', (error) => {
    if (!pool.ending) throw error // the server may stop before the ended connections are gone
  })
  await pool.query('create table orders (id int primary key)')
  await pool.query('create table lines (id int, n int)')
  let written = 0
  let isWriting = true
  const writer = (async () => {
    while (isWriting) {
      // One order with two lines, in one transaction.
      await pool.query(
        `with made as (insert into orders values (${written}) returning id) insert into lines select id, n from made, generate_series(1, 2) n`,
      )
      written += 1
    }
  })()
  while (written < 100) await new Promise((resolve) => setTimeout(resolve, 5))

  const before = written
  const home = path.join(dataDir, 'postgresql')
  const backup = await backUp({ url: server.url, home }, path.join(folder, 'backups'), new Date(0))
  const after = written
  isWriting = false
  await writer
  await pool.end()
  await server.stop()
  expect(after).toBeGreaterThan(before)

  const restored = path.join(folder, 'restored')
  await mkdir(restored)
  expect(await restore({ dataDir: restored, backup, now: new Date(0), say })).toBeUndefined()
  const again = await startEmbeddedPostgres({ dataDir: restored, log })
  const client = new pg.Client({ connectionString: again.url })
  await client.connect()
  const { rows } = await client.query<{ orders: number; gaps: number; lines: number }>(
    `select count(*)::int as orders, (max(id) + 1 - count(*))::int as gaps, (select count(*)::int from lines) as lines from orders`,
  )
  await client.end()
  await again.stop()
  expect(rows[0]?.orders).toBeGreaterThanOrEqual(before)
  expect(rows[0]).toMatchObject({ gaps: 0, lines: 2 * (rows[0]?.orders ?? 0) })

  // Restoring again keeps what is there now.
  const former = await restore({ dataDir: restored, backup, now: new Date(0), say })
  expect(await readdir(former ?? '')).toEqual(['data', 'password'])
})

it('S29: a backup that is restored twice begins a new epoch each time, and devices fill themselves anew', async () => {
  const dataDir = path.join(folder, 'data')
  const epochs: number[] = []
  const atDatabase = async (work: (pool: pg.Pool, url: string) => Promise<void>) => {
    const server = await startEmbeddedPostgres({ dataDir, log })
    const pool = new pg.Pool({ connectionString: server.url, max: 2 })
    pool.on('error', (error) => {
      if (!pool.ending) throw error
    })
    await work(pool, server.url)
    await pool.end()
    await server.stop()
  }
  const noteEpoch = async (pool: pg.Pool) => {
    const { rows } = await pool.query<{ epoch: string }>('select epoch from organisations')
    epochs.push(Number(rows[0]?.epoch))
  }
  let backup = ''
  await atDatabase(async (pool, url) => {
    await migrate(pool)
    await createOrganisation(pool, { id: 'main', name: 'Вода' })
    backup = await backUp({ url, home: path.join(dataDir, 'postgresql') }, path.join(folder, 'backups'), new Date(0))
    await noteEpoch(pool)
  })
  for (const at of [1_760_000_000_000, 1_760_000_002_500]) {
    await restore({ dataDir, backup, now: new Date(at), say })
    await atDatabase(noteEpoch)
  }
  expect(epochs).toEqual([1, 1_760_000_000, 1_760_000_002])
})

it('a restore that fails leaves the former database in its place', async () => {
  const dataDir = path.join(folder, 'data')
  const home = path.join(dataDir, 'postgresql')
  const server = await startEmbeddedPostgres({ dataDir, log })
  await server.stop()
  const password = await readFile(path.join(home, 'password'), 'utf8')
  const damaged = path.join(folder, 'rodnik-damaged')
  await mkdir(path.join(damaged, 'data'), { recursive: true })
  await writeFile(path.join(damaged, 'data', 'PG_VERSION'), '9\n')
  await writeFile(path.join(damaged, 'password'), 'other')
  await expect(restore({ dataDir, backup: damaged, now: new Date(0), say })).rejects.toThrow(/made by PostgreSQL 9/)
  expect(await readFile(path.join(home, 'password'), 'utf8')).toBe(password)
  expect((await readdir(home)).filter((name) => name.startsWith('before-restore'))).toEqual([])
  await (await startEmbeddedPostgres({ dataDir, log })).stop()
})

it('what is no backup is not restored', async () => {
  const dataDir = path.join(folder, 'data')
  await mkdir(dataDir)
  await expect(restore({ dataDir, backup: folder, now: new Date(0), say })).rejects.toThrow(
    /not a backup.*Nothing was changed/,
  )
  expect(await readdir(dataDir)).toEqual([])
})
