import { createMemoryStore } from '../store/memory.ts'
import { pushRules } from './testing/push-rules.ts'

pushRules(async () => {
  const store = createMemoryStore()
  store.createOrganisation('water')
  return {
    store,
    org: 'water',
    addDevice: async (id) => store.addDevice('water', id),
    close: async () => undefined,
  }
})
