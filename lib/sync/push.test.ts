// Operations go up (S5).
import { beforeEach, describe, expect, test } from 'vitest'
import { createWorld, fine, make, offline, type World } from './testing/world.ts'

let time: World['time']
let server: World['server']
let device: World['device']
let script: World['script']
let pushes: World['pushes']
let sentSeqs: World['sentSeqs']
let wordsOnServer: World['wordsOnServer']
let withBacklog: World['withBacklog']
beforeEach(() => {
  ;({ time, server, device, script, pushes, sentSeqs, wordsOnServer, withBacklog } = createWorld())
})

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
