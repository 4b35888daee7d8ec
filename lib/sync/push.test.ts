import { beforeEach, describe, expect, test } from 'vitest'
import type { PushInput } from '../protocol/sync.ts'
import { createFakeServer, type FakeServer } from './testing/fake-server.ts'
import type { Fate, RequestKind } from './testing/fake-transport.ts'
import { createTestDevice, type Tab, type TestDevice } from './testing/test-device.ts'
import { createVirtualTime, type VirtualTime } from './testing/virtual-time.ts'
import { listRef, wordLists, type List } from './testing/word-lists.ts'

let time: VirtualTime
let server: FakeServer
let device: TestDevice

beforeEach(() => {
  time = createVirtualTime()
  server = createFakeServer({ trade: wordLists, now: () => time.now() })
  server.grant('d1', ['lists'])
  device = createTestDevice({ server, time })
})

const offline = (): Fate => ({ what: 'offline' })
const fine = (): Fate => ({ what: 'ok' })
const make = { scopes: ['lists'] }
/** The next requests of this kind meet these fates, then all is well. */
const script = (kind: RequestKind, ...fates: Fate[]) => {
  device.fate = (asked) => (asked === kind ? (fates.shift() ?? fine()) : fine())
}
const pushes = (): PushInput[] =>
  device.requests.filter(({ kind }) => kind === 'push').map(({ input }) => input as PushInput)
const sentSeqs = (): number[][] => pushes().map(({ operations }) => operations.map(({ seq }) => seq))
const wordsOnServer = (id: string): string[] => (server.document(listRef(id))?.body as List).words

async function withBacklog(count: number): Promise<Tab> {
  device.fate = offline
  const tab = await device.tab()
  await tab.act('list.make', 'a', make)
  for (let i = 2; i <= count; i += 1) await tab.act('list.add', 'a', { word: `w${i}` })
  device.requests.length = 0
  return tab
}

