// PostgreSQL refuses to run as root. Where the server is started as root (a container, a small shop server), the
// database runs as an account without privileges; we choose an existing one and never create accounts on the machine.

import { readFile, stat } from 'node:fs/promises'
import os from 'node:os'
import { StartError } from '../config/start-error.ts'

export interface DatabaseAccount {
  name: string
  uid: number
  gid: number
  /** What `spawn` needs to become this account; empty when we already are it. */
  credentials: { uid: number; gid: number } | Record<string, never>
}

const preferred = ['rodnik', 'postgres', 'nobody']

/**
 * The account the database runs as: ourselves, or, for root, the owner of an existing database, or else the first that
 * exists of `rodnik`, `postgres`, `nobody`.
 */
export async function chooseDatabaseAccount(dataDirectory: string): Promise<DatabaseAccount> {
  const owner = await ownerOf(dataDirectory)
  const uid = process.geteuid?.() ?? -1
  if (uid !== 0) {
    const name = os.userInfo().username
    if (owner && owner.uid !== uid && uid !== -1) {
      throw new StartError(
        `The database in ${dataDirectory} belongs to another account (number ${owner.uid}), and this server was started as "${name}". ` +
          `Start it as that account or as root, or set DATA_DIR to another folder.`,
      )
    }
    return { name, uid, gid: process.getegid?.() ?? -1, credentials: {} }
  }

  const accounts = parseAccounts(await readFile('/etc/passwd', 'utf8'))
  const found =
    owner && owner.uid !== 0
      ? accounts.find((account) => account.uid === owner.uid)
      : preferred.map((name) => accounts.find((account) => account.name === name)).find(Boolean)
  if (!found) {
    throw new StartError(
      owner && owner.uid !== 0
        ? `The database in ${dataDirectory} belongs to account number ${owner.uid}, which this machine does not know. ` +
            `Give the folder to a known account (chown -R rodnik), or set DATA_DIR to another folder.`
        : `The server was started as root, the database must not run as root, and this machine has none of the accounts ${preferred.join(', ')}. ` +
            `Create one (useradd --system rodnik), or start the server as an ordinary account.`,
    )
  }
  return { ...found, credentials: { uid: found.uid, gid: found.gid } }
}

function parseAccounts(passwd: string): { name: string; uid: number; gid: number }[] {
  return passwd
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
}

async function ownerOf(directory: string): Promise<{ uid: number } | undefined> {
  try {
    return { uid: (await stat(directory)).uid }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT') return undefined
    if (code === 'EACCES')
      throw new StartError(
        `The folder ${directory} cannot be read by this account. Set DATA_DIR to a folder of yours.`,
        { cause: error },
      )
    throw error
  }
}
