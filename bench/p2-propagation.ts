/**
 * P2: device A acts, device B's open screen shows it.
 *
 * How: two Chromium processes with profiles of their own. A is a customer's phone: the app's own composition root submits
 * an order. B is an operator's /desk of the built web app; a MutationObserver sees the order's card come into the panel.
 * The clock runs from the call of the act to that mutation: decide, a strictly durable write, push, commit, the live
 * stream, pull, the local write and the rendering. One order at a time, 200 ms apart. The second half holds 1,000 more
 * operators' live streams on the same server, each of which is told of every order.
 * Limit: a bare POST and a bare server-sent event between the same two browsers, writing one line into B's page.
 * Durability: strict on the device, fsync on in the database; the limit writes nothing.
 */
import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { protocolVersion, type WireOperation } from '../lib/protocol/sync.ts'
import { schemaVersion } from '../lib/domain/trade.ts'
import { buildWebApp } from '../scripts/build.ts'
import { pageHtml, pageScript } from './browser/bundle.ts'
import { openProfile, type Profile } from './browser/chromium.ts'
import type { PageAct } from './browser/page.ts'
import { apiDevice, deviceReport, enrol, enrolMany, type ApiDevice } from './harness/api-device.ts'
import { makeCompany, plant, uuid, type Company } from './harness/company.ts'
import { median, percentile, type Bench, type Line } from './harness/figures.ts'
import { durable, openGround, type Database, type Server } from './harness/ground.ts'
import { openLiveStreams } from './harness/live-client.ts'
import { seeded, type Seeded } from './harness/seeded.ts'

const apartMs = 200

/** `ownMs`: until the act was done on A itself. */
type Sample = { ms: number; ownMs: number }
type Run = { p50: number; p99: number; own: number }
type Site = { server: Server; company: Company; phone: Profile; desk: Profile; clerk: Clerk; random: Seeded }

export const bench: Bench = {
  id: 'P2',
  title: 'an order appears on another device',
  async run({ isQuick, say }) {
    const runs = isQuick ? 2 : 5
    const samplesInRun = isQuick ? 10 : 80
    const idle = isQuick ? 50 : 1_000
    await buildWebApp({ say })
    const ground = await openGround()
    const profiles: Profile[] = []
    const echo = await startEcho()
    try {
      const database = await ground.database()
      const server = await ground.server({ database })
      const company = makeCompany({ products: 200, customers: 50 })
      await plant(database.pool, company.documents)
      let phones = 0
      const openPhone = async (): Promise<Profile> => {
        const opened = await openProfile(server, await enrolCustomer(database, company, `p2-phone-${(phones += 1)}`))
        profiles.push(opened)
        return opened
      }
      const phone = await openPhone()
      const desk = await openProfile(server, await enrolOperator(database, company, 'p2-desk'))
      profiles.push(desk)
      const clerk = clerkOf(apiDevice(server.port, await enrolOperator(database, company, 'p2-clerk')))
      const site: Site = { server, company, phone, desk, clerk, random: seeded(2) }
      // A customer's device may not place orders without end: each run has one of its own.
      const nextPhone = async () => {
        await site.phone.close()
        profiles.splice(profiles.indexOf(site.phone), 1)
        site.phone = await openPhone()
        await site.phone.openBenchPage()
        await site.phone.call('signedIn')
        await site.phone.call('untilOnline')
      }
      const measure = async (name: string, one: (site: Site) => Promise<Sample>, before?: () => Promise<void>) => {
        const all: Run[] = []
        for (let run = 0; run <= runs; run += 1) {
          await before?.()
          const samples: Sample[] = []
          for (let n = 0; n < (run === 0 ? 10 : samplesInRun); n += 1) {
            samples.push(await one(site))
            await sleep(apartMs)
          }
          await clerk.declineAll()
          await sleep(1_000)
          const times = samples.map(({ ms }) => ms)
          const own = median(samples.map(({ ownMs }) => ownMs))
          const figures = { p50: median(times), p99: percentile(times, 99), own }
          if (run > 0) all.push(figures)
          say(
            `${run === 0 ? 'warming up' : `run ${run} of ${runs}`}, ${name}: p50 ${figures.p50.toFixed(1)} ms, p99 ${figures.p99.toFixed(1)} ms`,
          )
        }
        return all
      }

      for (const { page } of profiles) await page.goto(echo.url)
      await desk.call('listen', '/stream')
      const bare = await measure('bare POST and event', bareEcho)

      await desk.page.goto(`${server.url}/desk`)
      const quiet = await measure('quiet', oneOrder, nextPhone)

      const cookies = await enrolIdle(database, company, idle)
      const streams = await openLiveStreams(server.port, cookies)
      say(`${idle} more devices listen`)
      const busy = await measure(`${idle} idle devices`, oneOrder, nextPhone)
      const deaf = streams.filter((stream) => stream.events() === 0).length
      if (deaf > 0) throw new Error(`${deaf} of the idle devices were told of nothing: they were not there`)
      for (const stream of streams) stream.close()
      return linesOf({ bare, quiet, busy, idle })
    } finally {
      for (const profile of profiles) await profile.close()
      await echo.close()
      await ground.close()
    }
  },
}

const enrolOperator = (database: Database, { operator }: Company, deviceId: string) =>
  enrol(database.pool, { deviceId, kind: 'staff', personId: operator.id, pinVersion: operator.pinVersion })

const buyerOf = ({ customers }: Company) => {
  const [buyer] = customers
  if (!buyer) throw new Error('The company has no customers')
  return buyer
}

