/** What a device does for itself: letting go of old work, writing work into a file, trying again. */
import { describe, expect, test } from 'vitest'
import { readWorkFile } from '../protocol/work-file.ts'
import { sampleOperation } from '../store/store-contract.ts'
import { createDisk } from './memory-store.ts'
import type { LocalOperation } from './ports.ts'
import { forgetOld, retentionMs } from './retention.ts'
import { createRunner } from './runner.ts'
import { createVirtualTime } from './testing/virtual-time.ts'
import { exportWork } from './work-file.ts'

const old = 1_000_000
const now = old + retentionMs + 1

async function diskWith(...changes: Partial<LocalOperation>[]) {
  const disk = createDisk()
  const store = disk.open()
  for (const [i, change] of changes.entries()) {
    await store.operations.append(sampleOperation(i + 1, { madeAt: old, ...change }))
  }
  return { store, seqs: () => disk.operations().map(({ seq }) => seq) }
}

describe('letting go of old work', () => {
  test('goes: accepted, lost, refused and seen. Stays: waiting, held, unsettled, unseen, young, the highest number', async () => {
    const { store, seqs } = await diskWith(
      { state: 'accepted', settled: true },
      { state: 'lost', settled: true },
      { state: 'refused', settled: true, seen: true },
      { state: 'waiting' },
      { state: 'held' },
      { state: 'accepted' },
      { state: 'refused', settled: true },
      { state: 'accepted', settled: true, madeAt: now - 1 },
      { state: 'accepted', settled: true },
    )
    expect(await forgetOld(store.operations, now)).toBe(3)
    expect(seqs()).toEqual([4, 5, 6, 7, 8, 9])
    expect(await store.operations.lastSeq()).toBe(9)
  })

  test('goes on over many', async () => {
    const { store, seqs } = await diskWith(
      ...Array.from({ length: 1201 }, (): Partial<LocalOperation> => ({ state: 'accepted', settled: true })),
    )
    expect(await forgetOld(store.operations, now)).toBe(1200)
    expect(seqs()).toEqual([1201])
  })
})

describe('work into a file (S12)', () => {
  test('holds every number that is kept, in order, and says which are lost', async () => {
    const { store } = await diskWith({ state: 'accepted', settled: true }, { state: 'lost', settled: true }, {})
    const read = readWorkFile(await exportWork(store.operations, 'd1', 5))
    expect(read.kind === 'file' && read.file.operations).toMatchObject([{ seq: 1 }, { seq: 2, lost: true }, { seq: 3 }])
    expect(read.kind === 'file' && Object.keys(read.file.operations[0] ?? {})).not.toContain('actor')
  })

  test('of a device without work is a file without work', async () => {
    const { store } = await diskWith()
    const read = readWorkFile(await exportWork(store.operations, 'd1', 5))
    expect(read.kind === 'file' && read.file.operations).toEqual([])
  })
})

describe('trying again', () => {
  function runner(ends: ('done' | 'failed')[]) {
    const time = createVirtualTime()
    const at: number[] = []
    const start = time.now()
    const loop = createRunner({
      clock: time,
      random: () => 1,
      firstDelayMs: 100,
      maxDelayMs: 400,
      work: async () => {
        at.push(time.now() - start)
        return ends.shift() ?? 'done'
      },
    })
    return { time, loop, at }
  }

  test('comes after a while that doubles up to a limit, and starts over after a success', async () => {
    const { time, loop, at } = runner(['failed', 'failed', 'failed', 'failed', 'done', 'failed', 'done'])
    loop.now()
    await time.pass(2000)
    expect(at).toEqual([0, 100, 300, 700, 1100])
    loop.now()
    await time.pass(2000)
    expect(at.slice(5)).toEqual([2000, 2100])
  })

  test('asked during a run, it runs once more, and never twice at once', async () => {
    const { time, loop, at } = runner([])
    loop.now()
    loop.now()
    loop.now()
    await time.pass(10)
    expect(at).toEqual([0, 0])
  })

  test('asked for soon, it runs at once, but not within two seconds of a failure', async () => {
    const time = createVirtualTime()
    const start = time.now()
    const at: number[] = []
    const loop = createRunner({
      clock: time,
      random: () => 1,
      firstDelayMs: 60_000,
      maxDelayMs: 60_000,
      async work() {
        at.push(time.now() - start)
        return at.length < 3 ? 'done' : 'failed'
      },
    })
    for (let act = 0; act < 3; act += 1) {
      loop.soon()
      await time.pass(100)
    }
    expect(at).toEqual([0, 100, 200])
    for (let act = 0; act < 30; act += 1) {
      loop.soon()
      await time.pass(100)
    }
    expect(at.slice(3)).toEqual([2200])
    await time.pass(20_000)
    expect(at.slice(4)).toEqual([4200])
    loop.soon()
    await time.pass(1)
    expect(at.slice(5)).toEqual([23_300])
    await loop.stop()
  })

  test('asked for soon during a run that fails, it does not begin again at once', async () => {
    const time = createVirtualTime()
    let runs = 0
    const loop = createRunner({
      clock: time,
      random: () => 1,
      firstDelayMs: 100,
      maxDelayMs: 30_000,
      async work() {
        runs += 1
        loop.soon()
        return 'failed'
      },
    })
    loop.now()
    await time.pass(50)
    expect(runs).toBe(1)
    await time.pass(20_000)
    // After 0.1, 0.2, 0.4 … s at first, then every two seconds as long as somebody acts.
    expect(runs).toBeGreaterThan(10)
    expect(runs).toBeLessThan(16)
    await loop.stop()
  })

  test('asked during a pause, it runs at once', async () => {
    const { time, loop, at } = runner(['failed'])
    loop.now()
    await time.pass(10)
    loop.now()
    await time.pass(1000)
    expect(at).toEqual([0, 10])
  })

  test('of two times the nearer counts, and nothing runs after the end', async () => {
    const { time, loop, at } = runner([])
    loop.within(500)
    loop.within(50)
    loop.within(300)
    await time.pass(1000)
    expect(at).toEqual([50])
    loop.within(100)
    await loop.stop()
    await time.pass(1000)
    expect(at).toEqual([50])
  })
})
