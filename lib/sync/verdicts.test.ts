// What becomes of an operation when the server has spoken (S6, S22).
import { beforeEach, describe, expect, test } from 'vitest'
import type { Tab } from './testing/test-device.ts'
import { listRef, type List } from './testing/word-lists.ts'
import { createWorld, fine, make, offline, type World } from './testing/world.ts'

let time: World['time']
let server: World['server']
let device: World['device']
let script: World['script']
let pulls: World['pulls']
let withBacklog: World['withBacklog']
beforeEach(() => {
  ;({ time, server, device, script, pulls, withBacklog } = createWorld())
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

  test('of which more are decided at once than a page tells: each counts once in every view between the pages (S8)', async () => {
    const tab = await heldOne()
    const own = ['своё']
    for (let i = 2; i <= 150; i += 1) {
      own.push(`своё ${i}`)
      await tab.act('list.add', 'a', { word: `своё ${i}` })
    }
    await time.pass(1000)
    expect(tab.kernel.status().held).toBe(150)
    // A line that fails makes the pages small.
    script('pull', ...Array.from({ length: 8 }, offline))
    tab.transport.tell()
    await time.pass(120_000)
    for (let seq = 2; seq <= 151; seq += 1) server.decideHeld('d1', seq)
    const seen: (string[] | undefined)[] = []
    device.disk.watch((key, _before, after) => {
      if (key === 'list/a') seen.push((after?.body as List | undefined)?.words)
    })
    device.requests.length = 0
    tab.transport.tell()
    await time.pass(60_000)
    expect(pulls()[0]?.limit).toBeLessThan(150)
    expect(seen.length).toBeGreaterThan(0)
    for (const words of seen) expect(words).toEqual(own)
    expect(device.row('a')).toMatchObject({ pending: 0 })
    expect(tab.kernel.status().held).toBe(0)
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
