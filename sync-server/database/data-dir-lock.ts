// One server per DATA_DIR. The lock is a file naming the process that holds it; a process that was killed leaves the file
// behind, so a holder counts only while that very process (number, boot, start time) is alive.

import { readFileSync } from 'node:fs'
import { link, mkdir, readFile, rename, unlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { StartError } from '../config/start-error.ts'

const holderSchema = z.object({ pid: z.number(), boot: z.string(), startedTicks: z.string() })
type Holder = z.infer<typeof holderSchema>

/** Takes the lock or says who has it. The returned function gives it back. */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  const lockFile = path.join(dataDir, 'server.lock')
  const me = {
    pid: process.pid,
    boot: bootId(),
    startedTicks: processOf(process.pid)?.startedTicks ?? '',
  } satisfies Holder
  try {
    await mkdir(dataDir, { recursive: true })
    for (let attempt = 0; attempt < 5; attempt++) {
      if (await createLock(lockFile, me)) return () => removeLock(lockFile, me)
      const holder = await readHolder(lockFile)
      if (holder && isAlive(holder)) throw alreadyRunning(dataDir, holder)
      await removeLock(lockFile, holder)
    }
  } catch (error) {
    if (error instanceof StartError) throw error
    throw new StartError(
      `The folder ${dataDir} cannot be used: ${(error as Error).message}. Set DATA_DIR to a folder that this account may write to.`,
      {
        cause: error,
      },
    )
  }
  throw new StartError(`Several servers are starting in ${dataDir} at once. Start only one of them.`)
}

/** Whether a server holds the folder now. */
export async function isDataDirLocked(dataDir: string): Promise<boolean> {
  const holder = await readHolder(path.join(dataDir, 'server.lock'))
  return holder !== undefined && isAlive(holder)
}

function alreadyRunning(dataDir: string, holder: Holder): StartError {
  return new StartError(
    `A server is already running on ${dataDir} (process ${holder.pid}). ` +
      `Stop it first, or set DATA_DIR to another folder; several servers may share one database only by DATABASE_URL.`,
  )
}

/** A file appears under its name with its content already in it, or not at all. */
async function createLock(lockFile: string, me: Holder): Promise<boolean> {
  const draft = `${lockFile}.${me.pid}`
  await writeFile(draft, JSON.stringify(me), { mode: 0o644 })
  try {
    await link(draft, lockFile)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  } finally {
    await unlink(draft)
  }
}

async function readHolder(lockFile: string): Promise<Holder | undefined> {
  try {
    return holderSchema.parse(JSON.parse(await readFile(lockFile, 'utf8')))
  } catch (error) {
    // Gone since we looked, or damaged by a full disk: either way nobody holds it.
    if (
      (error as NodeJS.ErrnoException).code === 'ENOENT' ||
      error instanceof SyntaxError ||
      error instanceof z.ZodError
    )
      return undefined
    throw error
  }
}

/** Removes the file if it is still the one that `holder` wrote: between reading and removing, another may have taken it. */
async function removeLock(lockFile: string, holder: Holder | undefined): Promise<void> {
  const aside = `${lockFile}.${process.pid}.old`
  try {
    await rename(lockFile, aside)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  const taken = await readHolder(aside)
  if (taken && JSON.stringify(taken) !== JSON.stringify(holder)) await link(aside, lockFile)
  await unlink(aside)
}

function isAlive(holder: Holder): boolean {
  // A container's server has the same number at every start: our own number is never another server.
  if (holder.pid === process.pid || holder.boot !== bootId()) return false
  try {
    process.kill(holder.pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false
  }
  const found = processOf(holder.pid)
  return found === undefined || (found.startedTicks === holder.startedTicks && !found.isDead)
}

function bootId(): string {
  return readProc('/proc/sys/kernel/random/boot_id')?.trim() ?? ''
}

/**
 * When the process started, in clock ticks since boot, and whether it has ended and only waits for its parent to ask for
 * its exit code: some supervisors never do. undefined where the system does not say.
 */
function processOf(pid: number): { startedTicks: string; isDead: boolean } | undefined {
  // The second field is the program's name in parentheses and may hold spaces; "state" is field 3, "starttime" field 22.
  const stat = readProc(`/proc/${pid}/stat`)
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields && { startedTicks: fields[19] ?? '', isDead: fields[0] === 'Z' || fields[0] === 'X' }
}

function readProc(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES') return undefined
    throw error
  }
}
