import { chmod, cp, mkdir, mkdtemp, readFile, readdir, rm, unlink } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { packagedPostgres, usablePostgres } from './binaries.ts'
import { chooseDatabaseAccount } from './database-account.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'rodnik-programs-'))
  await chmod(folder, 0o755)
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** The package as npm unpacks it: no links, and its install script did not run. */
async function freshPackage(at: string): Promise<string> {
  const native = path.join(at, 'native')
  await cp(packagedPostgres(), native, { recursive: true, verbatimSymlinks: true })
  await cp(path.join(packagedPostgres(), '../package.json'), path.join(at, 'package.json'))
  const links = JSON.parse(await readFile(path.join(native, 'pg-symlinks.json'), 'utf8')) as { target: string }[]
  for (const link of links) await unlink(path.join(at, link.target)).catch(() => undefined)
  return native
}

it('makes the links that the package lists, and runs the programs from there', async () => {
  const packaged = await freshPackage(folder)
  const account = await chooseDatabaseAccount(path.join(folder, 'data'))
  const said: string[] = []
  const options = {
    packaged,
    copiesDirectory: path.join(folder, 'home'),
    account,
    progress: (sentence: string) => said.push(sentence),
  }
  expect(await usablePostgres(options)).toBe(packaged)
  expect(said).toEqual([])
})

it('copies the programs where the account can run them, when it cannot reach them; once', async () => {
  const closed = path.join(folder, 'закрыто')
  await mkdir(closed)
  const packaged = await freshPackage(closed)
  // Nobody may enter: root's database account cannot, and an ordinary account cannot run what is not executable.
  if (process.getuid?.() === 0) await chmod(closed, 0o700)
  else for (const program of ['initdb', 'postgres']) await chmod(path.join(packaged, 'bin', program), 0o600)
  const account = await chooseDatabaseAccount(path.join(folder, 'data'))
  const copiesDirectory = path.join(folder, 'home')
  const said: string[] = []
  const use = () => usablePostgres({ packaged, copiesDirectory, account, progress: (sentence) => said.push(sentence) })
  if (process.getuid?.() !== 0) return expect(use()).rejects.toThrow(/do not run on this machine/)
  const native = await use()
  expect(native.startsWith(copiesDirectory)).toBe(true)
  expect(await use()).toBe(native)
  expect(said).toHaveLength(1)
  expect(await readdir(copiesDirectory)).toEqual([path.basename(native)])
})

it('says what to do on a machine it has no programs for', () => {
  expect(() => packagedPostgres('sunos', 'sparc')).toThrow(
    /no PostgreSQL for this machine \(sunos, sparc\).*DATABASE_URL/,
  )
})
