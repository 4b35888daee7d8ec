// Where the database lives. Normally DATA_DIR/postgresql; but when root starts the server inside a folder that other
// accounts cannot enter (a clone under /root), the account that runs the database could not reach it there, so its home
// is a folder of its own under /var/lib, and DATA_DIR/database-home.json points to it.
//
//   home/data       PostgreSQL's own directory, mode 0700
//   home/password   of the role "rodnik", mode 0600
//   home/log        what PostgreSQL says
//   home/programs-… copies of the programs, where the installed ones cannot be reached

import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, chown, mkdir, readFile, rmdir, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { StartError } from '../config/start-error.ts'
import type { DatabaseAccount } from './database-account.ts'

const pointer = z.object({ home: z.string() })

/** The home that DATA_DIR names today; it need not exist yet. */
export async function currentHome(dataDir: string): Promise<string> {
  try {
    return pointer.parse(JSON.parse(await readFile(pointerFile(dataDir), 'utf8'))).home
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return path.join(dataDir, 'postgresql')
    throw new StartError(
      `The file ${pointerFile(dataDir)} should name the folder of the database and cannot be read. Restore it from a backup, or remove it to start an empty database.`,
      { cause: error },
    )
  }
}

/** Makes sure the home exists and `account` can enter and own it; moves it under `elsewhere` where it cannot. */
export async function ensureHome(options: {
  dataDir: string
  account: DatabaseAccount
  elsewhere: string
  progress: (sentence: string) => void
}): Promise<string> {
  const { dataDir, account, progress } = options
  const home = await currentHome(dataDir)
  await makeOwned(home, account)
  if (canEnter(home, account)) return home

  if (await hasDatabase(home)) {
    throw new StartError(
      `The database in ${home} cannot be entered by the account "${account.name}" that should run it. ` +
        `Give that account the right to enter every folder above it (chmod o+x), or start the server as the account that made it.`,
    )
  }
  const moved = path.join(options.elsewhere, `rodnik-${randomBytes(6).toString('hex')}`)
  progress(`the account "${account.name}" cannot enter ${dataDir}, so the database is kept in ${moved}`)
  await makeOwned(moved, account)
  await rmdir(home)
  if (!canEnter(moved, account)) {
    throw new StartError(
      `The account "${account.name}" can enter neither ${home} nor ${moved}. Set DATA_DIR to a folder it can enter.`,
    )
  }
  await writeFile(pointerFile(dataDir), `${JSON.stringify({ home: moved }, null, 2)}\n`)
  return moved
}

function pointerFile(dataDir: string): string {
  return path.join(dataDir, 'database-home.json')
}

async function makeOwned(directory: string, account: DatabaseAccount): Promise<void> {
  try {
    await mkdir(directory, { recursive: true })
    const { uid } = await stat(directory)
    if (uid !== account.uid && 'uid' in account.credentials) await chown(directory, account.uid, account.gid)
    await chmod(directory, 0o700)
  } catch (error) {
    throw new StartError(
      `The folder ${directory} for the database cannot be made: ${(error as Error).message}. Set DATA_DIR to a folder that this account may write to.`,
      { cause: error },
    )
  }
}

/** Asks the system rather than reading mode bits: access lists, mounts and namespaces have their say too. */
function canEnter(directory: string, account: DatabaseAccount): boolean {
  if (!('uid' in account.credentials)) return true
  const trial = spawnSync('/bin/sh', ['-c', 'cd -- "$1" && test -w .', 'sh', directory], {
    cwd: '/',
    ...account.credentials,
  })
  if (trial.error) {
    throw new StartError(
      `The server runs as root but may not start a program as the account "${account.name}" (${trial.error.message}). ` +
        `Start it as an ordinary account, or set DATABASE_URL to a PostgreSQL of your own.`,
      { cause: trial.error },
    )
  }
  return trial.status === 0
}

async function hasDatabase(home: string): Promise<boolean> {
  try {
    await stat(path.join(home, 'data', 'PG_VERSION'))
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw error
  }
}
