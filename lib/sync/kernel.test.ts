import { beforeEach, describe, expect, test } from 'vitest'
import type { Fault, WriteStep } from './memory-store.ts'
import { createFakeServer, type FakeServer } from './testing/fake-server.ts'
import { anna, createTestDevice, type TestDevice } from './testing/test-device.ts'
import { createVirtualTime, type VirtualTime } from './testing/virtual-time.ts'
import { listRef, wordLists } from './testing/word-lists.ts'

let time: VirtualTime
let server: FakeServer
let device: TestDevice

beforeEach(() => {
  time = createVirtualTime()
  server = createFakeServer({ trade: wordLists, now: () => time.now() })
  server.grant('d1', ['lists'])
  device = createTestDevice({ server, time })
})

const offline = () => ({ what: 'offline' as const })
const recorded =
  (steps: WriteStep[]) =>
  (step: WriteStep): null => {
    steps.push(step)
    return null
  }
const fine = () => ({ what: 'ok' as const })
const make = { scopes: ['lists'] }

describe('acting', () => {
  test('an act is on the disk before anyone is told, and in the view (S1)', async () => {
    device.fate = offline
    const steps: WriteStep[] = []
    const tab = await device.tab({ before: recorded(steps) })
    expect(await tab.act('list.make', 'a', make)).toEqual({ kind: 'done', seq: 1 })
    expect(await tab.act('list.add', 'a', { word: 'вода' })).toEqual({ kind: 'done', seq: 2 })
    expect(steps.map(({ what, key }) => `${what} ${key}`)).toEqual(['append 1', 'row list/a', 'append 2', 'row list/a'])
    expect(device.words('a')).toEqual(['вода'])
    expect(device.row('a')).toMatchObject({ version: 0, pending: 2, base: null, scopes: [] })
  })

  test('what the rules refuse on the device is refused there, and nothing is written', async () => {
    const tab = await device.tab()
    expect(await tab.act('list.add', 'none', { word: 'x' })).toEqual({
      kind: 'refused',
      reason: 'notFound',
      params: {},
    })
    expect(device.operations()).toEqual([])
    expect(device.disk.rows()).toEqual([])
  })

  test('what could not travel is refused there, because it would stand in the way of everything after it (S5)', async () => {
    const tab = await device.tab()
    const tooLarge = await tab.act('list.make', 'a', { scopes: ['x'.repeat(70_000)] })
    expect(tooLarge).toEqual({ kind: 'refused', reason: 'badRequest', params: { path: 'payload' } })
    const tooLong = await tab.act('list.make', 'a'.repeat(121), make)
    expect(tooLong).toMatchObject({ kind: 'refused', reason: 'badRequest' })
    expect(device.operations()).toEqual([])
  })

  test('a disk that takes nothing is told to the person, and the act has not happened (S1)', async () => {
    let full = true
    const tab = await device.tab({ before: () => (full ? 'quota' : null) })
    expect(await tab.act('list.make', 'a', make)).toEqual({ kind: 'failed', failure: 'quota' })
    expect(device.operations()).toEqual([])
    expect(device.disk.rows()).toEqual([])
    full = false
    expect(await tab.act('list.make', 'a', make)).toEqual({ kind: 'done', seq: 1 })
  })

  test('an append that failed but landed is done, not done twice (S1)', async () => {
    device.fate = offline
    const tab = await device.tab({ before: ({ what }) => (what === 'append' ? 'landed' : null) })
    expect(await tab.act('list.make', 'a', make)).toEqual({ kind: 'done', seq: 1 })
    expect(device.operations()).toHaveLength(1)
  })

  test('numbers count 1, 2, 3… whatever the clock does (S2)', async () => {
    device.fate = offline
    const tab = await device.tab()
    for (const skewMs of [0, -7_200_000, 7_200_000, -7_200_000]) {
      device.skewMs = skewMs
      await tab.act('list.make', `a${skewMs}${device.operations().length}`, make)
    }
    expect(device.operations().map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
  })

  test('two tabs acting at once take different numbers, none is left out (S2)', async () => {
    device.fate = offline
    const [one, other] = [await device.tab(), await device.tab()]
    const acts = Array.from({ length: 10 }, (_, i) => (i % 2 ? one : other).act('list.make', `a${i}`, make))
    const results = await Promise.all(acts)
    const seqs = results.flatMap((result) => (result.kind === 'done' ? [result.seq] : []))
    expect(seqs.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(device.operations()).toHaveLength(10)
  })

  test('a number taken by a tab without the lock is passed over (S2)', async () => {
    device.fate = offline
    const tab = await device.tab()
    const stranger = device.disk.open()
    const [mine] = await Promise.all([
      tab.act('list.make', 'a', make),
      tab.store.operations.lastSeq().then(() => stranger.operations.append({ ...sample, seq: 1 })),
    ])
    const seqs = device.operations().map(({ seq }) => seq)
    expect(new Set(seqs).size).toBe(seqs.length)
    expect(mine.kind).toBe('done')
  })

  test('in the same tick, two acts on one document both stand in its view', async () => {
    device.fate = offline
    const [one, other] = [await device.tab(), await device.tab()]
    await one.act('list.make', 'a', make)
    await Promise.all([
      one.act('list.add', 'a', { word: 'один' }),
      other.act('list.add', 'a', { word: 'два' }),
      one.act('list.add', 'a', { word: 'три' }),
    ])
    expect(device.words('a')?.toSorted()).toEqual(['два', 'один', 'три'])
    expect(device.row('a')?.pending).toBe(4)
  })

  test('an act of one tab is not lost while another tab makes the same view anew (S3)', async () => {
    server.put(listRef('rules'), { id: 'rules', words: ['нельзя'], scopes: ['office'], closed: false }, ['office'])
    let slow = false
    const leading = await device.tab({ reading: () => (slow ? time.wait(10) : undefined) })
    const other = await device.tab()
    await leading.act('list.make', 'a', { scopes: ['lists'], rules: 'rules' })
    await time.pass(1000)
    // The server knows the rules and refuses; its verdict makes the leading tab rebuild the view, slowly.
    await leading.act('list.add', 'a', { word: 'нельзя' })
    device.fate = (kind) => (kind === 'pull' ? offline() : fine())
    slow = true
    for (let ms = 0; ms < 120 && device.states()[1] !== 'refused'; ms += 1) await time.pass(1)
    expect(device.states()[1]).toBe('refused')
    const done: string[] = []
    const missing = new Set<string>()
    device.disk.watch(() =>
      done.filter((word) => !device.words('a')?.includes(word)).forEach((word) => missing.add(word)),
    )
    for (let i = 0; i < 6; i += 1) {
      await other.act('list.add', 'a', { word: `w${i}` })
      done.push(`w${i}`)
      await time.pass(7)
    }
    await time.pass(500)
    expect([...missing]).toEqual([])
    expect(device.words('a')).toEqual(['w0', 'w1', 'w2', 'w3', 'w4', 'w5'])
  })

  test('a closed list is closed for the next act of another tab', async () => {
    device.fate = offline
    const [one, other] = [await device.tab(), await device.tab()]
    await one.act('list.make', 'a', make)
    await one.act('list.close', 'a')
    expect(await other.act('list.add', 'a', { word: 'x' })).toMatchObject({
      kind: 'refused',
      reason: 'alreadyFinished',
    })
  })
})

const sample = {
  deviceId: 'd1',
  seq: 1,
  actorId: 'anna',
  actor: anna,
  kind: 'list.make',
  target: listRef('stranger'),
  payload: { scopes: ['lists'] },
  madeAt: 1,
  clockOffsetMs: null,
  schema: 1,
  state: 'waiting',
  verdict: null,
  clock: null,
  settled: false,
  seen: false,
} as const

describe('views (S3)', () => {
  const failRowOnce = (fault: Fault) => {
    let armed = true
    return {
      before: ({ what }: WriteStep) => {
        if (!armed || what !== 'row') return null
        armed = false
        return fault
      },
    }
  }

  test('an act whose view could not be written is done, and the view comes with the next chance', async () => {
    device.fate = offline
    const tab = await device.tab(failRowOnce('quota'))
    await time.pass(1)
    expect(await tab.act('list.make', 'a', make)).toEqual({ kind: 'done', seq: 1 })
    expect(device.row('a')).toBeNull()
    expect(tab.kernel.status().trouble).toMatchObject({ kind: 'quota' })
    device.fate = fine
    await time.pass(5000)
    expect(device.row('a')?.body).toMatchObject({ id: 'a' })
    expect(tab.kernel.status().trouble).toBeNull()
    expect(server.takenBy('d1')).toHaveLength(1)
  })

  test('an act decides on what was done before it, also when that view could not be written', async () => {
    device.fate = offline
    const tab = await device.tab(failRowOnce('quota'))
    await tab.act('list.make', 'a', make)
    expect(await tab.act('list.make', 'a', make)).toMatchObject({ kind: 'refused', reason: 'alreadyExists' })
  })

  test('killed between the operation and its view: the next start makes the view (S3)', async () => {
    device.fate = offline
    const tab = await device.tab(failRowOnce('crash'))
    await tab.act('list.make', 'a', make)
    tab.die()
    expect(device.row('a')).toBeNull()
    await device.tab()
    await time.pass(1)
    expect(device.row('a')).toMatchObject({ pending: 1, body: { id: 'a' } })
  })

  test('all views can be lost and are made again from documents and operations (S3, S13)', async () => {
    const tab = await device.tab()
    await tab.act('list.make', 'a', make)
    await time.pass(1000)
    device.fate = offline
    await tab.act('list.add', 'a', { word: 'вода' })
    await tab.act('list.make', 'b', make)
    const before = device.disk.rows()
    tab.die()
    const repair = device.disk.open()
    await repair.documents.change(
      before.map(({ ref }) => ref),
      async (rows) => rows.map((row) => row && (row.version === 0 ? null : { ...row, body: null, pending: 9 })),
    )
    await device.tab()
    await time.pass(1)
    const byId = (rows: typeof before) => rows.toSorted((a, b) => (a.ref.id < b.ref.id ? -1 : 1))
    expect(byId(device.disk.rows())).toEqual(byId(before))
  })

  test('rules that break on an operation leave it out of the view, say so, and let it travel', async () => {
    const tab = await device.tab()
    await tab.act('list.make', 'a', make)
    await time.pass(1000)
    device.fate = offline
    await tab.act('list.add', 'a', { word: 'вода' })
    await tab.store.operations.append({ ...sample, seq: 3, kind: 'list.fault', target: listRef('a') })
    tab.die()
    const next = await device.tab()
    await time.pass(1)
    expect(device.row('a')).toMatchObject({ pending: 2, skipped: [3] })
    expect(device.words('a')).toEqual(['вода'])
    expect(next.kernel.status().trouble).toMatchObject({ kind: 'fault', message: 'The rules are broken' })
  })

  test('what another document says counts in the view: the facts are this device’s own views', async () => {
    device.fate = offline
    const tab = await device.tab()
    await tab.act('list.make', 'rules', make)
    await tab.act('list.add', 'rules', { word: 'нельзя' })
    await tab.act('list.make', 'a', { scopes: ['lists'], rules: 'rules' })
    expect(await tab.act('list.add', 'a', { word: 'нельзя' })).toMatchObject({ reason: 'notOrderable' })
    expect(await tab.act('list.add', 'a', { word: 'можно' })).toMatchObject({ kind: 'done' })
  })
})

describe('tabs (S4)', () => {
  const pulls = () => device.requests.filter(({ kind }) => kind === 'pull').length

  test('one tab talks to the server', async () => {
    const [one, other] = [await device.tab(), await device.tab()]
    await time.pass(1000)
    expect([one, other].map(({ kernel }) => kernel.status().leader)).toEqual([true, false])
    expect(other.transport).toBeDefined()
    const before = pulls()
    other.kernel.syncNow()
    await time.pass(1000)
    expect(pulls()).toBe(before)
  })

  test('another tab takes over when the leading one dies, and sends what was left', async () => {
    const one = await device.tab()
    const other = await device.tab()
    await time.pass(1000)
    device.fate = offline
    await one.act('list.make', 'a', make)
    await other.act('list.make', 'b', make)
    one.die()
    device.fate = fine
    await time.pass(5000)
    expect(other.kernel.status().leader).toBe(true)
    expect(server.takenBy('d1')).toHaveLength(2)
    expect(device.states()).toEqual(['accepted', 'accepted'])
  })

  test('an act of a tab that does not lead goes up when the leading one is woken', async () => {
    const one = await device.tab()
    const other = await device.tab()
    await time.pass(1000)
    await other.act('list.make', 'b', make)
    expect(server.takenBy('d1')).toHaveLength(0)
    one.kernel.wake()
    await time.pass(100)
    expect(server.takenBy('d1')).toHaveLength(1)
    expect(one.kernel.status().waiting).toBe(0)
  })

  test('an act of a tab that died before it could say so is shown and sent by the leading one (S3)', async () => {
    await device.tab()
    await time.pass(1000)
    const other = await device.tab({ before: ({ what }) => (what === 'row' ? 'closed' : null) })
    await other.act('list.make', 'b', make)
    other.die()
    expect(device.row('b')).toBeNull()
    await time.pass(300_000)
    expect(server.takenBy('d1')).toHaveLength(1)
    expect(device.row('b')).toMatchObject({ pending: 0, version: 1 })
  })

  test('a tab that does not lead shows what the leading one says', async () => {
    const [one, other] = [await device.tab(), await device.tab()]
    await time.pass(1000)
    other.kernel.hear(one.kernel.status())
    expect(other.kernel.status()).toMatchObject({ connection: 'online', leader: false })
    one.kernel.hear({ ...other.kernel.status(), connection: 'offline' })
    expect(one.kernel.status().connection).toBe('online')
  })

  test('a tab that is closed orderly lets another one lead, also in the middle of a request', async () => {
    const [one, other] = [await device.tab(), await device.tab()]
    device.fate = () => ({ what: 'ok', downMs: 60_000 })
    await time.pass(100)
    await one.kernel.dispose()
    await time.pass(100)
    expect(one.kernel.status().leader).toBe(false)
    expect(other.kernel.status().leader).toBe(true)
  })
})

describe('work that needs no server goes on (S10)', () => {
  test('signed out, and with the session over, the queue still goes up and nothing is dropped', async () => {
    const tab = await device.tab()
    await tab.act('list.make', 'a', make)
    await time.pass(1000)
    device.fate = offline
    await tab.act('list.add', 'a', { word: 'вода' })
    server.grant('d1', null)
    device.signedIn = null
    device.fate = fine
    tab.kernel.syncNow()
    await time.pass(1000)
    expect(device.states()).toEqual(['accepted', 'accepted'])
    expect(device.words('a')).toEqual(['вода'])
    expect(tab.kernel.status().connection).toBe('signInNeeded')
    server.grant('d1', ['lists'])
    device.signedIn = anna
    tab.kernel.syncNow()
    await time.pass(1000)
    expect(tab.kernel.status().connection).toBe('online')
    expect(device.row('a')).toMatchObject({ pending: 0, version: 2 })
  })

  test('a revoked device keeps everything and goes on working (S10)', async () => {
    const tab = await device.tab()
    await tab.act('list.make', 'a', make)
    await time.pass(1000)
    server.revoke('d1')
    await tab.act('list.add', 'a', { word: 'вода' })
    await time.pass(60_000)
    expect(tab.kernel.status()).toMatchObject({ connection: 'deviceRevoked', waiting: 1 })
    expect(device.words('a')).toEqual(['вода'])
    expect(await tab.act('list.add', 'a', { word: 'хлеб' })).toEqual({ kind: 'done', seq: 3 })
  })

  test('an app that is too old is told to update, after its queue has been taken (S28)', async () => {
    const tab = await device.tab()
    server.requireProtocol(2)
    await tab.act('list.make', 'a', make)
    await time.pass(60_000)
    expect(tab.kernel.status().connection).toBe('updateRequired')
    expect(device.states()).toEqual(['accepted'])
    expect(device.words('a')).toEqual([])
  })

  test('a browser that is not enrolled asks nothing and writes nothing', async () => {
    device.enrolled = false
    const tab = await device.tab()
    tab.kernel.syncNow()
    expect(await tab.act('list.make', 'a', make)).toMatchObject({ kind: 'refused', reason: 'notAllowed' })
    await time.pass(60_000)
    expect(device.requests).toEqual([])
    device.enrolled = true
    tab.kernel.syncNow()
    await time.pass(1000)
    expect(tab.kernel.status().connection).toBe('online')
  })
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
})
