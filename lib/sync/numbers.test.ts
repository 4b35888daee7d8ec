// Numbers that were lost, taken or moved (S21).
import { beforeEach, describe, expect, test } from 'vitest'
import { createTestDevice } from './testing/test-device.ts'
import { listRef } from './testing/word-lists.ts'
import { createWorld, fine, make, offline, type World } from './testing/world.ts'

let time: World['time']
let server: World['server']
let device: World['device']
let wordsOnServer: World['wordsOnServer']
let withBacklog: World['withBacklog']
beforeEach(() => {
  ;({ time, server, device, wordsOnServer, withBacklog } = createWorld())
})

/** So many operations have reached the server when the browser throws away all that the device held. */
const evictAfter = async (operations: number) => {
  const tab = await withBacklog(operations)
  device.fate = fine
  tab.kernel.syncNow()
  await time.pass(1000)
  tab.die()
  device.disk.evict()
}

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
    await evictAfter(4)
    const next = await device.tab()
    await time.pass(1000)
    expect(device.words('a')).toEqual(['w2', 'w3', 'w4'])
    expect(await next.act('list.add', 'a', { word: 'снова' })).toEqual({ kind: 'done', seq: 5 })
    await time.pass(1000)
    expect(wordsOnServer('a')).toEqual(['w2', 'w3', 'w4', 'снова'])
    expect(next.kernel.status().refused).toBe(0)
  })

  test('evicted, then the server is restored to before: nothing is sent for the numbers alone, and the next act brings them', async () => {
    const before = await device.tab()
    await before.act('list.make', 'a', make)
    await time.pass(1000)
    const restore = server.backup()
    for (const word of ['раз', 'два']) await before.act('list.add', 'a', { word })
    await time.pass(1000)
    before.die()
    device.disk.evict()
    const tab = await device.tab()
    await time.pass(5000)
    restore()
    tab.kernel.syncNow()
    await time.pass(60_000)
    expect(server.takenBy('d1')).toHaveLength(1)
    expect(await tab.act('list.add', 'a', { word: 'три' })).toEqual({ kind: 'done', seq: 4 })
    await time.pass(60_000)
    expect(server.takenBy('d1').map(({ verdict }) => verdict.kind)).toEqual(['accepted', 'lost', 'lost', 'accepted'])
    expect(wordsOnServer('a')).toEqual(['три'])
    expect(device.words('a')).toEqual(['три'])
  })

  test('a late verdict of before an eviction is not taken for one of new work under the same number', async () => {
    server.hold('list.make')
    const tab = await device.tab()
    await tab.act('list.make', 'a', make)
    await time.pass(1000)
    expect(device.states()).toEqual(['held'])
    tab.die()
    device.disk.evict()
    server.grant('d1', null)
    server.decideHeld('d1', 1)
    device.fate = (kind) => (kind === 'push' ? offline() : fine())
    const next = await device.tab()
    await next.act('list.make', 'b', make)
    await time.pass(5000)
    expect(device.states()).toEqual(['waiting'])
    device.fate = fine
    await time.pass(60_000)
    expect(server.document(listRef('b'))).not.toBeNull()
  })

  test('an evicted device that worked offline before it could know keeps that work, under new numbers', async () => {
    await evictAfter(6)
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
