/** A test file's own database with all tables, and further connections to it, as other server processes have them. */
import pg from 'pg'
import { createTestDatabase, type TestDatabase } from '../database/test-database.ts'
import { migrate } from '../store/postgres/migrate.ts'

export type IdentityDatabase = TestDatabase & { connectAnother(): pg.Pool }

export async function createIdentityDatabase(): Promise<IdentityDatabase> {
  const database = await createTestDatabase()
  await migrate(database.pool)
  return { ...database, connectAnother: () => new pg.Pool({ connectionString: database.url, max: 5 }) }
}
