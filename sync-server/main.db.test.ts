// The server as a process: what a person who types `npm start` meets.

import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { createTestDatabase } from './database/test-database.ts'
import { selfSignedCertificate } from './testing/self-signed-certificate.ts'
import { startServerProcess, untilOpen, type ServerProcess } from './testing/server-process.ts'

const run = promisify(execFile)

let folder: string
let servers: ServerProcess[]
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rodnik-main-'))
  await chmod(folder, 0o755)
  servers = []
})
afterEach(async () => {
  for (const server of servers) {
    server.process.kill('SIGTERM')
    await server.ended
  }
  await rm(folder, { recursive: true, force: true })
})

function start(port: number, env: Record<string, string> = {}): ServerProcess {
  const server = startServerProcess({ PORT: String(port), DATA_DIR: folder, ...env })
  servers.push(server)
  return server
}

const firstOpen = async () => {
  const server = start(0)
  return { server, url: await untilOpen(server) }
}

/** A person's browser at this address: keeps its cookies, asks and acts. */
function browserAt(url: string) {
  const cookies = new Map<string, string>()
  const send = async (address: string, init: RequestInit = {}): Promise<unknown> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(`${url}/api/trpc/${address}`, { ...init, headers: { cookie, ...init.headers } })
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      cookies.set(name, value)
    }
    return ((await answer.json()) as { result?: { data: unknown } }).result?.data
  }
  return {
    ask: (procedure: string, input?: unknown) =>
      send(`${procedure}${input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`}`),
    act: (procedure: string, input: unknown) =>
      send(procedure, {
        method: 'POST',
        body: JSON.stringify(input),
        headers: { 'content-type': 'application/json' },
      }),
  }
}

const codeIn = (text: string): string => /code ([A-Z0-9]{8})/i.exec(text)?.[1] ?? ''

/** The browser becomes one of the staff by the code, and the administrator signs in there. */
async function enterOffice(url: string, code: string) {
  const browser = browserAt(url)
  expect(await browser.act('device.enrol', { code, name: 'Компьютер офиса' })).toMatchObject({ kind: 'ok' })
  const [administrator] = (await browser.ask('session.people')) as { id: string }[]
  const signIn = { personId: administrator?.id, pin: '582031' }
  expect(await browser.act('session.signInWithPin', signIn)).toMatchObject({ kind: 'ok' })
  return browser
}

const postmasterOf = async (dataDir: string): Promise<number> =>
  Number((await readFile(path.join(dataDir, 'postgresql/data/postmaster.pid'), 'utf8')).split('\n')[0])

describe('npm start', () => {
  it('makes everything, tells the first administrator, is ready, and stops in order', async () => {
    const { server, url } = await firstOpen()
    expect(server.said()).toContain('making the database')
    expect(server.said()).toContain('PIN 582031')
    expect(await (await fetch(`${url}/readyz`)).json()).toEqual({ status: 'ready' })
    const postmaster = await postmasterOf(folder)
    server.process.kill('SIGTERM')
    expect(await server.ended).toBe(0)
    expect(() => process.kill(postmaster, 0)).toThrow(/ESRCH/)
    // Every line of the log is JSON, and none of them is a complaint.
    const lines = server
      .log()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { level: string })
    expect(lines.filter(({ level }) => level !== 'info')).toEqual([])
    expect(server.log()).not.toContain('582031')
  })

  it('a company of one’s own is entered by the code and the PIN that its first start tells', async () => {
    const { server, url } = await firstOpen()
    const office = await enterOffice(url, codeIn(server.said()))
    const { entries } = (await office.ask('office.journal', { before: null, limit: 50 })) as { entries: unknown[] }
    expect(entries.length).toBeGreaterThan(0)
    server.process.kill('SIGTERM')
    await server.ended
    const again = start(0)
    await untilOpen(again)
    expect(codeIn(again.said())).toBe('')
  })

  it('whoever lost the office’s last browser is let in again by a command beside the server', async () => {
    const { server, url } = await firstOpen()
    await enterOffice(url, codeIn(server.said()))
    const script = path.resolve(import.meta.dirname, '../scripts/enrol.ts')
    const { stdout } = await run(process.execPath, [script], { env: { ...process.env, DATA_DIR: folder } })
    await enterOffice(url, codeIn(stdout))
  })

  it('after kill -9 starts cleanly, and tells the administrator only once', async () => {
    const { server } = await firstOpen()
    server.process.kill('SIGKILL')
    await server.ended
    const again = start(0)
    const url = await untilOpen(again)
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
    expect(again.said()).not.toContain('PIN')
    // The database that the killed one left behind is stopped in order, and waited for.
    const postmaster = await postmasterOf(folder)
    again.process.kill('SIGTERM')
    expect(await again.ended).toBe(0)
    expect(() => process.kill(postmaster, 0)).toThrow(/ESRCH/)
  })

  it('is refused a second time on the same data, without harm to the first', async () => {
    const { url } = await firstOpen()
    const second = start(0)
    expect(await second.ended).toBe(1)
    expect(second.log()).toContain('already running')
    expect((await fetch(`${url}/readyz`)).status).toBe(200)
  })

  it('is told in one sentence that the port is taken, before a database is made', async () => {
    const taken = net.createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as net.AddressInfo
    const server = start(port)
    expect(await server.ended).toBe(1)
    expect(server.log().trim()).toMatch(
      new RegExp(`^Port ${port} is taken by another program\\. .*PORT=${port + 1} npm start$`),
    )
    expect(server.said()).toBe('')
    taken.close()
  })

  it('lists settings that are wrong, and starts nothing', async () => {
    const server = start(0, { LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://x' })
    expect(await server.ended).toBe(1)
    expect(server.log().trim().split('\n')).toHaveLength(3)
  })

  it('is told of a key that is not the certificate’s in the same list, before a database is made', async () => {
    const files = { TLS_CERT: path.join(folder, 'cert.pem'), TLS_KEY: path.join(folder, 'key.pem') }
    await writeFile(files.TLS_CERT, selfSignedCertificate().cert)
    await writeFile(files.TLS_KEY, selfSignedCertificate().key)
    const server = start(0, { LOG_LEVEL: 'loud', ...files })
    expect(await server.ended).toBe(1)
    const [, ...problems] = server.log().trim().split('\n')
    expect(problems).toEqual([expect.stringContaining('LOG_LEVEL'), expect.stringContaining('do not belong together')])
    expect(server.said()).toBe('')
    expect((await readdir(folder)).sort()).toEqual(['cert.pem', 'key.pem'])
  })

  it('is not ready while the database is away, and comes back with it', async () => {
    const { url } = await firstOpen()
    process.kill(await postmasterOf(folder), 'SIGKILL')
    const status = () => fetch(`${url}/readyz`).then((answer) => answer.status)
    await expect.poll(status, { timeout: 100_000, interval: 5 }).toBe(503)
    await expect.poll(status, { timeout: 100_000 }).toBe(200)
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
  })

  it('is not ready while the tables of its database are not of this version', async () => {
    const database = await createTestDatabase()
    onTestFinished(() => database.drop()) // after the server that uses it has ended
    const url = await untilOpen(start(0, { DATABASE_URL: database.url }))
    const ready = async () => {
      const answer = await fetch(`${url}/readyz`)
      const { reason } = (await answer.json()) as { reason?: string }
      return [answer.status, reason]
    }
    expect(await ready()).toEqual([200, undefined])
    const states: [change: string, back: string, reason: string][] = [
      [
        `insert into migrations (name, checksum) values ('999-of-a-newer-program.sql', '')`,
        `delete from migrations where name like '999%'`,
        'the tables are of another version',
      ],
      [
        `update migrations set checksum = 'x' || checksum where name like '001%'`,
        `update migrations set checksum = substr(checksum, 2) where name like '001%'`,
        'the tables are of another version',
      ],
      [
        `update migrations set name = '000-before.sql' where name like '003%'`,
        `update migrations set name = '003-documents-and-feed.sql' where name like '000%'`,
        'the tables are of another version',
      ],
      ['alter table migrations rename to put_away', 'alter table put_away rename to migrations', 'there are no tables'],
    ]
    for (const [change, back, reason] of states) {
      await database.pool.query(change)
      expect(await ready()).toEqual([503, reason])
      await database.pool.query(back)
      expect(await ready()).toEqual([200, undefined])
    }
  })
})
