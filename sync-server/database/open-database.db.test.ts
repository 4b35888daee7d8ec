import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { lockDataDir } from './data-dir-lock.ts'
import { openDatabase } from './open-database.ts'
import { startEmbeddedPostgres } from './start-embedded-postgres.ts'

const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
let dataDir: string
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), 'rodnik-open-'))
  await chmod(dataDir, 0o755)
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

async function databaseOf(url: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<object>('select current_database() as name')
  await client.end()
  return rows[0]
}

it('starts the embedded database for the command alone, and ends it with the command', async () => {
  const database = await openDatabase({ databaseUrl: undefined, dataDir }, { log })
  expect(await databaseOf(database.url)).toEqual({ name: 'rodnik' })
  await database.close()
  await expect(databaseOf(database.url)).rejects.toThrow(/ECONNREFUSED/)
  await (
    await lockDataDir(dataDir)
  )()
})

it('uses the database of a server that runs, and leaves it running', async () => {
  const server = await startEmbeddedPostgres({ dataDir, log })
  const release = await holdLockElsewhere(dataDir)
  try {
    const database = await openDatabase({ databaseUrl: undefined, dataDir }, { log })
    expect(database.url).toBe(server.url)
    await database.close()
    expect(await databaseOf(server.url)).toEqual({ name: 'rodnik' })
  } finally {
    await release()
    await server.stop()
  }
})

it('uses an outside database by its URL', async () => {
  const database = await openDatabase({ databaseUrl: 'postgresql://else.where/shop', dataDir }, { log })
  expect(database.url).toBe('postgresql://else.where/shop')
  await database.close()
})

/** The lock is another process's when a command meets it; one of our own would count as free. */
async function holdLockElsewhere(folder: string): Promise<() => Promise<void>> {
  const code = `
    import { lockDataDir } from './sync-server/database/data-dir-lock.ts'
    await lockDataDir(${JSON.stringify(folder)})
    process.stdout.write('locked')
    setInterval(() => undefined, 1000)`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', code], {
    cwd: path.resolve(import.meta.dirname, '../..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return async () => {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
}
