// The contract of local-store.ts over RxDB and Dexie, on an IndexedDB in memory; the browser's own runs it in e2e.
import { describeStore } from './store-contract.ts'
import { createTestDevice } from './testing/test-device.ts'

describeStore('RxDB on Dexie', async () => {
  const device = createTestDevice()
  return {
    open: async () => (await device.open()).local,
    crash: () => device.closeAll(),
    destroy: () => device.closeAll(),
  }
})
