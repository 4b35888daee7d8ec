// Documents come and go with their scopes (S9, S26).
import { beforeEach, describe, expect, test } from 'vitest'
import { createTestDevice, type TestDevice } from './testing/test-device.ts'
import { listRef, type List } from './testing/word-lists.ts'
import { createWorld, fine, offline, type World } from './testing/world.ts'

let time: World['time']
let server: World['server']
let device: World['device']
let putList: World['putList']
let fill: World['fill']
let heldIn: World['heldIn']
beforeEach(() => {
  ;({ time, server, device, putList, fill, heldIn } = createWorld())
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

  /** A device of ten lists in the scope `drop`, which is withdrawn; the tab that drops it dies before this write. */
  async function killedWhileDropping(id: string, atWrite: number): Promise<TestDevice> {
    server.grant(id, ['drop', 'stay'])
    for (let i = 0; i < 10; i += 1) putList(`drop${i}`, ['drop'])
    const own = createTestDevice({ server, time, id })
    const first = await own.tab()
    await time.pass(500)
    first.die()
    server.grant(id, ['stay'])
    let steps = 0
    const dying = await own.tab({ before: () => (++steps === atWrite ? 'crash' : null) })
    await time.pass(500)
    dying.die()
    return own
  }

  test('killed anywhere while a scope is dropped: the next pull finishes it', async () => {
    for (let killAt = 1; killAt <= 14; killAt += 2) {
      const id = `k${killAt}`
      const own = await killedWhileDropping(id, killAt)
      await own.tab()
      await time.pass(5000)
      expect(own.disk.rows(), `killed at write ${killAt}`).toEqual([])
      expect(Object.keys(own.disk.cursors()).sort()).toEqual([`device:${id}`, 'stay', '~epoch'])
    }
  })

  test('granted again before all of it was dropped: nothing is missing', async () => {
    for (let failAt = 1; failAt <= 14; failAt += 1) {
      const id = `g${failAt}`
      const own = await killedWhileDropping(id, failAt)
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