const enrolCustomer = (database: Database, company: Company, deviceId: string) =>
  enrol(database.pool, { deviceId, kind: 'customer', personId: buyerOf(company).id, pinVersion: 0 })

async function enrolIdle(database: Database, company: Company, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, index) => `p2-idle-${index}`)
  return (await enrolMany(ids, (id) => enrolOperator(database, company, id))).map(({ cookie }) => cookie)
}

async function oneOrder({ phone, desk, company, random, clerk }: Site): Promise<Sample> {
  const act = orderOf(company, random)
  const seen = await watch(desk.page, `a[href*="${act.target.id}"]`)
  const { began, done } = await phone.call('actAt', act)
  const shownAt = await seen()
  clerk.note(act.target.id)
  return { ms: shownAt - began, ownMs: done - began }
}

async function bareEcho({ phone, desk, random }: Site): Promise<Sample> {
  const name = uuid(random)
  const seen = await watch(desk.page, `p[data-name="${name}"]`)
  const began = await phone.call('postAt', '/say', name)
  return { ms: (await seen()) - began, ownMs: 0 }
}

/** Looks out for an element from now on; the moment it came is told later. */
async function watch(page: Page, selector: string): Promise<() => Promise<number>> {
  await page.evaluate((wanted) => {
    const clock = () => performance.timeOrigin + performance.now()
    const came = new Promise<number>((resolve) => {
      const observer = new MutationObserver(() => {
        if (!document.querySelector(wanted)) return
        observer.disconnect()
        resolve(clock())
      })
      observer.observe(document.body, { subtree: true, childList: true, attributes: true })
    })
    Object.assign(globalThis, { came })
  }, selector)
  return () => {
    const came = page.evaluate(() => (globalThis as unknown as { came: Promise<number> }).came)
    return Promise.race([
      came,
      sleep(20_000).then(() => {
        throw new Error(`Nothing matching ${selector} came onto the screen within 20 s`)
      }),
    ])
  }
}

function orderOf(company: Company, random: Seeded): PageAct {
  const buyer = buyerOf(company)
  const address = buyer.addresses[0]
  const product = random.pick(company.products)
  return {
    kind: 'order.submit',
    target: { kind: 'order', id: uuid(random) },
    payload: {
      source: 'shop',
      customerId: buyer.id,
      address: address ? { id: address.id, raw: address.raw, note: null } : null,
      window: null,
      lines: [
        { id: uuid(random), productId: product.id, quantityMilli: 2_000, payWith: 'money', seenPrice: product.minor },
      ],
      intent: 'cash',
      note: null,
    },
  }
}

type Clerk = { note(orderId: string): void; declineAll(): Promise<void> }

/** Clears the panel after each run, so that the screen does not hold more open orders than a desk has. */
function clerkOf(device: ApiDevice): Clerk {
  let open: string[] = []
  let seq = 0
  return {
    note: (orderId) => void open.push(orderId),
    async declineAll() {
      const operations = open.map((id): WireOperation => ({
        seq: (seq += 1),
        actorId: device.personId,
        kind: 'order.decline',
        target: { kind: 'order', id },
        payload: { reason: 'Проба' },
        madeAt: Date.now(),
        clockOffsetMs: 0,
        schema: schemaVersion,
      }))
      open = []
      if (operations.length === 0) return
      const body = { protocol: protocolVersion, operations, report: deviceReport }
      await device.post('sync.push', Buffer.from(JSON.stringify(body)))
    },
  }
}

/** Serves the benchmark's page, and what is posted to /say goes to everyone at /stream. Nothing else. */
async function startEcho(): Promise<{ url: string; close(): Promise<void> }> {
  const script = await pageScript()
  const listeners = new Set<http.ServerResponse>()
  const server = http.createServer((request, response) => {
    switch (request.url) {
      case '/':
        response.setHeader('content-type', 'text/html').end(pageHtml('/page.js'))
        return
      case '/page.js':
        response.setHeader('content-type', 'text/javascript').end(script)
        return
      case '/stream':
        response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
        response.write(':\n\n')
        listeners.add(response)
        response.once('close', () => listeners.delete(response))
        return
      default:
        request.setEncoding('utf8').once('data', (said: string) => {
          for (const listener of listeners) listener.write(`data: ${said}\n\n`)
          response.end()
        })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function linesOf({ bare, quiet, busy, idle }: { bare: Run[]; quiet: Run[]; busy: Run[]; idle: number }): Line[] {
  const line = (what: string, of: Run[], at: 'p50' | 'p99', budgetMs: number | null): Line => ({
    id: 'P2',
    what: `${what}, ${at}`,
    unit: 'ms',
    runs: of.map((run) => run[at]),
    limit: {
      what: `a bare POST and server-sent event, shown (p50 and p99)`,
      unit: 'ms',
      runs: bare.map((run) => run[at]),
    },
    budget: budgetMs === null ? '–' : `≤ ${budgetMs} ms`,
    isMet: budgetMs === null ? null : median(of.map((run) => run[at])) <= budgetMs,
    durability: `device strict, ${durable}`,
    notes: [
      `${what}: of this ${median(of.map(({ own }) => own)).toFixed(1)} ms until the act is durable and shown on A itself`,
    ],
  })
  const crowd = `order from a phone to the desk's screen, ${idle.toLocaleString('en')} more devices listening`
  return [
    line("order from a phone to the desk's screen, quiet", quiet, 'p50', 15),
    line("order from a phone to the desk's screen, quiet", quiet, 'p99', 60),
    line(crowd, busy, 'p50', null),
    line(crowd, busy, 'p99', 250),
  ]
}
