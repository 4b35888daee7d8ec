// Pages come down and meet the device’s own work (S7, S8).
import { beforeEach, describe, expect, test } from 'vitest'
import type { WriteStep } from './memory-store.ts'
import type { Fate } from './testing/fake-transport.ts'
import { createTestDevice } from './testing/test-device.ts'
import { listRef, type List } from './testing/word-lists.ts'
import { createWorld, listOf, fine, make, offline, recorded, type World } from './testing/world.ts'

let time: World['time']
let server: World['server']
let device: World['device']
let pulls: World['pulls']
let putList: World['putList']
let fill: World['fill']
let heldIn: World['heldIn']
beforeEach(() => {
  ;({ time, server, device, pulls, putList, fill, heldIn } = createWorld())
})

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
    server.put(listRef('a'), { ...listOf('a', 'чужое'), closed: true }, ['lists'])
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
