// The shortcut of a first filling answers from memory; these tests write behind its back.
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Row } from './local-store.ts'
import type { DeviceStore } from './open-store.ts'
import { sampleRow } from './store-contract.ts'
import { createTestDevice, rawTable, type TestDevice } from './testing/test-device.ts'

let device: TestDevice
let store: DeviceStore
beforeEach(async () => {
  device = createTestDevice()
  store = await device.open()
})
afterEach(() => device.closeAll())

const product = (i: number) => ({ kind: 'product', id: `p${String(i).padStart(4, '0')}` })
const page = (from: number, count: number) => Array.from({ length: count }, (_, i) => product(from + i))
const write = (refs: ReturnType<typeof page>, version: number, asked: (Row | null)[][] = []) =>
  store.local.documents.change(refs, async (rows) => {
    asked.push(rows)
    return refs.map((ref, i) => sampleRow(ref, { version: (rows[i]?.version ?? 0) + version, scopes: ['catalog'] }))
  })
const versions = async (refs: ReturnType<typeof page>) =>
  (await store.local.documents.read(refs)).map((row) => row?.version)

test('pages of a filling are written whole, also where they overlap', async () => {
  await write(page(0, 200), 1)
  await write(page(150, 200), 1)
  const all = await versions(page(0, 350))
  expect(all.slice(0, 150)).toEqual(Array(150).fill(1))
  expect(all.slice(150, 200)).toEqual(Array(50).fill(2))
  expect(all.slice(200)).toEqual(Array(150).fill(1))
})

test('a row that another tab wrote meanwhile is noticed, and the page is asked for again with it', async () => {
  await write(page(0, 100), 1)
  const raw = await rawTable(device.indexedDB, 'catalog')
  const stranger = (await raw.get('product/p0000')) as object
  await raw.put({ ...stranger, key: 'product/p0130', version: 70, _rev: '1-stranger' })
  const asked: (Row | null)[][] = []
  await write(page(100, 100), 1, asked)
  raw.close()
  expect(asked.map((rows) => rows[30]?.version)).toEqual([undefined, 70])
  const after = await versions(page(100, 100))
  expect(after[30]).toBe(71)
  expect(after.filter((version) => version === 1)).toHaveLength(99)
})

test('rows removed during a filling come back as new ones', async () => {
  await write(page(0, 100), 1)
  await store.local.documents.change(page(0, 80), async (rows) => rows.map(() => null))
  await write(page(0, 100), 5)
  const after = await versions(page(0, 100))
  expect(after.slice(0, 80)).toEqual(Array(80).fill(5))
  expect(after.slice(80)).toEqual(Array(20).fill(6))
})

test('reading never believes memory', async () => {
  await write(page(0, 100), 1)
  const raw = await rawTable(device.indexedDB, 'catalog')
  const stranger = (await raw.get('product/p0000')) as object
  await raw.put({ ...stranger, key: 'product/p0500', version: 9 })
  raw.close()
  const read = await store.local.documents.read([...page(0, 100), product(500)])
  expect(read.at(-1)?.version).toBe(9)
})
