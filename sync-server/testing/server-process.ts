/** The server as a process of its own, as `npm start` runs it, for tests that kill it. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import os from 'node:os'
import path from 'node:path'
import { expect } from 'vitest'

export interface ServerProcess {
  process: ChildProcess
  /** Its standard output: what it says to the person who started it. */
  said: () => string
  /** Its standard error: the log. */
  log: () => string
  /** The exit code; null after a signal. */
  ended: Promise<number | null>
}

/** An organisation of one's own on any free port of the loopback, unless `env` says otherwise. */
export function startServerProcess(env: Record<string, string>): ServerProcess {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, '..', 'main.ts')], {
    cwd: os.tmpdir(),
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: '0',
      DEMO: '0',
      ADMIN_PIN: '582031',
      LOG_LEVEL: 'info',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  let log = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (log += text))
  const ended = once(child, 'close').then(([code]) => code as number | null)
  return { process: child, said: () => said, log: () => log, ended }
}

/** Its address, as soon as it serves. */
export async function untilOpen(server: ServerProcess): Promise<string> {
  await expect.poll(server.said, { timeout: 100_000 }).toContain('Rodnik is open')
  return /http:\/\/localhost:\d+/.exec(server.said())?.[0] ?? ''
}