describe('sending (S5)', () => {
  test('an act goes up at once', async () => {
    const tab = await device.tab()
    await time.pass(1000)
    await tab.act('list.make', 'a', make)
    await time.pass(5)
    expect(device.states()).toEqual(['accepted'])
  })

  test('a backlog goes up in the order of its numbers, at most 100 a request', async () => {
    const tab = await withBacklog(250)
    device.fate = fine
    tab.kernel.syncNow()
    await time.pass(1000)
    const sent = sentSeqs()
    expect(sent.flat()).toEqual(Array.from({ length: 250 }, (_, i) => i + 1))
    expect(Math.max(...sent.map((seqs) => seqs.length))).toBeLessThanOrEqual(100)
    expect(device.states().every((state) => state === 'accepted')).toBe(true)
    expect(wordsOnServer('a')).toEqual(Array.from({ length: 249 }, (_, i) => `w${i + 2}`))
    expect(device.words('a')).toEqual(wordsOnServer('a'))
    expect(device.row('a')?.pending).toBe(0)
  })

  test('the next request is on its way while the verdicts of the one before are written', async () => {
    const tab = await withBacklog(200)
    let writing = 0
    let overlapped = false
    tab.die()
    const slow = await device.tab({
      before: async ({ what }) => {
        if (what !== 'update') return null
        writing += 1
        await time.wait(1)
        writing -= 1
        return null
      },
    })
    device.fate = (kind) => {
      if (kind === 'push' && writing > 0) overlapped = true
      return fine()
    }
    slow.kernel.syncNow()
    await time.pass(5000)
    expect(overlapped).toBe(true)
    expect(device.states().every((state) => state === 'accepted')).toBe(true)
  })

  test('large payloads travel in smaller requests', async () => {
    device.fate = offline
    const tab = await device.tab()
    await tab.act('list.make', 'a', make)
    for (let i = 0; i < 40; i += 1) await tab.act('list.add', 'a', { word: 'в'.repeat(30_000) })
    device.requests.length = 0
    device.fate = fine
    tab.kernel.syncNow()
    await time.pass(1000)
    for (const input of pushes()) expect(JSON.stringify(input).length).toBeLessThan(1_100_000)
    expect(device.states().every((state) => state === 'accepted')).toBe(true)
  })

  test('a slow line that breaks off large requests gets smaller ones, until they pass', async () => {
    const tab = await withBacklog(100)
    device.fate = (kind) => {
      const last = pushes().at(-1)?.operations.length ?? 0
      return kind === 'push' && last > 10 ? { what: 'timeout' } : fine()
    }
    tab.kernel.syncNow()
    await time.pass(300_000)
    expect(device.states().every((state) => state === 'accepted')).toBe(true)
  })

  test('a reply lost after the commit changes nothing on the second try', async () => {
    const tab = await withBacklog(5)
    script('push', { what: 'lostReply' })
    tab.kernel.syncNow()
    await time.pass(30_000)
    expect(server.takenBy('d1')).toHaveLength(5)
    expect(wordsOnServer('a')).toEqual(['w2', 'w3', 'w4', 'w5'])
    expect(device.states().every((state) => state === 'accepted')).toBe(true)
    expect(device.words('a')).toEqual(['w2', 'w3', 'w4', 'w5'])
  })

  test.each(['twice', 'echo'] as const)('a request delivered %s changes nothing', async (what) => {
    const tab = await withBacklog(5)
    script('push', { what, echoMs: 2000 })
    tab.kernel.syncNow()
    await time.pass(1000)
    await tab.act('list.add', 'a', { word: 'w6' })
    await time.pass(30_000)
    expect(wordsOnServer('a')).toEqual(['w2', 'w3', 'w4', 'w5', 'w6'])
    expect(device.words('a')).toEqual(wordsOnServer('a'))
  })

  test.each(['offline', 'server', 'auth', 'limited', 'timeout'] as const)(
    'a failure of the way (%s) ends no operation, and the queue goes up by itself later',
    async (what) => {
      const tab = await withBacklog(3)
      script('push', { what }, { what }, { what })
      tab.kernel.syncNow()
      await time.pass(1)
      expect(device.states()).toEqual(['waiting', 'waiting', 'waiting'])
      await time.pass(120_000)
      expect(device.states()).toEqual(['accepted', 'accepted', 'accepted'])
    },
  )

  test('tries come less and less often while the server is away, and an act tries at once', async () => {
    const tab = await withBacklog(1)
    await time.pass(10 * 60_000)
    const inTenMinutes = pushes().length
    expect(inTenMinutes).toBeGreaterThan(15)
    expect(inTenMinutes).toBeLessThan(60)
    device.requests.length = 0
    await tab.act('list.add', 'a', { word: 'x' })
    await time.pass(1)
    expect(pushes()).toHaveLength(1)
  })

  test('killed between the reply and its verdicts: the next start asks again and hears the same', async () => {
    const tab = await withBacklog(3)
    tab.die()
    device.fate = fine
    const dying = await device.tab({ before: ({ what }) => (what === 'update' ? 'crash' : null) })
    await time.pass(1000)
    dying.die()
    expect(device.states()).toEqual(['waiting', 'waiting', 'waiting'])
    await device.tab()
    await time.pass(5000)
    expect(device.states()).toEqual(['accepted', 'accepted', 'accepted'])
    expect(server.takenBy('d1')).toHaveLength(3)
  })

  test('killed between two verdicts: the half that was written is kept, the rest is asked again', async () => {
    const tab = await withBacklog(4)
    tab.die()
    device.fate = fine
    let updates = 0
    const dying = await device.tab({ before: ({ what }) => (what === 'update' && ++updates === 3 ? 'crash' : null) })
    await time.pass(1000)
    dying.die()
    expect(device.states()).toEqual(['accepted', 'accepted', 'waiting', 'waiting'])
    await device.tab()
    await time.pass(5000)
    expect(device.states()).toEqual(['accepted', 'accepted', 'accepted', 'accepted'])
    expect(device.words('a')).toEqual(['w2', 'w3', 'w4'])
  })
})

