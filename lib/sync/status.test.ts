// What the bar on every screen says, and what every contact reports.
import { beforeEach, describe, expect, test } from 'vitest'
import { createTestDevice } from './testing/test-device.ts'
import { listRef } from './testing/word-lists.ts'
import { createWorld, fine, make, offline, type World } from './testing/world.ts'

let time: World['time']
let server: World['server']
let device: World['device']
beforeEach(() => {
  ;({ time, server, device } = createWorld())
})

describe('status', () => {
  const last = (tab: { statuses: { connection: string }[] }) => tab.statuses.at(-1)?.connection

  test('comes from real requests: offline, server down, online again by itself (users.md 18)', async () => {
    const tab = await device.tab()
    await time.pass(1000)
    expect(last(tab)).toBe('online')
    device.fate = () => ({ what: 'server' })
    tab.kernel.syncNow()
    await time.pass(1000)
    expect(last(tab)).toBe('serverDown')
    device.fate = offline
    await time.pass(40_000)
    expect(last(tab)).toBe('offline')
    device.fate = fine
    await time.pass(31_000)
    expect(last(tab)).toBe('online')
  })

  test('a stream that ends is no proof of anything: the next request tells', async () => {
    const tab = await device.tab()
    await time.pass(1000)
    const before = device.requests.length
    tab.transport.stream('closed')
    await time.pass(2000)
    expect(last(tab)).toBe('online')
    expect(device.requests.length).toBeGreaterThan(before)
    device.fate = offline
    tab.transport.stream('closed')
    await time.pass(2000)
    expect(last(tab)).toBe('offline')
  })

  test('without a stream the device asks from time to time', async () => {
    const tab = await device.tab()
    await time.pass(1000)
    tab.transport.stream('closed')
    await time.pass(3000)
    server.put(listRef('a'), { id: 'a', words: ['тихо'], scopes: ['lists'], closed: false }, ['lists'])
    await time.pass(21_000)
    expect(device.words('a')).toEqual(['тихо'])
  })

  test('counts what waits, since when, and what was refused and not yet seen (S6)', async () => {
    device.fate = offline
    const tab = await device.tab()
    const madeAt = time.now()
    await tab.act('list.make', 'a', make)
    await time.pass(5000)
    await tab.act('list.add', 'a', { word: 'x' })
    expect(tab.kernel.status()).toMatchObject({ waiting: 2, oldestWaitingAt: madeAt, refused: 0 })
    server.put(listRef('a'), { id: 'a', words: [], scopes: ['lists'], closed: true }, ['lists'])
    device.fate = fine
    tab.kernel.syncNow()
    await time.pass(1000)
    expect(tab.kernel.status()).toMatchObject({ waiting: 0, oldestWaitingAt: null, refused: 2 })
    await tab.kernel.markSeen([1, 2])
    expect(tab.kernel.status()).toMatchObject({ refused: 0 })
    expect(device.operations().map(({ seen }) => seen)).toEqual([true, true])
  })

  test('every contact reports queue, age, storage and clock (S11)', async () => {
    device.fate = offline
    device.skewMs = -7_200_000
    const tab = await device.tab()
    await tab.act('list.make', 'a', make)
    await time.pass(60_000)
    const reports = device.requests.slice(-2).map(({ input }) => (input as { report: object }).report)
    for (const report of reports) {
      expect(report).toMatchObject({
        queue: 1,
        refused: 0,
        storage: { persisted: true, usageBytes: 1, quotaBytes: 2 },
        appVersion: 'test',
      })
    }
    const { oldestAgeMs, sentAt } = reports.at(-1) as { oldestAgeMs: number; sentAt: number }
    expect(oldestAgeMs).toBeGreaterThan(20_000)
    expect(Math.abs(sentAt - (time.now() - 7_200_000))).toBeLessThan(60_000)
  })

  test('the clock difference is learnt, put on every act, and known again after a restart offline (S11)', async () => {
    device.skewMs = -7_200_000
    const tab = await device.tab()
    await time.pass(1000)
    expect(tab.kernel.status().clockOffsetMs).toBeCloseTo(7_200_000, -2)
    tab.die()
    device.fate = offline
    const next = await device.tab()
    await next.act('list.make', 'a', make)
    expect(device.operations()[0]?.clockOffsetMs).toBeCloseTo(7_200_000, -2)
  })

  test('a first filling is shown while it goes on, and never again', async () => {
    for (let i = 0; i < 2500; i += 1) {
      server.put(listRef(`p${i}`), { id: `p${i}`, words: [], scopes: ['lists'], closed: false }, ['lists'])
    }
    const tab = await device.tab()
    await time.pass(5000)
    const counts = tab.statuses.map(({ filling }) => filling?.documents)
    expect(counts).toContain(0)
    expect(counts.some((count) => (count ?? 0) >= 1000)).toBe(true)
    expect(tab.kernel.status().filling).toBeNull()
    expect(device.disk.rows()).toHaveLength(2500)
  })

  test('a till that has all its shifts does not wait for a scope that a reload has cut off while it was filled again', async () => {
    for (let i = 0; i < 2500; i += 1) {
      server.put(listRef(`p${i}`), { id: `p${i}`, words: [], scopes: ['lists'], closed: false }, ['lists'])
    }
    const tab = await device.tab()
    await time.pass(5000)
    tab.die()
    server.grant('d1', ['lists', 'more'])
    for (let i = 0; i < 1500; i += 1) {
      server.put(listRef(`m${i}`), { id: `m${i}`, words: [], scopes: ['more'], closed: false }, ['more'])
    }
    let rows = 0
    const before = await device.tab({ before: ({ what }) => (what === 'row' && (rows += 1) === 1200 ? 'crash' : null) })
    await time.pass(5000)
    before.die()
    expect(device.disk.rows()).toHaveLength(2500 + 1199)
    device.fate = offline
    const next = await device.tab()
    await time.pass(5000)
    expect(next.kernel.status()).toMatchObject({ connection: 'offline', filling: null })
  })

  test('a first filling that a reload has cut off is shown from the start, without a network too, until all is here', async () => {
    for (let i = 0; i < 2500; i += 1) {
      server.put(listRef(`p${i}`), { id: `p${i}`, words: [], scopes: ['lists'], closed: false }, ['lists'])
    }
    for (const cutAt of [1, 900, 1500, 2400]) {
      const fresh = createTestDevice({ server, time, id: 'd1' })
      let rows = 0
      const before = await fresh.tab({
        before: ({ what }) => (what === 'row' && (rows += 1) === cutAt ? 'crash' : null),
      })
      await time.pass(5000)
      before.die()
      expect(fresh.disk.rows().length).toBe(cutAt - 1)
      fresh.fate = offline
      const next = await fresh.tab()
      expect(next.kernel.status(), `cut at row ${cutAt}`).toMatchObject({ filling: { documents: 0 } })
      await time.pass(5000)
      expect(next.kernel.status()).toMatchObject({ connection: 'offline', filling: { documents: 0 } })
      fresh.fate = fine
      await time.pass(31_000)
      expect(next.kernel.status()).toMatchObject({ connection: 'online', filling: null })
      expect(fresh.disk.rows()).toHaveLength(2500)
      expect(Object.keys(fresh.disk.cursors()).sort()).toEqual(['device:d1', 'lists', '~epoch'])
      next.die()
      const later = await fresh.tab()
      expect(later.kernel.status().filling).toBeNull()
      later.die()
    }
  })
})
