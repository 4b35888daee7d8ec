// A real server process for a journey: its own folder, its own port, the embedded PostgreSQL. A journey may stop it in
// order, kill it without a chance, and start it again on the same data and the same port.

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { freePort } from './free-port.ts'

const projectDir = path.resolve(import.meta.dirname, '..')

export interface Rodnik {
  url: string
  port: number
  dataDir: string
  /** Everything the server said to the person who started it: addresses, PINs. */
  said(): string
  /** The JSON log so far. */
  log(): string
  /** SIGTERM, and waits until the process is gone. Answers its exit code. */
  stop(): Promise<number | null>
  /** SIGKILL: nothing is finished. The database lives on, as it does in life. */
  kill(): Promise<void>
  /** Starts it again after `stop` or `kill`. */
  start(): Promise<void>
  /** Stops everything, the database too, and removes the folder. */
  dispose(): Promise<void>
}

export async function startRodnik(options: { env?: Record<string, string> } = {}): Promise<Rodnik> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'rodnik-e2e-'))
  await chmod(dataDir, 0o755) // as root the database runs as another account, which must be able to enter
  const port = await freePort()
  let child: ChildProcess | undefined
  let said = ''
  let log = ''

  const rodnik: Rodnik = {
    url: `http://localhost:${port}`,
    port,
    dataDir,
    said: () => said,
    log: () => log,
    async start() {
      said = ''
      const server = spawn(process.execPath, [path.join(projectDir, 'sync-server/main.ts')], {
        cwd: projectDir,
        env: {
          ...process.env,
          PORT: String(port),
          HOST: '127.0.0.1',
          DATA_DIR: dataDir,
          LOG_LEVEL: 'info',
          ...options.env,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      child = server
      server.stdout.setEncoding('utf8').on('data', (text: string) => (said += text))
      server.stderr.setEncoding('utf8').on('data', (text: string) => (log += text))
      const ended = once(server, 'exit').then(() => false)
      const isServing = await Promise.race([untilServing(`${rodnik.url}/readyz`), ended])
      if (!isServing) throw new Error(`The server ended instead of serving:\n${said}\n${log}`)
    },
    stop: () => end('SIGTERM'),
    kill: async () => void (await end('SIGKILL')),
    async dispose() {
      await end('SIGTERM')
      await endOrphanedDatabase(dataDir)
      await rm(dataDir, { recursive: true, force: true })
    },
  }
  await rodnik.start()
  return rodnik

  async function end(signal: NodeJS.Signals): Promise<number | null> {
    const server = child
    child = undefined
    if (!server || server.exitCode !== null || server.signalCode !== null) return server?.exitCode ?? null
    const exit = once(server, 'exit') as Promise<[number | null]>
    server.kill(signal)
    return (await exit)[0]
  }
}

async function untilServing(url: string): Promise<boolean> {
  for (const deadline = Date.now() + 240_000; Date.now() < deadline;) {
    const answer = await fetch(url).catch(() => undefined)
    if (answer?.ok) return true
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  return false
}

async function endOrphanedDatabase(dataDir: string): Promise<void> {
  const pidFile = await readFile(path.join(dataDir, 'postgresql/data/postmaster.pid'), 'utf8').catch(() => '')
  const pid = Number(pidFile.split('\n', 1)[0])
  if (!pid) return
  process.kill(pid, 'SIGINT')
  for (let waited = 0; waited < 10_000 && isAlive(pid); waited += 50)
    await new Promise((resolve) => setTimeout(resolve, 50))
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false // no such process: that is the answer
  }
}
