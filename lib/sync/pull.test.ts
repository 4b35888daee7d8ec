import { beforeEach, describe, expect, test } from 'vitest'
import type { PullInput } from '../protocol/sync.ts'
import type { WriteStep } from './memory-store.ts'
import { createFakeServer, type FakeServer } from './testing/fake-server.ts'
import type { Fate } from './testing/fake-transport.ts'
import { createTestDevice, type TestDevice } from './testing/test-device.ts'
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

const recorded =
  (steps: WriteStep[]) =>
  (step: WriteStep): null => {
    steps.push(step)
    return null
  }
const fine = (): Fate => ({ what: 'ok' })
const offline = (): Fate => ({ what: 'offline' })
const make = { scopes: ['lists'] }
const pulls = (): PullInput[] =>
  device.requests.filter(({ kind }) => kind === 'pull').map(({ input }) => input as PullInput)
const list = (id: string, ...words: string[]): List => ({ id, words, scopes: ['lists'], closed: false })
const putList = (id: string, scopes: string[], ...words: string[]) =>
  server.put(listRef(id), list(id, ...words), scopes)
const fill = (count: number, scope: string, prefix = 'p') => {
  for (let i = 0; i < count; i += 1) putList(`${prefix}${i}`, [scope])
}
const heldIn = (scope: string) => device.disk.rows().filter((row) => row.scopes.includes(scope)).length

describe('a page is written before its cursor (S7)', () => {
  test('in every order of writes, and with as few calls as there are replies', async () => {
    const steps: WriteStep[] = []
    fill(2500, 'lists')
    await device.tab({ before: recorded(steps) })
    await time.pass(5000)
    const stored = Number(device.disk.cursors().lists)
    expect(stored).toBe(server.clock())
    let rows = 0
    const atCursor: number[] = []
    for (const { what, key } of steps) {
      if (what === 'row') rows += 1
      if (what === 'cursors' && key === 'lists') atCursor.push(rows)
    }
    expect(atCursor[0]).toBe(0)
    expect(atCursor.slice(1)).toEqual([1000, 2500])
  })

  test('the next page is asked for while the present one is written, and its answer waits for it', async () => {
    fill(5000, 'lists')
    let askedMeanwhile = 0
    await device.tab({
      before: async ({ what, key }) => {
        if (what !== 'row' || key !== 'list/p0') return null
        await time.wait(20)
        askedMeanwhile = pulls().length
        return null
      },
    })
    await time.pass(1000)
    expect(askedMeanwhile).toBe(2)
    expect(heldIn('lists')).toBe(5000)
  })

  for (const fault of ['quota', 'closed', 'unknown', 'landed', 'crash'] as const) {
    test(`any failed write (${fault}) keeps the cursor; the same page comes again and is harmless`, async () => {
      fill(60, 'lists')
      for (let failAt = 1; failAt <= 64; failAt += 7) {
        const fresh = createTestDevice({ server, time, id: 'd1' })
        let writes = 0
        const tab = await fresh.tab({ before: () => (++writes === failAt ? fault : null) })
        await time.pass(50)
        const cursor = fresh.disk.cursors().lists ?? 0
        if (cursor > 0) expect(fresh.disk.rows().length).toBe(60)
        if (fault === 'crash' || fault === 'closed') {
          tab.die()
          await fresh.tab()
        }
        await time.pass(60_000)
        expect(fresh.disk.rows(), `failed at write ${failAt}`).toHaveLength(60)
        expect(fresh.disk.cursors().lists).toBe(server.clock())
        tab.die()
      }
    })
  }

  test('the same page twice writes nothing the second time', async () => {
    fill(30, 'lists')
    const tab = await device.tab()
    await time.pass(1000)
    tab.die()
    await device.disk.open().notes.setCursors({ lists: 5 })
    const before = device.disk.rows()
    let rowWrites = 0
    await device.tab({ before: ({ what }) => (what === 'row' && (rowWrites += 1), null) })
    await time.pass(1000)
    // A scope read from the middle needs no sweep: rows that stand there already stay the very same.
    expect(rowWrites).toBe(0)
    expect(device.disk.rows()).toEqual(before)
  })

  test('a power cut that takes rows but not their cursor is found by comparison and mended (S29)', async () => {
    fill(30, 'lists')
    const tab = await device.tab()
    await time.pass(1000)
    device.disk.powerCut({ rows: 12 })
    tab.die()
    expect(device.disk.rows().length).toBeLessThan(30)
    const next = await device.tab()
    await time.pass(200_000)
    expect(device.disk.rows()).toHaveLength(30)
    expect(next.kernel.differences()).toMatchObject([{ scope: 'lists', refilled: true }])
  })
})

