import { createMemoryStore } from '../store/memory.ts'
import { syncRules } from './testing/sync-rules.ts'

syncRules(async () => {
  const store = createMemoryStore()
  store.createOrganisation('water')
  return {
    store,
    org: 'water',
    addDevice: async (id) => store.addDevice('water', id),
    close: async () => undefined,
  }
})
