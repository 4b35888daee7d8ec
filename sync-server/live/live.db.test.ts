/** The live stream over real HTTP and a real database, with two processes as far as the database can tell. */
import Fastify, { type FastifyInstance } from 'fastify'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { openPostgres } from '../sync/testing/open-postgres.ts'
import { act, createSyncWorld, make, wire } from '../sync/testing/sync-world.ts'
import { createLive, type Live } from './create-live.ts'
import { livePath, registerLive } from './register-live.ts'

const postgres = await openPostgres()
const undo: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const each of undo.splice(0).reverse()) await each()
})
afterAll(() => postgres.drop())

/**
 * Cookies name the listener: `device=…; scopes=a b`. Notices that were missed are looked for every `catchUpMs`; what is
 * found so is told to everybody, and so never where a test says who is told.
 */
async function startProcess(
  org: string,
  catchUpMs = 600_000,
): Promise<{ live: Live; app: FastifyInstance; port: number; world: ReturnType<typeof createSyncWorld> }> {
  const warnings: unknown[] = []
  const live = await createLive({
    connectionString: postgres.database.url,
    log: { warn: (fields) => void warnings.push(fields) },
    catchUpMs,
  })
  const app = Fastify()
  app.addHook('onRequest', async (_request, reply) => {
    reply.header('content-security-policy', "default-src 'none'")
  })
  registerLive(app, {
    hub: live.hub,
    identify: async (request) => {
      const found = /device=(\w+); scopes=([\w: ]+)/.exec(request.headers.cookie ?? '')
      return found ? { org, deviceId: found[1]!, scopes: found[2]!.split(' ') } : null
    },
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  undo.push(async () => {
    await app.close()
    await live.close()
  })
  const store = postgres.newStore((announcement) => live.announce(announcement))
  return { live, app, port: (app.server.address() as AddressInfo).port, world: createSyncWorld(store, org) }
}

type Listener = {
  status: number
  headers: http.IncomingHttpHeaders
  clocks: number[]
  text: () => string
  ended: Promise<void>
  response: http.IncomingMessage
  close(): void
}

function listen(port: number, device: string, ...scopes: string[]): Promise<Listener> {
  return new Promise((resolve, reject) => {
    const headers = { cookie: `device=${device}; scopes=${scopes.join(' ')}` }
    const request = http.get({ port, host: '127.0.0.1', path: livePath, headers }, (response) => {
      let text = ''
      const clocks: number[] = []
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk
        for (const [, clock] of chunk.matchAll(/data: \{"clock":(\d+)\}\n\n/g)) clocks.push(Number(clock))
      })
      const ended = new Promise<void>((end) => response.once('close', end))
      const close = () => void request.destroy()
      undo.push(async () => close())
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        clocks,
        text: () => text,
        ended,
        response,
        close,
      })
    })
    request.once('error', reject)
  })
}

