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
  pool.on('error', (error) => {
    if (!pool.ending) throw error
  })
  return {
    url: url.href,
    pool,
    async drop() {
      await pool.end()
      await untilAlone(server, name)
      await onServer(server, `drop database ${name} with (force)`)
    },
  }
}

/**
 * A pool's `end` resolves before its connections are gone on the server's side, and a connection that is dropped by force
 * in that moment is an error that nobody listens to. So those that are leaving get a moment.
 */
async function untilAlone(server: string, name: string): Promise<void> {
  for (let waited = 0; waited < 20_000; waited += 20) {
    const others = await onServer(server, `select 1 from pg_stat_activity where datname = '${name}'`)
    if (others === 0) return
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

/** The number of rows of the answer. */
async function onServer(url: string, sql: string): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rowCount ?? 0
  } finally {
    await client.end()
  }
}