describe('own work in the view (S8)', () => {
  /** Every state of a row that a screen could have shown. */
  const watched = (id: string): (string[] | null)[] => {
    const seen: (string[] | null)[] = []
    device.disk.watch((key, _before, after) => {
      if (key === `list/${id}`) seen.push((after?.body as List | null | undefined)?.words ?? null)
    })
    return seen
  }

  const orders: [string, { push: Fate; pull: Fate }][] = [
    ['the verdict comes first', { push: { what: 'ok' }, pull: { what: 'ok', downMs: 500 } }],
    ['the documents come first', { push: { what: 'ok', downMs: 500 }, pull: { what: 'ok' } }],
    ['the verdict is lost', { push: { what: 'lostReply' }, pull: { what: 'ok' } }],
    ['the documents are lost', { push: { what: 'ok' }, pull: { what: 'lostReply' } }],
  ]
  test.each(orders)('no flicker back when %s', async (_, fates) => {
    const tab = await device.tab()
    await tab.act('list.make', 'a', make)
    await time.pass(1000)
    const seen = watched('a')
    let first = { ...fates } as { push?: Fate; pull?: Fate }
    device.fate = (kind) => {
      if (kind === 'compare') return fine()
      const fate = first[kind] ?? fine()
      first = { ...first, [kind]: undefined }
      return fate
    }
    await tab.act('list.add', 'a', { word: 'своё' })
    await time.pass(3)
    putList('other', ['lists'])
    tab.transport.tell()
    await time.pass(60_000)
    expect(seen.length).toBeGreaterThan(1)
    for (const words of seen) expect(words).toEqual(['своё'])
    expect(device.row('a')).toMatchObject({ pending: 0, version: 2 })
    expect(device.operations().every(({ settled }) => settled)).toBe(true)
  })

  test('no flicker back when the documents come over many pages', async () => {
    const tab = await device.tab()
    await tab.act('list.make', 'a', make)
    await time.pass(1000)
    device.fate = offline
    await tab.act('list.add', 'a', { word: 'своё' })
    const seen = watched('a')
    fill(3000, 'lists')
    device.fate = fine
    tab.kernel.syncNow()
    await time.pass(5000)
    for (const words of seen) expect(words).toEqual(['своё'])
    expect(device.row('a')).toMatchObject({ pending: 0 })
    expect(device.disk.rows()).toHaveLength(3001)
  })

  test('an accepted act stays pending until its documents are here, and is not counted twice then', async () => {
    const tab = await device.tab()
    await tab.act('list.make', 'a', make)
    await time.pass(1000)
    device.fate = (kind) => (kind === 'pull' ? offline() : fine())
    await tab.act('list.add', 'a', { word: 'своё' })
    await time.pass(1000)
    expect(device.operations()[1]).toMatchObject({ state: 'accepted', settled: false })
    expect(device.row('a')).toMatchObject({ pending: 1, version: 1 })
    putList('a', ['lists'], 'чужое', 'своё')
    device.fate = fine
    tab.kernel.syncNow()
    await time.pass(1000)
    expect(device.words('a')).toEqual(['чужое', 'своё'])
    expect(device.operations()[1]).toMatchObject({ settled: true })
  })

  test('what comes down while own work waits is shown with it on top', async () => {
    const tab = await device.tab()
    await tab.act('list.make', 'a', make)
    await time.pass(1000)
    device.fate = (kind) => (kind === 'push' ? offline() : fine())
    await tab.act('list.add', 'a', { word: 'своё' })
    putList('a', ['lists'], 'чужое')
    tab.transport.tell()
    await time.pass(1000)
    expect(device.words('a')).toEqual(['чужое', 'своё'])
    expect(device.row('a')?.base).toMatchObject({ words: ['чужое'] })
  })

  test('waiting work that the new document no longer allows is left out of the view, remembered, and sent', async () => {
    const tab = await device.tab()
    await tab.act('list.make', 'a', make)
    await time.pass(1000)
    device.fate = (kind) => (kind === 'push' ? offline() : fine())
    await tab.act('list.add', 'a', { word: 'своё' })
    server.put(listRef('a'), { ...list('a', 'чужое'), closed: true }, ['lists'])
    tab.transport.tell()
    await time.pass(1000)
    expect(device.words('a')).toEqual(['чужое'])
    expect(device.row('a')).toMatchObject({ pending: 1, skipped: [2] })
    device.fate = fine
    tab.kernel.syncNow()
    await time.pass(1000)
    expect(device.states()).toEqual(['accepted', 'refused'])
    expect(device.row('a')).toMatchObject({ pending: 0, skipped: [] })
  })

  test('killed at any write of a page: views and operations agree after the next start', async () => {
    for (let killAt = 1; killAt <= 14; killAt += 1) {
      const id = `k${killAt}`
      server.grant(id, ['lists'])
      const own = createTestDevice({ server, time, id })
      const first = await own.tab()
      await first.act('list.make', id, make)
      await time.pass(500)
      own.fate = offline
      await first.act('list.add', id, { word: 'раз' })
      await first.act('list.add', id, { word: 'два' })
      first.die()
      own.fate = fine
      let steps = 0
      const dying = await own.tab({ before: () => (++steps === killAt ? 'crash' : null) })
      await time.pass(500)
      dying.die()
      expect(own.words(id), `killed at write ${killAt}`).toEqual(['раз', 'два'])
      await own.tab()
      await time.pass(5000)
      expect(own.words(id), `killed at write ${killAt}`).toEqual(['раз', 'два'])
      expect(own.row(id), `killed at write ${killAt}`).toMatchObject({ pending: 0 })
      expect(own.operations().every(({ settled }) => settled)).toBe(true)
    }
  })
})

