// One running PostgreSQL: starting it, waiting until it answers, finding one that an earlier server left behind, stopping it.
//
// After `kill -9` of the server its PostgreSQL lives on, holding the data directory. postmaster.pid names it, but the file
// may also be stale and its number reused by another program, so we believe it only together with what /proc shows.

import { spawn } from 'node:child_process'
import { closeSync, openSync, readlinkSync, readdirSync, realpathSync } from 'node:fs'
import { readFile, rename, stat, unlink } from 'node:fs/promises'
import net from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { DatabaseAccount } from './database-account.ts'
import { databaseEnvironment } from './embedded-settings.ts'

export interface Postmaster {
  pid: number
  port: number
  /** Resolves when the process is gone, with what is known about why. */
  exited: Promise<string>
}

export interface PostmasterPlace {
  native: string
  dataDirectory: string
  logFile: string
  account: DatabaseAccount
}

/** Starts PostgreSQL on the port. It does not wait until connections are answered: see `untilAnswering`. */
export async function startPostmaster(
  place: PostmasterPlace,
  port: number,
  settings: Record<string, string>,
): Promise<Postmaster> {
  await setOldLogAside(place.logFile)
  const args = ['-D', place.dataDirectory, '-c', `port=${port}`]
  for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`)
  // Output goes to a file, not to a pipe, so that PostgreSQL outlives a killed server without choking on a broken pipe.
  const log = openSync(place.logFile, 'a')
  try {
    // A process group of its own: Ctrl-C in the terminal must reach the server, which then stops the database in order.
    const child = spawn(path.join(place.native, 'bin', 'postgres'), args, {
      cwd: '/',
      env: databaseEnvironment,
      stdio: ['ignore', log, log],
      detached: true,
      ...place.account.credentials,
    })
    const exited = new Promise<string>((resolve) => {
      child.once('error', (error) => resolve(error.message))
      child.once('exit', (code, signal) => resolve(signal ? `ended by ${signal}` : `ended with code ${code}`))
    })
    return { pid: child.pid ?? -1, port, exited }
  } finally {
    closeSync(log)
  }
}

/** The PostgreSQL that already runs on this data directory, if there is one. */
export async function findPostmaster(dataDirectory: string): Promise<Postmaster | undefined> {
  const named = await readPidFile(dataDirectory)
  if (!named || !isAlive(named.pid)) return undefined
  const running = processesIn(dataDirectory)
  if (running && !running.includes(named.pid)) return undefined
  return { ...named, exited: untilGone(named.pid).then(() => 'ended') }
}

/**
 * Makes way for a fresh start: waits for the helpers of a killed PostgreSQL to leave, then removes a pid file whose number
 * now belongs to a stranger. PostgreSQL handles all other stale files by itself.
 */
export async function clearStalePidFile(dataDirectory: string): Promise<void> {
  const named = await readPidFile(dataDirectory)
  if (!named) return
  for (let waited = 0; waited < 10_000 && processesIn(dataDirectory)?.length; waited += 50) await sleep(50)
  const left = processesIn(dataDirectory)
  if (left?.length === 0 && isAlive(named.pid)) await unlink(path.join(dataDirectory, 'postmaster.pid'))
}

/** True once PostgreSQL takes our connection; false when it ended first or the time is over. */
export async function untilAnswering(postmaster: Postmaster, url: string, timeoutMs: number): Promise<boolean> {
  let isGone = false
  void postmaster.exited.then(() => (isGone = true))
  const deadline = performance.now() + timeoutMs
  while (!isGone && performance.now() < deadline) {
    if (await answers(url)) return true
    await sleep(25)
  }
  return false
}

/** Fast shutdown: open transactions are rolled back, everything committed is written out. Immediate only if that hangs. */
export async function stopPostmaster(postmaster: Postmaster): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!sendSignal(postmaster.pid, signal)) return
    // The timer keeps this process alive: nothing else does while a database that an earlier server left behind ends.
    const waiting = new AbortController()
    const isGone = await Promise.race([
      postmaster.exited.then(() => true),
      sleep(30_000, false, { signal: waiting.signal }).catch(() => false),
    ])
    waiting.abort()
    if (isGone) return
  }
}

/** A port of the loopback address that is free now. */
export async function freePort(): Promise<number> {
  const server = net.createServer()
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as net.AddressInfo
      server.close(() => resolve(port))
    })
  })
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 })
  // A connection that breaks after it was made reports here too; unheard it would end the process.
  client.on('error', () => undefined)
  try {
    await client.connect()
    return true
  } catch (error) {
    // 28P01: it answers, but is not ours. Waiting would not help.
    if ((error as { code?: string }).code === '28P01') throw error
    return false
  } finally {
    await client.end()
  }
}

async function readPidFile(dataDirectory: string): Promise<{ pid: number; port: number } | undefined> {
  try {
    const lines = (await readFile(path.join(dataDirectory, 'postmaster.pid'), 'utf8')).split('\n')
    const [pid, , , port] = lines.map(Number)
    return pid && port ? { pid, port } : undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Processes whose working directory is the data directory, which is so for PostgreSQL's own; undefined without /proc. */
function processesIn(dataDirectory: string): number[] | undefined {
  const wanted = realpathSync(dataDirectory)
  const found: number[] = []
  try {
    for (const name of readdirSync('/proc')) {
      if (/^\d+$/.test(name) && workingDirectory(name) === wanted) found.push(Number(name))
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  return found
}

function workingDirectory(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    // Ended meanwhile, or another account's process, which is not our PostgreSQL.
    if (code === 'ENOENT' || code === 'EACCES' || code === 'ESRCH' || code === 'EPERM') return undefined
    throw error
  }
}

function isAlive(pid: number): boolean {
  return sendSignal(pid, 0)
}

function sendSignal(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, signal)
    return true
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ESRCH') return false
    if (code === 'EPERM' && signal === 0) return true
    throw error
  }
}

async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await sleep(250, undefined, { ref: false })
}

const largestLogBytes = 10_000_000

async function setOldLogAside(logFile: string): Promise<void> {
  try {
    if ((await stat(logFile)).size > largestLogBytes) await rename(logFile, `${logFile}.old`)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
}