describe('GET /api/live', () => {
  it('S27: tells a device that something in its scopes changed, in any process, and nobody else', async () => {
    const org = await postgres.newOrganisation('d1', 'd2')
    const one = await startProcess(org)
    const two = await startProcess(org)
    const near = await listen(one.port, 'near', 'shelf:a', 'other')
    const far = await listen(two.port, 'far', 'shelf:a')
    const deaf = await listen(two.port, 'deaf', 'shelf:b')
    expect(near.status).toBe(200)
    await one.world.verdicts('d1', wire(1, make('1', { shelf: 'a' })))
    await expect.poll(() => near.clocks).toEqual([1])
    await expect.poll(() => far.clocks).toEqual([1])
    await two.world.verdicts('d2', wire(1, act('move', '1', { shelf: 'b' })))
    await expect.poll(() => near.clocks.at(-1)).toBe(2)
    await expect.poll(() => deaf.clocks).toEqual([2])
    expect(far.text()).not.toContain('"text"')
  })

  it('is sent at once, past proxies and caches, with the headers every answer has', async () => {
    const org = await postgres.newOrganisation()
    const { port } = await startProcess(org)
    const { headers, text } = await listen(port, 'd1', 'all')
    expect(headers).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
      'content-security-policy': "default-src 'none'",
    })
    await expect.poll(text).toContain('retry: 1500')
  })

  it('turns away who is no device', async () => {
    const org = await postgres.newOrganisation()
    const { port } = await startProcess(org)
    const { status, text } = await listen(port, '', '')
    expect(status).toBe(401)
    await expect.poll(text).toContain('unknown_device')
  })

  it('ends a device’s streams in all processes when it is dismissed', async () => {
    const org = await postgres.newOrganisation('d1')
    const one = await startProcess(org)
    const two = await startProcess(org)
    const near = await listen(one.port, 'd1', 'all')
    const far = await listen(two.port, 'd1', 'all')
    const other = await listen(two.port, 'd2', 'all')
    await one.live.dismiss(org, 'd1')
    await Promise.all([near.ended, far.ended])
    await one.world.verdicts('d1', wire(1, make('1')))
    await expect.poll(() => other.clocks).toEqual([1])
  })

  it('follows what its device is granted, whichever process finds it out; a list too long for a notice ends it', async () => {
    const org = await postgres.newOrganisation('d1')
    const one = await startProcess(org)
    const two = await startProcess(org)
    const far = await listen(two.port, 'd1', 'all')
    await one.live.regrant({ org, deviceId: 'd1', scopes: ['shelf:b'], clock: 0 })
    await expect.poll(() => far.clocks).toEqual([0])
    await one.world.verdicts('d1', wire(1, make('1', { shelf: 'a' })))
    await one.world.verdicts('d1', wire(2, make('2', { shelf: 'b' })))
    await expect.poll(() => far.clocks).toEqual([0, 2])
    const scopes = Array.from({ length: 400 }, (_, i) => `prices:a-rather-long-name-${i}`)
    await one.live.regrant({ org, deviceId: 'd1', scopes, clock: 2 })
    await far.ended
  })

  it('what a process said while the other’s database connection was gone is made up for', async () => {
    const org = await postgres.newOrganisation('d1')
    const one = await startProcess(org, 300)
    const two = await startProcess(org, 300)
    const far = await listen(two.port, 'far', 'all')
    await postgres.database.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'rodnik-live' and datname = current_database()`,
    )
    await one.world.verdicts('d1', wire(1, make('1')))
    await expect.poll(() => far.clocks).toContain(1)
    await one.world.verdicts('d1', wire(2, make('2')))
    await expect.poll(() => far.clocks.at(-1)).toBe(2)
  })

  it('what a process did not live to say is found by looking at the clocks', async () => {
    const org = await postgres.newOrganisation('d1')
    const { port } = await startProcess(org, 300)
    const listener = await listen(port, 'far', 'all')
    // Killed between its commit and the notice.
    await createSyncWorld(postgres.newStore(), org).verdicts('d1', wire(1, make('1')))
    await expect.poll(() => listener.clocks).toEqual([1])
  })

  it('a slow reader costs nothing: nothing queues, and it is told once when it reads again', async () => {
    const org = await postgres.newOrganisation('d1')
    const { port, live } = await startProcess(org)
    const slow = await listen(port, 'slow', 'all')
    const quick = await listen(port, 'quick', 'all')
    slow.response.pause()
    let clock = 0
    const before = process.memoryUsage().arrayBuffers
    const until = Date.now() + 1_500
    // Long enough for the events of some time, and until many changes came about, however slow the machine is.
    while (Date.now() < until || clock <= 5_000) {
      for (let i = 0; i < 1_000; i += 1) live.hub.announce({ org, clock: (clock += 1), scopes: ['all'] })
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
    await expect.poll(() => quick.clocks.at(-1)).toBe(clock)
    // Many thousand changes, a few dozen events.
    expect(clock).toBeGreaterThan(5_000)
    expect(quick.clocks.length).toBeLessThan(40)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4_000_000)
    slow.response.resume()
    await expect.poll(() => slow.clocks.at(-1)).toBe(clock)
  })

  it('ends with the server, which does not wait for it', async () => {
    const org = await postgres.newOrganisation()
    const { app, port, live } = await startProcess(org)
    const listener = await listen(port, 'd1', 'all')
    const started = Date.now()
    await app.close()
    await listener.ended
    expect(live.hub.size).toBe(0)
    expect(Date.now() - started).toBeLessThan(5_000)
  })

  it('forgets a device whose connection is gone', async () => {
    const org = await postgres.newOrganisation()
    const { port, live } = await startProcess(org)
    const listeners = await Promise.all(Array.from({ length: 20 }, (_, i) => listen(port, `d${i}`, 'all')))
    expect(live.hub.size).toBe(20)
    for (const listener of listeners) listener.close()
    await expect.poll(() => live.hub.size).toBe(0)
    expect(live.hub.organisations()).toEqual([])
  })
})
