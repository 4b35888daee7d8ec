/** A migrated database for a test file, and a fresh organisation in it for every test. */
import { createTestDatabase, type TestDatabase } from '../../database/test-database.ts'
import { migrate } from '../../store/postgres/migrate.ts'
import { createOrganisation } from '../../store/postgres/organisations.ts'
import { createPostgresStore, type PostgresStore } from '../../store/postgres/postgres-store.ts'
import type { Announcement } from '../../store/ports.ts'

export type OpenPostgres = {
  database: TestDatabase
  newOrganisation(...devices: string[]): Promise<string>
  addDevice(org: string, id: string): Promise<void>
  /** Another server process, as far as the database can tell: connections and caches of its own. Closed at the end. */
  newStore(onCommit?: (announcement: Announcement) => void): PostgresStore
  closeStores(): Promise<void>
  drop(): Promise<void>
}

export async function openPostgres(): Promise<OpenPostgres> {
  const database = await createTestDatabase()
  await migrate(database.pool)
  let organisations = 0
  const stores: PostgresStore[] = []
  const addDevice = async (org: string, id: string) => {
    await database.pool.query('insert into devices (org, id) values ($1, $2)', [org, id])
  }
  const closeStores = async () => {
    await Promise.all(stores.splice(0).map((store) => store.close()))
  }
  return {
    database,
    async newOrganisation(...devices) {
      organisations += 1
      const org = `org-${organisations}`
      await createOrganisation(database.pool, { id: org, name: 'Вода' })
      for (const device of devices) await addDevice(org, device)
      return org
    },
    addDevice,
    newStore(onCommit) {
      const store = createPostgresStore({ connectionString: database.url, ...(onCommit ? { onCommit } : {}) })
      stores.push(store)
      return store
    },
    closeStores,
    async drop() {
      await closeStores()
      await database.drop()
    },
  }
}
