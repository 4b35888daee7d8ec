// The database for a command beside the server (import, backup): an outside one by its URL, the embedded one of a server
// that runs right now, or the embedded one started just for this command.

import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Config } from '../config/read-config.ts'
import { StartError } from '../config/start-error.ts'
import { isDataDirLocked, lockDataDir } from './data-dir-lock.ts'
import { currentHome } from './database-home.ts'
import { findPostmaster } from './postmaster.ts'
import { embeddedUrl, startEmbeddedPostgres, type LauncherLog } from './start-embedded-postgres.ts'

export interface OpenDatabase {
  url: string
  /** Ends what this command started, and nothing else. */
  close(): Promise<void>
}

export async function openDatabase(
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
  run: { log: LauncherLog; progress?: (sentence: string) => void },
): Promise<OpenDatabase> {
  if (config.databaseUrl) return { url: config.databaseUrl, close: async () => undefined }
  if (await isDataDirLocked(config.dataDir))
    return { url: await urlOfRunning(config.dataDir), close: async () => undefined }
  const unlock = await lockDataDir(config.dataDir)
  try {
    const postgres = await startEmbeddedPostgres({ dataDir: config.dataDir, ...run })
    return {
      url: postgres.url,
      async close() {
        await postgres.stop()
        await unlock()
      },
    }
  } catch (error) {
    await unlock()
    throw error
  }
}

async function urlOfRunning(dataDir: string): Promise<string> {
  const home = await currentHome(dataDir)
  const running = await findPostmaster(path.join(home, 'data'))
  if (!running) {
    throw new StartError(`The server on ${dataDir} is starting or stopping right now. Try again in a few seconds.`)
  }
  return embeddedUrl(running.port, (await readFile(path.join(home, 'password'), 'utf8')).trim())
}
