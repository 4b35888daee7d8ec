// The embedded database against everything that happens to a shop's computer. Each test has a folder of its own, durable
// settings, and real processes that are really killed.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  noLog,
  startEmbeddedPostgres,
  type EmbeddedPostgres,
  type EmbeddedPostgresOptions,
} from './start-embedded-postgres.ts'

const isRoot = process.getuid?.() === 0

let folder: string
let running: EmbeddedPostgres[] = []
let orphans: number[] = []

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rodnik-embedded-'))
  await chmod(folder, 0o755) // the database's account must be able to enter when the tests run as root
})
afterEach(async () => {
  for (const postgres of running) await postgres.stop()
  for (const pid of orphans) await endProcess(pid)
  running = []
  orphans = []
  await rm(folder, { recursive: true, force: true })
})

async function start(dataDir = path.join(folder, 'data'), options: Partial<EmbeddedPostgresOptions> = {}) {
  const postgres = await startEmbeddedPostgres({ dataDir, log: noLog, ...options })
  running.push(postgres)
  return postgres
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query<object>(sql)).rows
  } finally {
    await client.end()
  }
}

/** A process of its own that starts the database, writes one row, tells its pid, and is then killed without a chance. */
async function startAndKill(dataDir: string): Promise<number> {
  const code = `
    import pg from 'pg'
    import { startEmbeddedPostgres } from './sync-server/database/start-embedded-postgres.ts'
    const log = { info() {}, warn() {}, error() {} }
    const postgres = await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, log })
    const client = new pg.Client({ connectionString: postgres.url })
    await client.connect()
    await client.query('create table kept (name text)')
    await client.query("insert into kept values ('committed')")
    process.stdout.write(String(postgres.pid()))
    setInterval(() => undefined, 1000)`
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', code], {
    cwd: path.resolve(import.meta.dirname, '../..'),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  child.kill('SIGKILL')
  await once(child, 'exit')
  const pid = Number(said.toString())
  orphans.push(pid)
  return pid
}

