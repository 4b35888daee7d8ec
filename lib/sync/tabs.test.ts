// What the tabs of one device know of each other's work (S4, S6).
import { beforeEach, describe, expect, test } from 'vitest'
import { anna, type Tab } from './testing/test-device.ts'
import { listRef } from './testing/word-lists.ts'
import { createTally } from './tally.ts'
import { createWorld, fine, make, offline, type World } from './testing/world.ts'

let time: World['time']
let server: World['server']
let device: World['device']
beforeEach(() => {
  ;({ time, server, device } = createWorld())
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

  test('users.md 15: a tab that does not lead puts its acts right by the clock difference that the leading one learnt', async () => {
    device.skewMs = -7_200_000
    const one = await device.tab()
    const other = await device.tab()
    await time.pass(1000)
    other.kernel.hear(one.kernel.status())
    await other.act('list.make', 'a', make)
    expect(device.operations()[0]?.clockOffsetMs).toBeCloseTo(7_200_000, -2)
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

  test('and so is one that was told of, by a tab that died before its view, also without a network (S3)', async () => {
    device.fate = offline
    const one = await device.tab()
    await time.pass(1000)
    const other = await device.tab({ before: ({ what }) => (what === 'row' ? 'closed' : null) })
    await other.act('list.make', 'b', make)
    other.die()
    one.kernel.wake([1])
    expect(device.row('b')).toBeNull()
    await time.pass(60_000)
    expect(device.row('b')).toMatchObject({ pending: 1 })
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

describe('a leading tab and another', () => {
  let leader: Tab
  let follower: Tab
  beforeEach(async () => {
    leader = await device.tab()
    await time.pass(1000)
    follower = await device.tab()
  })

  test('a tab that does not lead hears of verdicts: nothing stays "not sent" there for ever', async () => {
    await follower.act('list.make', 'b', make)
    await follower.act('list.add', 'b', { word: 'x' })
    leader.kernel.wake([1, 2])
    await time.pass(2000)
    expect(device.states()).toEqual(['accepted', 'accepted'])
    follower.kernel.wake([1, 2])
    await time.pass(100)
    expect(follower.kernel.status().waiting).toBe(0)
  })

  test('a refusal read in one tab is read in the other (S6)', async () => {
    device.fate = () => ({ what: 'offline' })
    await leader.act('list.make', 'b', make)
    server.put(listRef('b'), { id: 'b', words: [], scopes: ['lists'], closed: false }, ['lists'])
    device.fate = () => ({ what: 'ok' })
    await time.pass(60_000)
    expect(leader.kernel.status().refused).toBe(1)
    await follower.kernel.markSeen([1])
    leader.kernel.wake([1])
    await time.pass(100)
    expect(leader.kernel.status().refused).toBe(0)
  })

  test('numbers that both tabs gave out in turn are all known to the leading one', async () => {
    device.fate = () => ({ what: 'offline' })
    await leader.act('list.make', 'a', make)
    await follower.act('list.make', 'b', make)
    // Nobody said so yet: the leading tab finds the number taken, and goes over it.
    expect(await leader.act('list.make', 'c', make)).toEqual({ kind: 'done', seq: 3 })
    leader.kernel.wake()
    await time.pass(10)
    expect(leader.kernel.status().waiting).toBe(3)
    device.fate = () => ({ what: 'ok' })
    await time.pass(60_000)
    expect(device.states()).toEqual(['accepted', 'accepted', 'accepted'])
  })

  test('what a slow disk read of an operation does not undo what was told of it meanwhile', async () => {
    let slow = false
    const store = device.disk.open({ reading: () => (slow ? time.wait(500) : undefined) })
    const tally = createTally(store.operations)
    await tally.load()
    await follower.act('list.make', 'a', make)
    device.fate = () => ({ what: 'offline' })
    slow = true
    const reading = tally.catchUp()
    await time.pass(600)
    const [operation] = device.operations()
    tally.note({ ...operation!, state: 'accepted', verdict: { kind: 'accepted' }, clock: 7 })
    await time.pass(600)
    expect(await reading).toHaveLength(1)
    expect(tally.numbers().waiting).toBe(0)
    expect(tally.unsettled(7)).toHaveLength(1)
  })

  test('the leading tab’s trouble is over in the others when it is over there', () => {
    const status = follower.kernel.status()
    follower.kernel.hear({ ...status, trouble: { kind: 'quota', message: 'full' } })
    expect(follower.kernel.status().trouble?.kind).toBe('quota')
    follower.kernel.hear({ ...status, trouble: null })
    expect(follower.kernel.status().trouble).toBeNull()
  })

  test('S10: signed out and in again, everything is here, and what changed meanwhile comes', async () => {
    server.grant('d1', ['lists', 'driver:7'])
    server.put(listRef('stop'), { id: 'stop', words: [], scopes: ['driver:7'], closed: false }, ['driver:7'])
    leader.kernel.syncNow()
    await time.pass(1000)
    device.signedIn = null
    server.grant('d1', null)
    leader.kernel.syncNow()
    await time.pass(1000)
    expect(device.row('stop')).not.toBeNull()
    server.put(listRef('next'), { id: 'next', words: [], scopes: ['driver:7'], closed: false }, ['driver:7'])
    server.grant('d1', ['lists', 'driver:7'])
    device.signedIn = anna
    leader.kernel.syncNow()
    await time.pass(1000)
    expect(device.row('stop')).not.toBeNull()
    expect(device.row('next')).not.toBeNull()
  })

  test('S22: what became of held work is heard also while nobody is signed in', async () => {
    server.hold('list.add')
    await leader.act('list.make', 'a', make)
    await leader.act('list.add', 'a', { word: 'x' })
    await time.pass(5000)
    expect(device.states()).toEqual(['accepted', 'held'])
    device.signedIn = null
    server.grant('d1', null)
    server.decideHeld('d1', 2)
    leader.transport.tell()
    await time.pass(1000)
    expect(device.states()).toEqual(['accepted', 'accepted'])
    expect(leader.kernel.status().held).toBe(0)
  })
})
