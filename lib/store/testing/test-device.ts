/** A device for tests: an IndexedDB in memory (or the browser's own, in e2e), and tabs on it that hear each other. */
import { IDBFactory, IDBKeyRange as KeyRangeInMemory } from 'fake-indexeddb'
import type { Ref } from '../../domain/operation.ts'
import type { Environment } from '../open-databases.ts'
import { openStore, type DeviceStore } from '../open-store.ts'
import type { News, TabChannel } from '../tab-news.ts'

export type TestDevice = {
  indexedDB: IDBFactory
  /** Opens one more tab. Two at most: RxDB takes 13 collections. */
  open(channel?: TabChannel): Promise<DeviceStore>
  closeAll(): Promise<void>
  /** What reading for screens failed with. */
  failures: unknown[]
  highWater: { seq: number }
  /** All that was told between tabs. */
  news: News[]
}

export const sortByName = (ref: Ref, body: unknown): string => {
  const { name } = body as { name?: unknown }
  return typeof name === 'string' ? name : ref.id
}

export function createTestDevice(
  disk: Pick<Required<Environment>, 'indexedDB' | 'IDBKeyRange'> = {
    indexedDB: new IDBFactory(),
    IDBKeyRange: KeyRangeInMemory,
  },
): TestDevice {
  const tabs: DeviceStore[] = []
  const listeners = new Map<number, (message: unknown) => void>()
  const device: TestDevice = {
    indexedDB: disk.indexedDB,
    failures: [],
    highWater: { seq: 0 },
    news: [],
    async open(channel) {
      const number = tabs.length
      const tab = await openStore({
        sortKeyOf: sortByName,
        channel: channel ?? channelOf(number),
        highWater: {
          read: () => device.highWater.seq,
          write: (seq) => void (device.highWater.seq = seq),
          reset: () => void (device.highWater.seq = 0),
        },
        onNews: () => undefined,
        onFailure: (error) => void device.failures.push(error),
        usage: { hold: () => () => undefined, ifUnused: (_database, work) => work() },
        environment: { ...disk, tab: number === 0 ? '' : `-${number}` },
      })
      tabs.push(tab)
      return tab
    },
    async closeAll() {
      for (const tab of tabs.splice(0)) await tab.close()
    },
  }

  const channelOf = (number: number): TabChannel => ({
    post(message) {
      device.news.push(message as News)
      const copy = structuredClone(message)
      for (const [other, heard] of listeners) if (other !== number) queueMicrotask(() => heard(copy))
    },
    listen(heard) {
      listeners.set(number, heard)
      return () => listeners.delete(number)
    },
  })
  return device
}

/** Resolves when `read` says yes; fails with what it last said, as late as only something that never comes is. */
export async function until<T>(read: () => T, isRight: (value: T) => boolean): Promise<T> {
  for (const end = performance.now() + 60_000; performance.now() < end;) {
    const value = read()
    if (isRight(value)) return value
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error(`Never came true; last seen: ${JSON.stringify(read())}`)
}

/** IndexedDB as it lies below RxDB, to damage rows and to write as a stranger. */
export async function rawTable(
  indexedDB: IDBFactory,
  collection: string,
): Promise<{ get(key: string): Promise<unknown>; put(row: object): Promise<void>; close(): void }> {
  const name = (await indexedDB.databases())
    .map((info) => info.name ?? '')
    .find((one) => one.endsWith(`--${collection}`))
  if (name === undefined) throw new Error(`There is no collection ${collection}`)
  const database = await done(indexedDB.open(name))
  const store = (mode: IDBTransactionMode) => database.transaction('docs', mode).objectStore('docs')
  return {
    get: (key) => done(store('readonly').get(key)),
    put: async (row) => void (await done(store('readwrite').put(row))),
    close: () => database.close(),
  }
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('IndexedDB failed'))
  })
