import { describe, expect, test } from 'vitest'
import { createDisk, type Fault, type WriteStep } from './memory-store.ts'
import { StoreError } from './ports.ts'
import { describeStore, sampleOperation, sampleRow } from '../store/store-contract.ts'

describeStore('memory', async () => {
  const disk = createDisk()
  return { open: async () => disk.open(), crash: async () => disk.crash(), destroy: async () => undefined }
})

const refs = ['a', 'b', 'c'].map((id) => ({ kind: 'order', id }))
const rows = refs.map((ref) => sampleRow(ref))
const failing = (fault: Fault, when: (step: WriteStep) => boolean) => ({
  before: (step: WriteStep) => (when(step) ? fault : null),
})

describe('scripted failures of the memory store', () => {
  test('a crash between two rows leaves the first written and the tab dead', async () => {
    const disk = createDisk()
    const store = disk.open(failing('crash', ({ key }) => key === 'order/b'))
    await expect(store.documents.change(refs, async () => rows)).rejects.toMatchObject({ failure: 'closed' })
    await expect(store.operations.lastSeq()).rejects.toBeInstanceOf(StoreError)
    expect(disk.rows().map(({ ref }) => ref.id)).toEqual(['a'])
    expect(await disk.open().documents.pending()).toEqual([])
  })

  test('a full disk takes nothing and says so; later writes go on', async () => {
    let full = true
    const disk = createDisk()
    const store = disk.open({ before: () => (full ? 'quota' : null) })
    await expect(store.operations.append(sampleOperation(1))).rejects.toMatchObject({ failure: 'quota' })
    full = false
    expect(await store.operations.append(sampleOperation(1))).toBe('stored')
  })

  test('a write that landed although it failed is there', async () => {
    const disk = createDisk()
    const store = disk.open({ before: () => 'landed' })
    await expect(store.operations.append(sampleOperation(1))).rejects.toMatchObject({ failure: 'unknown' })
    expect(disk.operations()).toHaveLength(1)
  })

  test('a power cut takes relaxed rows and keeps strict operations', async () => {
    const disk = createDisk()
    const store = disk.open()
    await store.operations.append(sampleOperation(1))
    await store.documents.change(refs, async () => rows)
    await store.notes.setCursors({ orders: 3 })
    disk.powerCut({ rows: 2, cursors: true })
    expect(disk.rows().map(({ ref }) => ref.id)).toEqual(['a'])
    expect(disk.cursors()).toEqual({})
    expect(disk.operations()).toHaveLength(1)
  })

  test('a damaged operation is left out, and its number stays used', async () => {
    const disk = createDisk()
    const store = disk.open()
    for (const seq of [1, 2]) await store.operations.append(sampleOperation(seq))
    disk.damage(2)
    expect((await store.operations.read({})).map(({ seq }) => seq)).toEqual([1])
    expect(await store.operations.lastSeq()).toBe(2)
    expect(await store.operations.append(sampleOperation(2))).toBe('taken')
  })

  test('closing one tab leaves the other working', async () => {
    const disk = createDisk()
    const [one, other] = [disk.open(), disk.open()]
    one.close()
    await expect(one.notes.cursors()).rejects.toMatchObject({ failure: 'closed' })
    expect(await other.notes.cursors()).toEqual({})
  })
})
