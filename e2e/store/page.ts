// The page of the store's contract: RxDB and Dexie on the IndexedDB of the browser that runs it.

import { describeStore } from '../../lib/store/store-contract.ts'
import { createTestDevice } from '../../lib/store/testing/test-device.ts'
import { expect, runAll, test, type Outcome } from './run-in-page.ts'

declare global {
  interface Window {
    runContract: () => Promise<Outcome[]>
  }
}

describeStore('RxDB on Dexie in Chromium', async () => {
  const device = createTestDevice({ indexedDB, IDBKeyRange })
  return {
    open: async () => (await device.open()).local,
    crash: () => device.closeAll(),
    async destroy() {
      await device.closeAll()
      for (const { name } of await indexedDB.databases()) if (name) await deleted(name)
    },
  }
})

// Whether this runner can fail at all.
test('a wrong row is noticed', () => expect([{ version: 1, base: null }]).toEqual([{ version: 2, base: null }]))

window.runContract = runAll

const deleted = (name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name)
    request.onsuccess = () => resolve()
    request.onerror = () => reject(request.error ?? new Error(`${name} could not be deleted`))
  })
