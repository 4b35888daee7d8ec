// `npm run enrol`: a code that lets a browser of the staff in, beside a running server or without one. For whoever has
// lost the last browser of the office: codes are made there.

import path from 'node:path'
import pg from 'pg'
import { readConfig } from '../sync-server/config/read-config.ts'
import { StartError } from '../sync-server/config/start-error.ts'
import { checkOutsideDatabase } from '../sync-server/database/check-outside-database.ts'
import { openDatabase } from '../sync-server/database/open-database.ts'
import { noLog } from '../sync-server/database/start-embedded-postgres.ts'
import { openWayIn } from '../sync-server/office/ensure-organisation.ts'
import { theOrganisation } from '../sync-server/store/postgres/organisations.ts'
import { readMigrations } from '../sync-server/store/postgres/migrate.ts'
import { stateOfTables } from '../sync-server/store/postgres/state-of-tables.ts'
import { createPostgresStore } from '../sync-server/store/postgres/postgres-store.ts'

const projectDir = path.resolve(import.meta.dirname, '..')

/** In the database at this address; a StartError when no server has ever made its tables. */
export async function makeCode(url: string, now: number): Promise<{ code: string; expiresAt: number }> {
  const pool = new pg.Pool({ connectionString: url, max: 1, application_name: 'rodnik-enrol' })
  try {
    if ((await stateOfTables(pool, await readMigrations())) !== 'ours') {
      throw new StartError('This database was not made by this version of Rodnik. Start the server once: npm start')
    }
    const store = createPostgresStore({
      connectionString: url,
      onTrouble: (error) => process.stderr.write(`${String(error)}\n`),
    })
    try {
      return await openWayIn({ store, pool, org: theOrganisation }, now)
    } finally {
      await store.close()
    }
  } finally {
    await pool.end()
  }
}

async function main(): Promise<void> {
  const config = readConfig(process.env, { projectDir, isInteractive: process.stdout.isTTY })
  if (config.databaseUrl) await checkOutsideDatabase(config.databaseUrl)
  const progress = (sentence: string) => void process.stderr.write(`${sentence}\n`)
  const database = await openDatabase(config, { log: noLog, progress })
  try {
    const { code, expiresAt } = await makeCode(database.url, Date.now())
    process.stdout.write(
      `Code ${code}: open /enrol#${code} in the browser and sign in there. It works once, until ${new Date(expiresAt).toLocaleString('sv-SE')}.\n`,
    )
  } finally {
    await database.close()
  }
}

if (import.meta.main) {
  await main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof StartError ? error.message : String((error as Error).stack)}\n`)
    process.exitCode = 1
  })
}
