import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

export interface TestDatabase {
  /** Of a database that this test file has to itself; empty at first. */
  url: string
  pool: pg.Pool
  /** Ends the pool and removes the database, whoever is still connected. */
  drop(): Promise<void>
}

/** A fresh, empty database on the run's PostgreSQL; for files named `*.db.test.ts`. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = inject('testDatabaseServer')
  const name = `test_${randomBytes(8).toString('hex')}`
  await onServer(server, `create database ${name} template template0 strategy file_copy`)
  const url = new URL(server)
  url.pathname = `/${name}`
  const pool = new pg.Pool({ connectionString: url.href, max: 10 })
  return {
    url: url.href,
    pool,
    async drop() {
      await pool.end()
      await onServer(server, `drop database ${name} with (force)`)
    },
  }
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