describe('scopes (S9, S26)', () => {
  test('a document that left all scopes is removed', async () => {
    putList('a', ['lists'])
    const tab = await device.tab()
    await time.pass(1000)
    expect(device.row('a')).not.toBeNull()
    putList('a', ['elsewhere'])
    tab.transport.tell()
    await time.pass(1000)
    expect(device.row('a')).toBeNull()
  })

  test('pending work on it is kept, shown and still sent (S9)', async () => {
    putList('a', ['lists'])
    const tab = await device.tab()
    await time.pass(1000)
    device.fate = (kind) => (kind === 'push' ? offline() : fine())
    await tab.act('list.add', 'a', { word: 'своё' })
    putList('a', ['elsewhere'])
    tab.transport.tell()
    await time.pass(1000)
    expect(device.row('a')).toMatchObject({ scopes: [], pending: 1 })
    expect(device.words('a')).toEqual(['своё'])
    device.fate = fine
    tab.kernel.syncNow()
    await time.pass(1000)
    expect((server.document(listRef('a'))?.body as List).words).toEqual(['своё'])
    expect(device.states()).toEqual(['accepted'])
  })

  test('work that moves its own document away takes it along when it is decided', async () => {
    putList('a', ['lists'])
    const tab = await device.tab()
    await time.pass(1000)
    await tab.act('list.move', 'a', { scopes: ['elsewhere'] })
    await time.pass(1000)
    expect(device.row('a')).toBeNull()
    expect(device.operations()).toMatchObject([{ state: 'accepted', settled: true }])
  })

  test('a document that moves between two scopes of this device never disappears', async () => {
    server.grant('d1', ['lists', 'mine', 'catalog'])
    putList('a', ['lists'])
    const tab = await device.tab()
    await time.pass(1000)
    const seen: boolean[] = []
    device.disk.watch((key, _before, after) => void (key === 'list/a' && seen.push(after !== null)))
    putList('a', ['mine'])
    tab.transport.tell()
    await time.pass(1000)
    expect(seen).toEqual([true])
    expect(device.row('a')?.scopes).toEqual(['mine'])
  })

  test('nor when the two halves of the move come in different pages', async () => {
    server.grant('d1', ['lists', 'mine'])
    putList('a', ['lists'])
    const tab = await device.tab()
    await time.pass(1000)
    const seen: boolean[] = []
    device.disk.watch((key, _before, after) => void (key === 'list/a' && seen.push(after !== null)))
    fill(2100, 'mine')
    putList('a', ['mine'])
    tab.transport.tell()
    await time.pass(5000)
    expect(seen.every(Boolean)).toBe(true)
    expect(device.row('a')?.scopes).toEqual(['mine'])
    expect(device.disk.rows()).toHaveLength(2101)
  })

  test('killed between the two halves, a document that did leave is let go by the next pull', async () => {
    server.grant('d1', ['lists', 'mine'])
    putList('a', ['lists'])
    const tab = await device.tab()
    await time.pass(1000)
    tab.die()
    fill(2100, 'mine')
    putList('a', ['elsewhere'])
    let marked = false
    const dying = await device.tab({
      before: ({ what, key }) => {
        if (what === 'row' && key === 'list/a') marked = true
        return marked && what === 'cursors' ? 'crash' : null
      },
    })
    await time.pass(1000)
    dying.die()
    expect(device.row('a')?.scopes).toEqual(['~leaving'])
    await device.tab()
    await time.pass(5000)
    expect(device.row('a')).toBeNull()
  })

  test('a scope newly granted is filled from its beginning, a scope withdrawn is dropped (S26)', async () => {
    fill(40, 'lists')
    fill(30, 'mine', 'm')
    putList('both', ['lists', 'mine'])
    const tab = await device.tab()
    await time.pass(1000)
    expect([heldIn('lists'), heldIn('mine')]).toEqual([41, 0])
    server.grant('d1', ['mine'])
    tab.transport.tell()
    await time.pass(1000)
    expect([heldIn('lists'), heldIn('mine')]).toEqual([0, 31])
    expect(device.row('both')?.scopes).toEqual(['mine'])
    expect(device.disk.rows()).toHaveLength(31)
    expect(Object.keys(device.disk.cursors()).sort()).toEqual(['device:d1', 'mine', '~epoch'])
  })

  test('killed anywhere while a scope is dropped: the next pull finishes it', async () => {
    for (let killAt = 1; killAt <= 14; killAt += 2) {
      const id = `k${killAt}`
      server.grant(id, ['drop', 'stay'])
      for (let i = 0; i < 10; i += 1) putList(`drop${i}`, ['drop'])
      const own = createTestDevice({ server, time, id })
      const first = await own.tab()
      await time.pass(500)
      first.die()
      server.grant(id, ['stay'])
      let steps = 0
      const dying = await own.tab({ before: () => (++steps === killAt ? 'crash' : null) })
      await time.pass(500)
      dying.die()
      await own.tab()
      await time.pass(5000)
      expect(own.disk.rows(), `killed at write ${killAt}`).toEqual([])
      expect(Object.keys(own.disk.cursors()).sort()).toEqual([`device:${id}`, 'stay', '~epoch'])
    }
  })

  test('granted again before all of it was dropped: nothing is missing', async () => {
    for (let failAt = 1; failAt <= 14; failAt += 1) {
      const id = `g${failAt}`
      server.grant(id, ['drop', 'stay'])
      for (let i = 0; i < 10; i += 1) putList(`drop${i}`, ['drop'])
      const own = createTestDevice({ server, time, id })
      const first = await own.tab()
      await time.pass(500)
      first.die()
      server.grant(id, ['stay'])
      let steps = 0
      const dying = await own.tab({ before: () => (++steps === failAt ? 'crash' : null) })
      await time.pass(500)
      dying.die()
      server.grant(id, ['drop', 'stay'])
      await own.tab()
      await time.pass(5000)
      expect(own.disk.rows(), `killed at write ${failAt}`).toHaveLength(10)
    }
  })

  test('killed in the first page of a new scope, which is then withdrawn: nothing of it stays', async () => {
    fill(20, 'lists')
    const dying = await device.tab({
      before: ({ what, key }) => (what === 'row' && key === 'list/p9' ? 'crash' : null),
    })
    await time.pass(500)
    dying.die()
    expect(device.disk.rows().length).toBeGreaterThan(0)
    server.grant('d1', ['other'])
    await device.tab()
    await time.pass(5000)
    expect(device.disk.rows()).toEqual([])
  })

  test('a scope that the server starts again drops what does not come again', async () => {
    fill(20, 'lists')
    const tab = await device.tab()
    await time.pass(1000)
    const restore = server.backup()
    putList('later', ['lists'])
    for (let i = 0; i < 5; i += 1) putList('p0', ['lists'], `w${i}`)
    tab.transport.tell()
    await time.pass(1000)
    expect(device.disk.rows()).toHaveLength(21)
    restore()
    tab.transport.tell()
    await time.pass(1000)
    expect(device.disk.rows()).toHaveLength(20)
    expect(device.words('p0')).toEqual([])
  })

  test('killed while a scope is filled again: it starts again, and what must go goes', async () => {
    for (let killAt = 1; killAt <= 30; killAt += 3) {
      const own = createTestDevice({ server, time })
      fill(20, 'lists')
      const first = await own.tab()
      await time.pass(500)
      first.die()
      const repair = own.disk.open()
      const ghosts = ['ghost1', 'ghost2', 'ghost3'].map(listRef)
      await repair.documents.change(ghosts, async () =>
        ghosts.map((ref) => ({
          ref,
          version: 1,
          upTo: 0,
          asOf: 1,
          scopes: ['lists'],
          base: {},
          body: {},
          pending: 0,
          skipped: [],
        })),
      )
      await repair.notes.setCursors({ lists: 0 })
      let steps = 0
      const dying = await own.tab({ before: () => (++steps === killAt ? 'crash' : null) })
      await time.pass(500)
      dying.die()
      await own.tab()
      await time.pass(5000)
      expect(own.disk.rows(), `killed at write ${killAt}`).toHaveLength(20)
    }
  })

  test('withdrawn and granted again while a request was under way: the scope is filled anew', async () => {
    fill(30, 'lists')
    const tab = await device.tab()
    await time.pass(1000)
    server.grant('d1', [])
    tab.transport.tell()
    await time.pass(1000)
    server.grant('d1', ['lists'])
    tab.transport.tell()
    await time.pass(1000)
    expect(device.disk.rows()).toHaveLength(30)
  })

  test('nothing is dropped while nobody is signed in (S10)', async () => {
    fill(10, 'lists')
    const tab = await device.tab()
    await time.pass(1000)
    server.grant('d1', null)
    tab.transport.tell()
    await time.pass(60_000)
    expect(device.disk.rows()).toHaveLength(10)
    expect(tab.kernel.status().connection).toBe('signInNeeded')
  })
})

