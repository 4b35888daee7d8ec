import { createMemoryJobStore } from './print-job.ts'
import { describeJobStore } from './testing/job-store-contract.ts'

describeJobStore('print jobs in memory', async () => {
  const store = createMemoryJobStore()
  return { open: async () => store, destroy: async () => undefined }
})
