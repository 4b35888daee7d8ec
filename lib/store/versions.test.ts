/** What a device finds that another version of the app has written: an older one (S13, S28), or a newer one. */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { IDBKeyRange as KeyRangeInMemory } from 'fake-indexeddb'
import { NewerStoreError } from './local-store.ts'
import { openViews, openWork } from './open-databases.ts'
import { blankRow, seqKey } from './row-codec.ts'
import { viewsDatabasePrefix, viewsVersion } from './schemas.ts'
import { sampleOperation } from './store-contract.ts'
import { createTestDevice, rawTable, type TestDevice } from './testing/test-device.ts'

let device: TestDevice
beforeEach(() => {
  device = createTestDevice()
})
afterEach(() => device.closeAll())

const names = async () => (await device.indexedDB.databases()).map(({ name }) => name ?? '').sort()

/** An act as an app wrote it that knew no difference of clocks yet, and whose orders had a field that is gone. */
const olderAct = JSON.stringify({
  ...{
    deviceId: 'd1',
    seq: 1,
    actorId: 'p1',
    actor: { id: 'p1', name: 'Анна', roles: ['operator'], customerId: null },
  },
  ...{ kind: 'order.note', target: { kind: 'order', id: 'o1' }, payload: { remark: 'звонить' }, madeAt: 1000 },
  schema: 0,
})

async function olderAppHasWorked(): Promise<void> {
  const environment = { tab: '-older', indexedDB: device.indexedDB, IDBKeyRange: KeyRangeInMemory }
  const work = await openWork(environment)
  await work.operations.write([
    {
      key: seqKey(1),
      previous: undefined,
      next: {
        ...{ key: seqKey(1), state: 'waiting', todo: 'waiting', unsettled: 'order/o1' },
        ...{ seen: false, clock: null, verdict: null, content: olderAct },
      },
    },
  ])
  const views = await openViews(environment, `${viewsDatabasePrefix}${viewsVersion - 1}`)
  const row = { ...blankRow('order/o1'), sort: 'order/o1', version: 3, scopes: 'orders', body: '{"id":"o1"}' }
  await views.rooms.work.write([{ key: row.key, previous: undefined, next: row }])
  await views.cursors.write([{ key: 'orders', previous: undefined, next: { key: 'orders', position: 7 } }])
  await Promise.all([work.database.close(), views.database.close()])
}

test('unsent work of an older version is there as it was written, and is never rewritten (S13, S28)', async () => {
  await olderAppHasWorked()
  const store = await device.open()
  const act = JSON.parse(olderAct) as object
  expect(await store.local.operations.read({ states: ['waiting'] })).toEqual([
    { ...act, state: 'waiting', verdict: null, clock: null, settled: false, seen: false },
  ])
  expect(store.tray.get()).toMatchObject([act])
  expect(store.damage.get()).toEqual({ operations: [], documents: 0, viewsRenewed: false })

  // The next number follows on, and a verdict stands beside the content.
  expect(await store.local.operations.lastSeq()).toBe(1)
  expect(await store.local.operations.append(sampleOperation(2))).toBe('stored')
  await store.local.operations.update([
    { seq: 1, state: 'accepted', verdict: { kind: 'accepted' }, clock: 3, settled: true },
  ])
  const operations = await rawTable(device.indexedDB, 'operations')
  expect(JSON.parse(((await operations.get(seqKey(1))) as { content: string }).content)).toEqual(act)
  operations.close()
})

test('documents of an older version are not read: they are pulled from the beginning, and the old ones go (S13)', async () => {
  await olderAppHasWorked()
  const store = await device.open()
  expect(await store.local.documents.read([{ kind: 'order', id: 'o1' }])).toEqual([null])
  expect(await store.local.documents.inScope('orders', null, 5)).toEqual([])
  expect(await store.local.notes.cursors()).toEqual({})
  const old = `rxdb-dexie-${viewsDatabasePrefix}${viewsVersion - 1}--`
  expect((await names()).filter((name) => name.startsWith(old))).not.toEqual([])
  await store.tidy()
  expect((await names()).filter((name) => name.startsWith(old))).toEqual([])
  expect((await store.local.operations.read({})).map(({ seq }) => seq)).toEqual([1])
})

test('work of a newer version is refused in words and left as it is; nothing is begun beside it', async () => {
  const store = await device.open()
  await store.local.operations.append(sampleOperation(1))
  await device.closeAll()
  const ours = (await names()).find((name) => name.endsWith('--operations')) ?? ''
  const theirs = ours.replace('--0--', '--1--')
  expect(theirs).not.toBe(ours)
  const newer = createTestDevice()
  const kept = { id: '000000000001', content: 'what only the newer one can read' }
  await write(newer.indexedDB, theirs, kept)
  const before = await newer.indexedDB.databases()

  const opening = newer.open()
  await expect(opening).rejects.toThrow(NewerStoreError)
  await expect(opening).rejects.toThrow('a newer version of the app has written them')
  // Nor at the second try, which a person makes at once.
  await expect(newer.open()).rejects.toThrow(NewerStoreError)
  expect(await newer.indexedDB.databases()).toEqual(before)
  expect(await read(newer.indexedDB, theirs)).toEqual([kept])
  expect(newer.highWater.seq).toBe(0)
})

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('IndexedDB failed'))
  })

async function write(disk: IDBFactory, name: string, row: object): Promise<void> {
  const opening = disk.open(name)
  opening.onupgradeneeded = () => void opening.result.createObjectStore('docs', { keyPath: 'id' })
  const database = await done(opening)
  await done(database.transaction('docs', 'readwrite').objectStore('docs').put(row))
  database.close()
}

async function read(disk: IDBFactory, name: string): Promise<unknown[]> {
  const database = await done(disk.open(name))
  const rows = await done(database.transaction('docs').objectStore('docs').getAll())
  database.close()
  return rows as unknown[]
}
