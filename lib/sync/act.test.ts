// What happens when a person acts (S1, S2).
import { beforeEach, describe, expect, test } from 'vitest'
import type { WriteStep } from './memory-store.ts'
import { StoreError } from './ports.ts'
import { listRef } from './testing/word-lists.ts'
import { createWorld, sample, fine, make, offline, recorded, type World } from './testing/world.ts'

let time: World['time']
let server: World['server']
let device: World['device']
beforeEach(() => {
  ;({ time, server, device } = createWorld())
})

describe('acting', () => {
  test('an act is on the disk before anyone is told, and in the view (S1)', async () => {
    device.fate = offline
    const steps: WriteStep[] = []
    const tab = await device.tab({ before: recorded(steps) })
    expect(await tab.act('list.make', 'a', make)).toEqual({ kind: 'done', seq: 1 })
    expect(await tab.act('list.add', 'a', { word: 'вода' })).toEqual({ kind: 'done', seq: 2 })
    expect(steps.map(({ what, key }) => `${what} ${key}`)).toEqual(['append 1', 'row list/a', 'append 2', 'row list/a'])
    expect(device.words('a')).toEqual(['вода'])
    expect(device.row('a')).toMatchObject({ version: 0, pending: 2, base: null, scopes: [] })
  })

  test('paper hears of it between the disk and the view, and nothing of what was not stored (S1)', async () => {
    device.fate = offline
    const steps: string[] = []
    let isFull = false
    const tab = await device.tab({
      before: ({ what }) => {
        steps.push(what)
        return isFull ? 'quota' : null
      },
    })
    const heard = (body: unknown) => void steps.push(`heard ${JSON.stringify(body)}`)
    await tab.act('list.make', 'a', make, heard)
    const [appended, said, shown] = steps
    expect([appended, shown]).toEqual(['append', 'row'])
    expect(said).toBe(`heard ${JSON.stringify(device.row('a')?.body)}`)
    steps.length = 0
    isFull = true
    expect(await tab.act('list.add', 'a', { word: 'вода' }, heard)).toEqual({ kind: 'failed', failure: 'quota' })
    expect(await tab.act('list.add', 'none', { word: 'вода' }, heard)).toMatchObject({ kind: 'refused' })
    expect(steps).toEqual(['append'])
  })

  test('its tab counts and draws it when its paper has been handed over', async () => {
    device.fate = offline
    const steps: WriteStep[] = []
    const tab = await device.tab({ before: recorded(steps) })
    const written = () => steps.map(({ what }) => what)
    await time.pass(1000)
    let handOver = (): void => undefined
    const acting = tab.act('list.make', 'a', make, () => new Promise<void>((resolve) => (handOver = resolve)))
    await time.pass(100)
    expect(written()).toEqual(['append'])
    expect(tab.statuses.at(-1)).toMatchObject({ waiting: 0 })
    handOver()
    expect(await acting).toEqual({ kind: 'done', seq: 1 })
    expect(written()).toEqual(['append', 'row'])
    expect(tab.statuses.at(-1)).toMatchObject({ waiting: 1 })
  })

  test('a paper that cannot be handed over changes nothing of the act, also when it says what a full disk says', async () => {
    device.fate = offline
    const tab = await device.tab()
    const fail = () => Promise.reject(new StoreError('quota', 'No room for the slip'))
    expect(await tab.act('list.make', 'a', make, fail)).toEqual({ kind: 'done', seq: 1 })
    expect(device.row('a')).toMatchObject({ pending: 1 })
    expect(tab.statuses.some(({ trouble }) => trouble !== null)).toBe(true)
  })

  test('what the rules refuse on the device is refused there, and nothing is written', async () => {
    const tab = await device.tab()
    expect(await tab.act('list.add', 'none', { word: 'x' })).toEqual({
      kind: 'refused',
      reason: 'notFound',
      params: {},
    })
    expect(device.operations()).toEqual([])
    expect(device.disk.rows()).toEqual([])
  })

  test('what could not travel is refused there, because it would stand in the way of everything after it (S5)', async () => {
    const tab = await device.tab()
    const tooLarge = await tab.act('list.make', 'a', { scopes: ['x'.repeat(70_000)] })
    expect(tooLarge).toEqual({ kind: 'refused', reason: 'badRequest', params: { path: 'payload' } })
    const tooLong = await tab.act('list.make', 'a'.repeat(121), make)
    expect(tooLong).toMatchObject({ kind: 'refused', reason: 'badRequest' })
    expect(device.operations()).toEqual([])
  })

  test('a disk that takes nothing is told to the person, and the act has not happened (S1)', async () => {
    let full = true
    const tab = await device.tab({ before: () => (full ? 'quota' : null) })
    expect(await tab.act('list.make', 'a', make)).toEqual({ kind: 'failed', failure: 'quota' })
    expect(device.operations()).toEqual([])
    expect(device.disk.rows()).toEqual([])
    full = false
    expect(await tab.act('list.make', 'a', make)).toEqual({ kind: 'done', seq: 1 })
  })

  test('an append that failed but landed is done, not done twice (S1)', async () => {
    device.fate = offline
    const tab = await device.tab({ before: ({ what }) => (what === 'append' ? 'landed' : null) })
    expect(await tab.act('list.make', 'a', make)).toEqual({ kind: 'done', seq: 1 })
    expect(device.operations()).toHaveLength(1)
  })

  test('numbers count 1, 2, 3… whatever the clock does (S2)', async () => {
    device.fate = offline
    const tab = await device.tab()
    for (const skewMs of [0, -7_200_000, 7_200_000, -7_200_000]) {
      device.skewMs = skewMs
      await tab.act('list.make', `a${skewMs}${device.operations().length}`, make)
    }
    expect(device.operations().map(({ seq }) => seq)).toEqual([1, 2, 3, 4])
  })

  test('two tabs acting at once take different numbers, none is left out (S2)', async () => {
    device.fate = offline
    const [one, other] = [await device.tab(), await device.tab()]
    const acts = Array.from({ length: 10 }, (_, i) => (i % 2 ? one : other).act('list.make', `a${i}`, make))
    const results = await Promise.all(acts)
    const seqs = results.flatMap((result) => (result.kind === 'done' ? [result.seq] : []))
    expect(seqs.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(device.operations()).toHaveLength(10)
  })

  test('a number taken by a tab without the lock is passed over (S2)', async () => {
    device.fate = offline
    const tab = await device.tab()
    const stranger = device.disk.open()
    const [mine] = await Promise.all([
      tab.act('list.make', 'a', make),
      tab.store.operations.lastSeq().then(() => stranger.operations.append({ ...sample, seq: 1 })),
    ])
    const seqs = device.operations().map(({ seq }) => seq)
    expect(new Set(seqs).size).toBe(seqs.length)
    expect(mine.kind).toBe('done')
  })

  test('in the same tick, two acts on one document both stand in its view', async () => {
    device.fate = offline
    const [one, other] = [await device.tab(), await device.tab()]
    await one.act('list.make', 'a', make)
    await Promise.all([
      one.act('list.add', 'a', { word: 'один' }),
      other.act('list.add', 'a', { word: 'два' }),
      one.act('list.add', 'a', { word: 'три' }),
    ])
    expect(device.words('a')?.toSorted()).toEqual(['два', 'один', 'три'])
    expect(device.row('a')?.pending).toBe(4)
  })

  test('an act of one tab is not lost while another tab makes the same view anew (S3)', async () => {
    server.put(listRef('rules'), { id: 'rules', words: ['нельзя'], scopes: ['office'], closed: false }, ['office'])
    let slow = false
    const leading = await device.tab({ reading: () => (slow ? time.wait(10) : undefined) })
    const other = await device.tab()
    await leading.act('list.make', 'a', { scopes: ['lists'], rules: 'rules' })
    await time.pass(1000)
    // The server knows the rules and refuses; its verdict makes the leading tab rebuild the view, slowly.
    await leading.act('list.add', 'a', { word: 'нельзя' })
    device.fate = (kind) => (kind === 'pull' ? offline() : fine())
    slow = true
    for (let ms = 0; ms < 120 && device.states()[1] !== 'refused'; ms += 1) await time.pass(1)
    expect(device.states()[1]).toBe('refused')
    const done: string[] = []
    const missing = new Set<string>()
    device.disk.watch(() =>
      done.filter((word) => !device.words('a')?.includes(word)).forEach((word) => missing.add(word)),
    )
    for (let i = 0; i < 6; i += 1) {
      await other.act('list.add', 'a', { word: `w${i}` })
      done.push(`w${i}`)
      await time.pass(7)
    }
    await time.pass(500)
    expect([...missing]).toEqual([])
    expect(device.words('a')).toEqual(['w0', 'w1', 'w2', 'w3', 'w4', 'w5'])
  })

  test('a closed list is closed for the next act of another tab', async () => {
    device.fate = offline
    const [one, other] = [await device.tab(), await device.tab()]
    await one.act('list.make', 'a', make)
    await one.act('list.close', 'a')
    expect(await other.act('list.add', 'a', { word: 'x' })).toMatchObject({
      kind: 'refused',
      reason: 'alreadyFinished',
    })
  })
})
