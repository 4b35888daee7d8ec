// When a device asks for changes, and when it compares what it holds (S29).
import { beforeEach, describe, expect, test } from 'vitest'
import { listRef } from './testing/word-lists.ts'
import { createWorld, fine, make, offline, type World } from './testing/world.ts'

let time: World['time']
let server: World['server']
let device: World['device']
let pulls: World['pulls']
let putList: World['putList']
let fill: World['fill']
beforeEach(() => {
  ;({ time, server, device, pulls, putList, fill } = createWorld())
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

  test('a scope that was asked for while something newer was on its way is asked for again', async () => {
    const tab = await withGhost()
    const { transport } = tab
    const compare = transport.compare.bind(transport)
    let asked = 0
    transport.compare = async (input) => (++asked === 1 ? { kind: 'behind' } : compare(input))
    tab.kernel.compareNow()
    await time.pass(20_000)
    expect(device.disk.rows()).toHaveLength(12)
  })

  test.each(['quota', 'landed'] as const)(
    'a refill whose note meets %s happens all the same, in the end',
    async (fault) => {
      fill(12, 'lists')
      let armed = false
      const tab = await device.tab({
        before: ({ what }) => {
          if (!armed || what !== 'cursors') return null
          armed = false
          return fault
        },
      })
      await time.pass(1000)
      await device.disk.open().documents.change([listRef('p3')], async () => [null])
      armed = true
      tab.kernel.compareNow()
      await time.pass(10_000)
      tab.kernel.compareNow()
      await time.pass(10_000)
      expect(device.disk.rows()).toHaveLength(12)
    },
  )

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
