import { Dexie } from 'dexie'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { sampleOperation, sampleRow } from './store-contract.ts'
import { noChannel } from './tab-news.ts'
import { createTestDevice, rawTable, type TestDevice } from './testing/test-device.ts'

let device: TestDevice
beforeEach(() => {
  device = createTestDevice()
})
afterEach(() => device.closeAll())

test('the tray holds what waits, is held, or is refused and unseen; newest first', async () => {
  const store = await device.open()
  for (let seq = 1; seq <= 5; seq += 1) await store.local.operations.append(sampleOperation(seq))
  const refusal = { kind: 'refused', reason: 'alreadyPaid', params: {} } as const
  await store.local.operations.update([
    { seq: 1, state: 'accepted', verdict: { kind: 'accepted' }, clock: 3 },
    { seq: 2, state: 'refused', verdict: refusal, clock: 3, settled: true },
    { seq: 3, state: 'held', verdict: { kind: 'held', cause: 'fault' }, clock: 3 },
  ])
  const seqs = () => store.tray.get().map(({ seq }) => seq)
  expect(seqs()).toEqual([5, 4, 3, 2])
  await store.local.operations.update([{ seq: 2, seen: true }])
  expect(seqs()).toEqual([5, 4, 3])
  await device.closeAll()
  const again = await device.open()
  expect(again.tray.get().map(({ seq }) => seq)).toEqual([5, 4, 3])
})

test('after a sleep the tray is read anew: what other tabs said meanwhile was not heard', async () => {
  const store = await device.open()
  await store.local.operations.append(sampleOperation(1))
  const other = await device.open(noChannel)
  await other.local.operations.update([{ seq: 1, state: 'accepted', verdict: { kind: 'accepted' }, clock: 3 }])
  expect(store.tray.get()).toHaveLength(1)
  store.rereadAll()
  await expect.poll(() => store.tray.get()).toEqual([])
})

test('tidying frees removed rows for good and leaves the rest', async () => {
  const store = await device.open()
  const refs = ['a', 'b'].map((id) => ({ kind: 'order', id }))
  await store.local.documents.change(refs, async () => refs.map((ref) => sampleRow(ref)))
  await store.local.documents.change([refs[0]!], async () => [null])
  for (const seq of [1, 2])
    await store.local.operations.append(sampleOperation(seq, { state: 'accepted', settled: true }))
  await store.local.operations.forget([1])
  await store.tidy()
  const work = await rawTable(device.indexedDB, 'work')
  expect(await work.get('order/a')).toBeUndefined()
  expect(await work.get('order/b')).toBeDefined()
  work.close()
  expect((await store.local.operations.read({})).map(({ seq }) => seq)).toEqual([2])
  await store.local.documents.change([refs[0]!], async () => [sampleRow(refs[0]!, { version: 4 })])
  expect((await store.local.documents.read(refs)).map((row) => row?.version)).toEqual([4, 1])
})

test('views of older versions of the app are cleared away', async () => {
  const version = (name: string) => `rxdb-dexie-rodnik-views-${name}--0--catalog`
  for (const name of ['0', '1-renewed']) await openAndClose(device.indexedDB, version(name))
  const store = await device.open()
  await store.tidy()
  const names = (await device.indexedDB.databases()).map(({ name }) => name)
  expect(names).not.toContain(version('0'))
  expect(names).not.toContain(version('1-renewed'))
  expect(names).toContain(version('1'))
  expect(names).toContain('rxdb-dexie-rodnik-work--0--operations')
})

test('a browser that does not tell which databases there are keeps nobody from working', async () => {
  const warn = vi.spyOn(console, 'warn').mockReturnValue()
  const refusal = new DOMException('not in a private window', 'UnknownError')
  device.indexedDB.databases = () => Promise.reject(refusal)
  const store = await device.open()
  await store.local.operations.append(sampleOperation(1))
  await store.tidy()
  await device.closeAll()
  const again = await device.open()
  expect((await again.local.operations.read({})).map(({ seq }) => seq)).toEqual([1])
  expect(warn).toHaveBeenCalledWith(expect.stringContaining('which databases'), refusal)
  warn.mockRestore()
})

function openAndClose(indexedDB: IDBFactory, name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.open(name)
    request.onsuccess = () => {
      request.result.close()
      resolve()
    }
  })
}

test('as another device it begins at one, with nothing of the former but what is to be kept', async () => {
  const store = await device.open()
  await store.local.operations.append(sampleOperation(1))
  await store.local.documents.change([{ kind: 'order', id: 'o' }], async () => [sampleRow({ kind: 'order', id: 'o' })])
  await store.local.notes.setCursors({ orders: 4 })
  await store.notes.set('device', { id: 'former' })
  await store.notes.set('former/former', '{}')
  await store.beginAnew(['former/'])
  await device.closeAll()
  const again = await device.open()
  expect(await again.local.operations.lastSeq()).toBe(0)
  expect(await again.local.documents.read([{ kind: 'order', id: 'o' }])).toEqual([null])
  expect(await again.local.documents.inScope('orders', null, 5)).toEqual([])
  expect(await again.local.notes.cursors()).toEqual({})
  expect(again.notes.get('device')).toBeUndefined()
  expect(again.notes.get('former/former')).toBe('{}')
})

test('another tab does not say that work of the former device waits', async () => {
  const [store, other] = [await device.open(), await device.open()]
  await store.local.operations.append(sampleOperation(1))
  await vi.waitFor(() => expect(other.tray.get()).toHaveLength(1))
  await store.beginAnew([])
  await Promise.resolve()
  expect(await other.local.operations.read({ states: ['waiting'] })).toEqual([])
})

test('Dexie works out nothing for live queries, which nobody has, and posts nothing', async () => {
  const store = await device.open()
  const told = vi.fn()
  Dexie.on('storagemutated', told)
  await store.local.operations.append(sampleOperation(1))
  await store.local.documents.change([{ kind: 'order', id: 'o' }], async ([row]) => [
    row ?? sampleRow({ kind: 'order', id: 'o' }),
  ])
  Dexie.on.storagemutated.unsubscribe(told)
  expect(told).not.toHaveBeenCalled()
})
