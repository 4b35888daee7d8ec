import { chmod, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { startEmbeddedPostgres } from '../sync-server/database/start-embedded-postgres.ts'
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

it('what is no backup is not restored', async () => {
  const dataDir = path.join(folder, 'data')
  await mkdir(dataDir)
  await expect(restore({ dataDir, backup: folder, now: new Date(0), say })).rejects.toThrow(
    /not a backup.*Nothing was changed/,
  )
  expect(await readdir(dataDir)).toEqual([])
})
