// Complaints 1 and 3 of users.md, as a device of ours meets them.
import { beforeEach, describe, expect, test } from 'vitest'
import type { Fate } from './testing/fake-transport.ts'
import { createWorld, fine, make, offline, type World } from './testing/world.ts'

let time: World['time']
let device: World['device']
let world: World
beforeEach(() => {
  world = createWorld()
  ;({ time, device } = world)
})

describe('users.md 1: what was done without a network is not put back by what came from elsewhere', () => {
  test('a peer’s newer state, a reload and a second pull leave it there, until the server has both', async () => {
    world.putList('order', ['lists'], 'draft')
    const tab = await device.tab()
    await time.pass(1000)
    expect(device.words('order')).toEqual(['draft'])

    // Paid offline. The peer's change comes down meanwhile; what is ours does not get through.
    device.fate = (kind) => (kind === 'push' ? offline() : fine())
    await tab.act('list.add', 'order', { word: 'paid' })
    world.putList('order', ['lists'], 'draft', 'peer')
    await time.pass(60_000)
    expect(device.words('order')).toEqual(['draft', 'peer', 'paid'])
    expect(device.row('order')?.pending).toBe(1)

    tab.die()
    const next = await device.tab()
    world.putList('order', ['lists'], 'draft', 'peer', 'again')
    await time.pass(60_000)
    expect(device.words('order')).toEqual(['draft', 'peer', 'again', 'paid'])

    device.fate = fine
    next.kernel.syncNow()
    await time.pass(5_000)
    expect(world.wordsOnServer('order')).toEqual(['draft', 'peer', 'again', 'paid'])
    expect(device.words('order')).toEqual(['draft', 'peer', 'again', 'paid'])
    expect(device.states()).toEqual(['accepted'])
  })
})

describe('users.md 3: nothing that waits is ever dropped by an answer', () => {
  const refusals: Fate['what'][] = ['auth', 'limited', 'server', 'timeout', 'offline']

  test.each(refusals)('an answer of the kind “%s” for an hour leaves every act where it was', async (what) => {
    const tab = await world.withBacklog(5)
    device.fate = () => ({ what })
    for (let minute = 0; minute < 60; minute += 1) {
      tab.kernel.syncNow()
      await time.pass(60_000)
    }
    expect(device.states()).toEqual(Array.from({ length: 5 }, () => 'waiting'))
    tab.die()
    device.fate = fine
    await device.tab()
    await time.pass(60_000)
    expect(device.states()).toEqual(Array.from({ length: 5 }, () => 'accepted'))
    expect(world.wordsOnServer('a')).toEqual(['w2', 'w3', 'w4', 'w5'])
  })

  test('one bad act among many is refused alone: those before and behind it are taken', async () => {
    const tab = await world.withBacklog(3)
    await tab.act('list.make', 'bad', make)
    for (let i = 0; i < 3; i += 1) await tab.act('list.add', 'a', { word: `behind ${i}` })
    world.putList('bad', ['lists'], 'of another')
    device.fate = fine
    tab.kernel.syncNow()
    await time.pass(60_000)
    expect(device.states()).toEqual(['accepted', 'accepted', 'accepted', 'refused', 'accepted', 'accepted', 'accepted'])
    expect(world.wordsOnServer('a')).toEqual(['w2', 'w3', 'behind 0', 'behind 1', 'behind 2'])
    expect(tab.kernel.status().refused).toBe(1)
  })
})