describe('a refused operation (S6)', () => {
  async function refusedInTheMiddle(): Promise<Tab> {
    const tab = await withBacklog(2)
    await tab.act('list.close', 'a')
    await tab.act('list.make', 'b', make)
    server.put(listRef('a'), { id: 'a', words: ['чужое'], scopes: ['lists'], closed: false }, ['lists'])
    device.fate = fine
    tab.kernel.syncNow()
    await time.pass(1000)
    return tab
  }

  test('is undone in the view and never blocks the next one', async () => {
    await refusedInTheMiddle()
    expect(device.states()).toEqual(['refused', 'accepted', 'accepted', 'accepted'])
    expect(device.words('a')).toEqual(['чужое', 'w2'])
    expect(device.words('b')).toEqual([])
    expect(device.row('a')?.pending).toBe(0)
  })

  test('stays in the tray with its reason until a person has seen it, also over a restart', async () => {
    const tab = await refusedInTheMiddle()
    expect(tab.kernel.status().refused).toBe(1)
    tab.die()
    const next = await device.tab()
    expect(next.kernel.status().refused).toBe(1)
    expect(device.operations()[0]).toMatchObject({
      state: 'refused',
      seen: false,
      verdict: { kind: 'refused', reason: 'alreadyExists' },
    })
    await next.kernel.markSeen([1])
    expect(next.kernel.status().refused).toBe(0)
  })

  test('that only this device knew of takes its view with it', async () => {
    const tab = await withBacklog(1)
    await tab.act('list.make', 'bad', { scopes: ['elsewhere'] })
    server.put(listRef('bad'), { id: 'bad', words: [], scopes: ['other'], closed: false }, ['other'])
    device.fate = fine
    tab.kernel.syncNow()
    await time.pass(1000)
    expect(device.states()).toEqual(['accepted', 'refused'])
    expect(device.row('bad')).toBeNull()
  })

  test('killed between the verdict and the view: the next start undoes it', async () => {
    const tab = await withBacklog(1)
    tab.die()
    server.put(listRef('a'), { id: 'a', words: [], scopes: ['elsewhere'], closed: false }, ['elsewhere'])
    device.fate = (kind) => (kind === 'push' ? fine() : offline())
    const dying = await device.tab({ before: ({ what, key }) => (what === 'row' && key === 'list/a' ? 'crash' : null) })
    await time.pass(1000)
    dying.die()
    expect(device.states()).toEqual(['refused'])
    expect(device.row('a')).not.toBeNull()
    await device.tab()
    await time.pass(100)
    expect(device.row('a')).toBeNull()
  })
})

describe('a held operation (S22)', () => {
  async function heldOne(): Promise<Tab> {
    const tab = await device.tab()
    await tab.act('list.make', 'a', make)
    await time.pass(1000)
    server.hold('list.add')
    await tab.act('list.add', 'a', { word: 'своё' })
    await time.pass(1000)
    return tab
  }

  test('is shown as long as it is held, whatever else happens to its document', async () => {
    const tab = await heldOne()
    expect(device.states()).toEqual(['accepted', 'held'])
    expect(tab.kernel.status()).toMatchObject({ waiting: 0, held: 1 })
    server.put(listRef('a'), { id: 'a', words: ['чужое'], scopes: ['lists'], closed: false }, ['lists'])
    tab.transport.tell()
    await time.pass(1000)
    expect(device.words('a')).toEqual(['чужое', 'своё'])
  })

  test('is heard of when the office has it decided, and counts once', async () => {
    const tab = await heldOne()
    server.decideHeld('d1', 2)
    tab.transport.tell()
    await time.pass(1000)
    expect(device.states()).toEqual(['accepted', 'accepted'])
    expect(device.words('a')).toEqual(['своё'])
    expect(device.row('a')?.pending).toBe(0)
    expect(tab.kernel.status().held).toBe(0)
  })

  test('refused in the end, goes to the tray', async () => {
    const tab = await heldOne()
    server.put(listRef('a'), { id: 'a', words: [], scopes: ['lists'], closed: true }, ['lists'])
    server.decideHeld('d1', 2)
    tab.transport.tell()
    await time.pass(1000)
    expect(device.states()).toEqual(['accepted', 'refused'])
    expect(device.words('a')).toEqual([])
    expect(tab.kernel.status()).toMatchObject({ held: 0, refused: 1 })
  })

  test('decided while the reply that says "held" is still on its way: the decision stands', async () => {
    const tab = await device.tab()
    await tab.act('list.make', 'a', make)
    await time.pass(1000)
    server.hold('list.add')
    script('push', { what: 'ok', downMs: 20_000 })
    await tab.act('list.add', 'a', { word: 'своё' })
    await time.pass(1000)
    server.decideHeld('d1', 2)
    tab.transport.tell()
    await time.pass(1000)
    expect(device.states()).toEqual(['accepted', 'accepted'])
    await time.pass(30_000)
    expect(device.states()).toEqual(['accepted', 'accepted'])
    expect(device.words('a')).toEqual(['своё'])
  })

  test('decided late, its effect still on the way in a later page: it stays in the view (S8)', async () => {
    const tab = await heldOne()
    // A snapshot that counts its number as decided, without its effect.
    server.put(listRef('a'), { id: 'a', words: ['чужое'], scopes: ['lists'], closed: false }, ['lists'])
    tab.transport.tell()
    await time.pass(1000)
    expect(device.row('a')?.upTo).toBe(2)
    for (let i = 0; i < 4500; i += 1) {
      server.put(listRef(`p${i}`), { id: `p${i}`, words: [], scopes: ['lists'], closed: false }, ['lists'])
    }
    server.decideHeld('d1', 2)
    let pulls = 0
    device.fate = (kind) => (kind === 'pull' && ++pulls > 1 ? { what: 'ok', downMs: 5000 } : fine())
    tab.transport.tell()
    await time.pass(1000)
    expect(device.operations()[1]).toMatchObject({ state: 'accepted', settled: false })
    await tab.act('list.add', 'a', { word: 'потом' })
    expect(device.words('a')).toEqual(['чужое', 'своё', 'потом'])
    await time.pass(60_000)
    expect(device.words('a')).toEqual(['чужое', 'своё', 'потом'])
    expect(device.row('a')).toMatchObject({ pending: 0 })
  })

  test('of which only the documents told: it is shown although its number counts as sent (S8)', async () => {
    const tab = await device.tab()
    await tab.act('list.make', 'a', make)
    await time.pass(1000)
    server.hold('list.add')
    script('push', { what: 'lostReply' })
    await tab.act('list.add', 'a', { word: 'своё' })
    server.put(listRef('a'), { id: 'a', words: ['чужое'], scopes: ['lists'], closed: false }, ['lists'])
    await time.pass(5)
    tab.transport.tell()
    await time.pass(5)
    expect(device.states()).toEqual(['accepted', 'held'])
    expect(device.words('a')).toEqual(['чужое', 'своё'])
  })
})

