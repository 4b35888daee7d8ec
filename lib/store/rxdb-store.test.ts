// The contract of local-store.ts over RxDB and Dexie, on an IndexedDB in memory; e2e/store-contract.spec.ts runs it on a real one.
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