describe('asking for changes', () => {
  test('news during a request are asked for once more, not once each', async () => {
    const tab = await device.tab()
    await time.pass(1000)
    device.requests.length = 0
    device.fate = () => ({ what: 'ok', downMs: 100 })
    for (let i = 0; i < 20; i += 1) {
      putList(`n${i}`, ['lists'])
      tab.transport.tell()
    }
    await time.pass(1000)
    expect(pulls().length).toBeLessThanOrEqual(3)
    expect(device.disk.rows()).toHaveLength(20)
  })

  test('a server that moves nothing forward is left alone after some tries', async () => {
    const tab = await device.tab()
    await time.pass(1000)
    tab.transport.pull = async () => ({
      kind: 'pages',
      epoch: 1,
      asOf: server.clock(),
      deviceSeq: 0,
      scopes: ['device:d1', 'lists'],
      pages: [{ scope: 'lists', from: server.clock(), to: server.clock(), more: true, changes: [] }],
      serverTime: time.now(),
    })
    tab.kernel.syncNow()
    await time.pass(1)
    expect(tab.kernel.status().connection).toBe('serverDown')
  })
})

describe('comparing (S29)', () => {
  async function withGhost() {
    fill(12, 'lists')
    const tab = await device.tab()
    await time.pass(1000)
    await device.disk.open().documents.change([listRef('p3')], async () => [null])
    return tab
  }

  test('a difference makes that scope come again, once, and is recorded', async () => {
    const tab = await withGhost()
    tab.kernel.compareNow()
    await time.pass(5000)
    expect(device.disk.rows()).toHaveLength(12)
    expect(tab.kernel.differences()).toMatchObject([{ scope: 'lists', refilled: true }])
    tab.kernel.compareNow()
    await time.pass(5000)
    expect(tab.kernel.differences()).toHaveLength(1)
  })

  test('every scope is compared by itself some time after a start', async () => {
    const tab = await withGhost()
    tab.transport.stream('closed')
    await time.pass(300_000)
    expect(device.disk.rows()).toHaveLength(12)
  })

  test('a difference that comes again is told to a person and not pulled for ever', async () => {
    const tab = await withGhost()
    tab.transport.compare = async () => ({ kind: 'different' })
    tab.kernel.compareNow()
    await time.pass(5000)
    const before = pulls().length
    tab.kernel.compareNow()
    await time.pass(5000)
    expect(pulls().length - before).toBeLessThanOrEqual(2)
    expect(tab.kernel.status().trouble).toMatchObject({ kind: 'fault' })
  })

  test('a scope that always changes is passed over until its next turn, and the others have theirs', async () => {
    server.grant('d1', ['lists', 'more'])
    server.put(listRef('m'), { id: 'm', words: [], scopes: ['more'], closed: false }, ['more'])
    fill(3, 'lists')
    const tab = await device.tab()
    await time.pass(1000)
    const asked: string[] = []
    tab.transport.compare = async ({ scope }) => {
      asked.push(scope)
      return { kind: scope === 'lists' ? 'behind' : 'same' }
    }
    tab.transport.stream('closed')
    await time.pass(10 * 60_000)
    expect(new Set(asked)).toEqual(new Set(['lists', 'more', 'device:d1']))
  })

  test('own pending work makes no difference', async () => {
    fill(3, 'lists')
    const tab = await device.tab()
    await time.pass(1000)
    device.fate = (kind) => (kind === 'push' ? offline() : fine())
    await tab.act('list.add', 'p1', { word: 'своё' })
    await tab.act('list.make', 'new', make)
    tab.kernel.compareNow()
    await time.pass(5000)
    expect(tab.kernel.differences()).toEqual([])
  })
})
