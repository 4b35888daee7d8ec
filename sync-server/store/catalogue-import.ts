/** The database's half of `npm run import`: finds the database (or starts it for this), makes the tables, opens the sink. */
import path from 'node:path'
import pg from 'pg'
import { readConfig } from '../config/read-config.ts'
import { checkOutsideDatabase } from '../database/check-outside-database.ts'
import { openDatabase } from '../database/open-database.ts'
import type { CatalogueSink } from '../exchange/catalogue-sink.ts'
import { createOrganisation, theOrganisation } from './postgres/organisations.ts'
import { migrate } from './postgres/migrate.ts'
import { openCatalogueSink as openSink } from './postgres/catalogue-sink.ts'

const projectDir = path.resolve(import.meta.dirname, '../..')

export async function openCatalogueSink(env: Readonly<Record<string, string | undefined>>): Promise<CatalogueSink> {
  const config = readConfig(env, { projectDir, isInteractive: process.stdout.isTTY })
  if (config.databaseUrl) await checkOutsideDatabase(config.databaseUrl)
  const database = await openDatabase(config, { log: quiet, progress: say })
  try {
    const pool = new pg.Pool({ connectionString: database.url, max: 1, application_name: 'rodnik-import' })
    pool.on('error', () => undefined) // an idle connection that breaks: the next query tells
    try {
      await migrate(pool, { say })
      // The server's first start adds what else an organisation needs.
      await createOrganisation(pool, { id: theOrganisation, name: 'Rodnik' })
    } finally {
      await pool.end()
    }
    const sink = await openSink({
      connectionString: database.url,
      org: theOrganisation,
      by: null,
      now: () => Date.now(),
    })
    return {
      begin: (run) => sink.begin(run),
      stage: (batch) => sink.stage(batch),
      commit: () => sink.commit(),
      rollback: () => sink.rollback(),
      async close() {
        await sink.close()
        await database.close()
      },
    }
  } catch (error) {
    await database.close()
    throw error
  }
}

/** Progress goes beside the command's answer, which is on standard output. */
const say = (sentence: string): void => void process.stderr.write(`${sentence}\n`)
const quiet = { info: () => undefined, warn: () => undefined, error: (_fields: object, text: string) => say(text) }
