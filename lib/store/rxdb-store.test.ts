// The contract of local-store.ts over RxDB and Dexie, on an IndexedDB in memory; the browser's own runs it in e2e.
import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { openStore, type DeviceStore, type OpenStoreOptions } from './open-store.ts'
import { describeStore } from './store-contract.ts'
import { noChannel } from './tab-news.ts'

const highWater = () => {
  let seq = 0
  return { read: () => seq, write: (next: number) => void (seq = next), reset: () => void (seq = 0) }
}

describeStore('RxDB on Dexie', async () => {
  const indexedDB = new IDBFactory()
  const marks = highWater()
  const tabs: DeviceStore[] = []
  const options = (tab: string): OpenStoreOptions => ({
    sortKeyOf: (ref) => ref.id,
    channel: noChannel,
    highWater: marks,
    onNews: () => undefined,
    onFailure: (error) => {
      throw error
    },
    usage: { hold: () => () => undefined, ifUnused: (_database, work) => work() },
    environment: { tab, indexedDB, IDBKeyRange },
  })
  const closeAll = async () => {
    for (const tab of tabs.splice(0)) await tab.close()
  }
  return {
    async open() {
      const tab = await openStore(options(tabs.length === 0 ? '' : `-${tabs.length}`))
      tabs.push(tab)
      return tab.local
    },
    crash: closeAll,
    destroy: closeAll,
  }
})