describe('the embedded database', () => {
  it('is made once and keeps what was committed, in a folder with spaces and Russian letters', async () => {
    const dataDir = path.join(folder, 'мои данные', 'shop "one"')
    const said: string[] = []
    const first = await start(dataDir, { progress: (sentence) => said.push(sentence) })
    await query(first.url, `create table kept as select 'вода' as name`)
    await first.stop()
    expect(said).toContain('making the database (only on the first start)')

    said.length = 0
    const second = await start(dataDir, { progress: (sentence) => said.push(sentence) })
    expect(await query(second.url, 'select * from kept')).toEqual([{ name: 'вода' }])
    expect(said).toEqual([])
  })

  it('is durable, speaks UTF-8, and lets nobody in without the password', async () => {
    const { url, dataDirectory } = await start()
    const settings = await query(
      url,
      `select name, setting from pg_settings where name in
       ('fsync', 'synchronous_commit', 'full_page_writes', 'server_encoding', 'listen_addresses', 'data_checksums', 'log_min_error_statement')`,
    )
    expect(
      Object.fromEntries((settings as { name: string; setting: string }[]).map((row) => [row.name, row.setting])),
    ).toEqual({
      fsync: 'on',
      synchronous_commit: 'on',
      full_page_writes: 'on',
      server_encoding: 'UTF8',
      listen_addresses: '127.0.0.1',
      data_checksums: 'on',
      log_min_error_statement: 'panic',
    })
    const wrong = new URL(url)
    wrong.password = 'guess'
    await expect(query(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' })
    expect((await stat(path.join(dataDirectory, '..', 'password'))).mode & 0o777).toBe(0o600)
    expect((await stat(dataDirectory)).mode & 0o777).toBe(0o700)
  })

  it('does not run as root, and lives where its account can enter', async () => {
    const closed = path.join(folder, 'closed')
    await mkdir(closed, { mode: 0o700 })
    const elsewhere = path.join(folder, 'elsewhere')
    await mkdir(elsewhere)
    const said: string[] = []
    const postgres = await start(path.join(closed, 'data'), { elsewhere, progress: (sentence) => said.push(sentence) })
    const status = await readFile(`/proc/${postgres.pid()}/status`, 'utf8')
    expect(/^Uid:\s+(\d+)/m.exec(status)?.[1]).not.toBe('0')
    expect(postgres.dataDirectory.startsWith(isRoot ? elsewhere : closed)).toBe(true)
    expect(said.some((sentence) => sentence.includes('cannot enter'))).toBe(isRoot)
    await query(postgres.url, 'create table kept ()')
    await postgres.stop()
    const again = await start(path.join(closed, 'data'), { elsewhere })
    expect(again.dataDirectory).toBe(postgres.dataDirectory)
    expect(await query(again.url, 'select * from kept')).toEqual([])
  })

  it('is taken over, still running, after the server was killed', async () => {
    const dataDir = path.join(folder, 'data')
    const pid = await startAndKill(dataDir)
    const postgres = await start(dataDir)
    expect(postgres.pid()).toBe(pid)
    expect(await query(postgres.url, 'select * from kept')).toEqual([{ name: 'committed' }])
    await postgres.stop()
    expect(existsSync(`/proc/${pid}`)).toBe(false)
  })

  it('is started anew when the one left running has other settings', async () => {
    const dataDir = path.join(folder, 'data')
    const pid = await startAndKill(dataDir)
    const postgres = await start(dataDir, { settings: { work_mem: '9MB' } })
    expect(postgres.pid()).not.toBe(pid)
    expect(await query(postgres.url, 'show work_mem')).toEqual([{ work_mem: '9MB' }])
    expect(await query(postgres.url, 'select * from kept')).toEqual([{ name: 'committed' }])
  })

  it('recovers when the server and the database were both killed, and the stale number belongs to another program', async () => {
    const dataDir = path.join(folder, 'data')
    const pid = await startAndKill(dataDir)
    process.kill(pid, 'SIGKILL')
    const pidFile = path.join(dataDir, 'postgresql/data/postmaster.pid')
    const [, ...rest] = (await readFile(pidFile, 'utf8')).split('\n')
    const stranger = spawn('/bin/sleep', ['60'], {
      stdio: 'ignore',
      ...(isRoot ? { uid: (await stat(pidFile)).uid } : {}),
    })
    await writeFile(pidFile, [stranger.pid, ...rest].join('\n'))
    try {
      const postgres = await start(dataDir)
      expect(await query(postgres.url, 'select * from kept')).toEqual([{ name: 'committed' }])
    } finally {
      stranger.kill()
    }
  })

  it('comes back under the same address when it dies while the server runs', async () => {
    const postgres = await start()
    await query(postgres.url, `create table kept as select 1 as n`)
    const before = postgres.pid()
    process.kill(before, 'SIGKILL')
    await expect.poll(() => postgres.pid()).not.toBe(before)
    await expect.poll(() => query(postgres.url, 'select * from kept').catch(() => 'not yet')).toEqual([{ n: 1 }])
  })

  it('is given up, with a word to the server, when it cannot stay up', async () => {
    const dataDir = path.join(folder, 'data')
    let lost = ''
    const postgres = await start(dataDir, { onLost: (reason) => (lost = reason) })
    await rm(path.join(postgres.dataDirectory, 'global'), { recursive: true })
    process.kill(postgres.pid(), 'SIGKILL')
    await expect.poll(() => lost, { timeout: 200_000 }).toContain('five times')
  })

  it('starts from the beginning when making it was interrupted', async () => {
    const dataDir = path.join(folder, 'data')
    await mkdir(path.join(dataDir, 'postgresql/data.new/base'), { recursive: true })
    const postgres = await start(dataDir)
    expect(await query(postgres.url, 'select 1 as n')).toEqual([{ n: 1 }])
  })

  it('is not touched when it was made by another version of PostgreSQL', async () => {
    const dataDir = path.join(folder, 'data')
    const postgres = await start(dataDir)
    await postgres.stop()
    await writeFile(path.join(postgres.dataDirectory, 'PG_VERSION'), '17\n')
    await expect(start(dataDir)).rejects.toThrow(/made by PostgreSQL 17, and PostgreSQL 18 is installed/)
  })
})

async function endProcess(pid: number): Promise<void> {
  try {
    process.kill(pid, 'SIGQUIT')
    while (existsSync(`/proc/${pid}`)) await sleep(20)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}
