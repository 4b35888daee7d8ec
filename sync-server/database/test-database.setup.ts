// One PostgreSQL for a whole vitest run, started only when a database test is among the chosen ones. fsync is off here:
// these tests never cut the power. A test that kills the database starts its own, with the durable settings.

import { chmod, mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from './start-embedded-postgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    testDatabaseServer: string
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'rodnik-test-'))
  await chmod(dataDir, 0o755) // as root the database runs as another account, which must be able to enter
  const postgres = await startEmbeddedPostgres({
    dataDir,
    log: { info: () => undefined, warn: console.warn, error: console.error },
    settings: {
      fsync: 'off',
      full_page_writes: 'off',
      max_connections: '200',
      shared_buffers: '256MB',
      max_wal_size: '4GB',
    },
  })
  project.provide('testDatabaseServer', postgres.url)
  return async () => {
    await postgres.stop()
    await rm(path.dirname(postgres.dataDirectory), { recursive: true, force: true })
    await rm(dataDir, { recursive: true, force: true })
  }
}