describe('numbers (S21)', () => {
  test('a number whose content is gone is sent as lost, so that the rest can follow', async () => {
    const tab = await withBacklog(6)
    tab.die()
    for (const seq of [1, 3, 4]) device.disk.damage(seq)
    device.fate = fine
    await device.tab()
    await time.pass(1000)
    expect(server.takenBy('d1').map(({ verdict }) => verdict.kind)).toEqual([
      'lost',
      'refused',
      'lost',
      'lost',
      'refused',
      'refused',
    ])
    expect(device.operations().map(({ seq, state }) => `${seq} ${state}`)).toEqual([
      '2 refused',
      '5 refused',
      '6 refused',
    ])
  })

  test('a server restored from a backup is filled again from its devices', async () => {
    const tab = await device.tab()
    await tab.act('list.make', 'a', make)
    await time.pass(1000)
    const restore = server.backup()
    for (const word of ['раз', 'два', 'три']) await tab.act('list.add', 'a', { word })
    await time.pass(1000)
    expect(device.states()).toEqual(['accepted', 'accepted', 'accepted', 'accepted'])
    restore()
    await tab.act('list.add', 'a', { word: 'четыре' })
    await time.pass(5000)
    expect(wordsOnServer('a')).toEqual(['раз', 'два', 'три', 'четыре'])
    expect(device.words('a')).toEqual(['раз', 'два', 'три', 'четыре'])
    expect(device.row('a')?.pending).toBe(0)
    expect(device.states().every((state) => state === 'accepted')).toBe(true)
  })

  test('a restored server is noticed by a pull too, and no view loses own work meanwhile', async () => {
    const tab = await device.tab()
    await tab.act('list.make', 'a', make)
    await time.pass(1000)
    const restore = server.backup()
    await tab.act('list.add', 'a', { word: 'раз' })
    await time.pass(1000)
    const seen: (string[] | null)[] = []
    device.disk.watch(() => void seen.push(device.words('a')))
    restore()
    tab.transport.tell()
    await time.pass(5000)
    expect(wordsOnServer('a')).toEqual(['раз'])
    for (const words of seen) expect(words).toEqual(['раз'])
  })

  test('work of long ago that a restored server lacks is told as lost, not made up', async () => {
    const tab = await device.tab()
    await tab.act('list.make', 'a', make)
    await time.pass(1000)
    const restore = server.backup()
    await tab.act('list.add', 'a', { word: 'раз' })
    await tab.act('list.add', 'a', { word: 'два' })
    await time.pass(15 * 24 * 3_600_000)
    expect(device.operations().map(({ seq }) => seq)).toEqual([3])
    restore()
    await tab.act('list.add', 'a', { word: 'три' })
    await time.pass(5000)
    expect(server.takenBy('d1').map(({ verdict }) => verdict.kind)).toEqual([
      'accepted',
      'lost',
      'accepted',
      'accepted',
    ])
    expect(device.words('a')).toEqual(['два', 'три'])
  })

  test('an evicted device goes on above the numbers the server knows of it', async () => {
    const tab = await withBacklog(4)
    device.fate = fine
    tab.kernel.syncNow()
    await time.pass(1000)
    tab.die()
    device.disk.evict()
    const next = await device.tab()
    await time.pass(1000)
    expect(device.words('a')).toEqual(['w2', 'w3', 'w4'])
    expect(await next.act('list.add', 'a', { word: 'снова' })).toEqual({ kind: 'done', seq: 5 })
    await time.pass(1000)
    expect(wordsOnServer('a')).toEqual(['w2', 'w3', 'w4', 'снова'])
    expect(next.kernel.status().refused).toBe(0)
  })

  test('an evicted device that worked offline before it could know keeps that work, under new numbers', async () => {
    const tab = await withBacklog(6)
    device.fate = fine
    tab.kernel.syncNow()
    await time.pass(1000)
    tab.die()
    device.disk.evict()
    device.fate = offline
    const next = await device.tab()
    await next.act('list.make', 'b', make)
    await next.act('list.add', 'b', { word: 'раз' })
    await next.act('list.add', 'b', { word: 'два' })
    device.fate = fine
    next.kernel.syncNow()
    await time.pass(20_000)
    expect(wordsOnServer('b')).toEqual(['раз', 'два'])
    expect(device.words('b')).toEqual(['раз', 'два'])
    expect(server.takenBy('d1').map(({ verdict }) => verdict.kind)).toEqual(Array(9).fill('accepted'))
    expect(device.states()).toEqual(['accepted', 'accepted', 'accepted'])
  })

  test('a cloned disk: both go on as the same device, and no work of either is lost', async () => {
    const tab = await withBacklog(2)
    device.fate = fine
    tab.kernel.syncNow()
    await time.pass(1000)
    const clone = createTestDevice({ server, time, disk: device.disk.copy() })
    device.fate = clone.fate = offline
    const other = await clone.tab()
    await tab.act('list.add', 'a', { word: 'здесь' })
    await other.act('list.add', 'a', { word: 'там' })
    await other.act('list.add', 'a', { word: 'там ещё' })
    device.fate = clone.fate = fine
    tab.kernel.syncNow()
    await time.pass(1000)
    other.kernel.syncNow()
    await time.pass(20_000)
    tab.kernel.syncNow()
    await time.pass(20_000)
    expect(wordsOnServer('a')).toEqual(['w2', 'здесь', 'там', 'там ещё'])
    expect(device.words('a')).toEqual(wordsOnServer('a'))
    expect(clone.words('a')).toEqual(wordsOnServer('a'))
  })

  test('killed while numbers are moved: every act still counts once', async () => {
    for (let killAt = 1; killAt <= 12; killAt += 1) {
      const id = `k${killAt}`
      server.grant(id, ['lists'])
      const evicted = createTestDevice({ server, time, id })
      const first = await evicted.tab()
      for (let i = 0; i < 5; i += 1) await first.act('list.make', `${id}-${i}`, make)
      await time.pass(1000)
      first.die()
      evicted.disk.evict()
      evicted.fate = offline
      const second = await evicted.tab()
      await second.act('list.make', `${id}-b`, make)
      for (const word of ['раз', 'два', 'три']) await second.act('list.add', `${id}-b`, { word })
      second.die()
      evicted.fate = fine
      let steps = 0
      const dying = await evicted.tab({ before: () => (++steps === killAt ? 'crash' : null) })
      await time.pass(1000)
      dying.die()
      await evicted.tab()
      await time.pass(20_000)
      expect(wordsOnServer(`${id}-b`), `killed at write ${killAt}`).toEqual(['раз', 'два', 'три'])
      expect(evicted.words(`${id}-b`), `killed at write ${killAt}`).toEqual(['раз', 'два', 'три'])
    }
  })
})
