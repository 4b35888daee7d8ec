import { afterAll } from 'vitest'
import { createTestDatabase } from '../../database/test-database.ts'
import { storeContract } from '../contract/store-contract.ts'
import { migrate } from './migrate.ts'
import { beginEpoch, createOrganisation } from './organisations.ts'
import { createPostgresStore } from './postgres-store.ts'

const database = await createTestDatabase()
await migrate(database.pool)
afterAll(() => database.drop())

let organisations = 0

storeContract(async () => {
  organisations += 1
  const org = `org-${organisations}`
  await createOrganisation(database.pool, { id: org, name: 'Вода' })
  const store = createPostgresStore({ connectionString: database.url })
  return {
    store,
    org,
    addDevice: async (id) => {
      await database.pool.query('insert into devices (org, id) values ($1, $2)', [org, id])
    },
    beginEpoch: (now) => beginEpoch(database.pool, now),
    close: () => store.close(),
  }
})
