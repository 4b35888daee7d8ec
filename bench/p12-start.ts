/**
 * P12: from starting the server process to its first good answer.
 *
 * How: `node sync-server/main.ts` with a data folder of its own and nothing else set, as `npm start` runs it once the web
 * app is built: the embedded database is made, the tables, and the demonstration company. The clock stops at the first 200
 * of /readyz, asked every few milliseconds. "Again" starts it on the same folder after an orderly stop; "after kill -9"
 * after the server was killed and left its database running.
 * Limit: none.
 * Durability: the usual settings, fsync on.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { currentHome } from '../sync-server/database/database-home.ts'
import { findPostmaster, stopPostmaster } from '../sync-server/database/postmaster.ts'
import { median, type Bench, type Line } from './harness/figures.ts'
import { durable, freePort, makeFolder, projectDir } from './harness/ground.ts'

type Start = { seconds: number; child: ChildProcess }

export const bench: Bench = {
  id: 'P12',
  title: 'server start to first answer',
  async run({ isQuick, say }) {
    const runs = isQuick ? 1 : 5
    const fresh: number[] = []
    const again: number[] = []
    const afterKill: number[] = []
    for (let run = 1; run <= runs; run += 1) {
      const folder = await makeFolder('rodnik-bench-start-')
      let running: Start | undefined
      try {
        running = await start(folder)
        fresh.push(running.seconds)
        await end(running, 'SIGTERM')
        running = await start(folder)
        again.push(running.seconds)
        await end(running, 'SIGKILL')
        running = await start(folder)
        afterKill.push(running.seconds)
        say(
          `run ${run} of ${runs}: fresh ${fresh.at(-1)?.toFixed(2)} s, again ${again.at(-1)?.toFixed(2)} s, ` +
            `after kill -9 ${afterKill.at(-1)?.toFixed(2)} s`,
        )
      } finally {
        if (running) await end(running, 'SIGTERM')
        await removeFolder(folder)
      }
    }
    return [
      line('fresh machine: database, tables and demonstration company made', fresh, 8),
      line('again, after an orderly stop', again, 2),
      line('again, after kill -9 of the server', afterKill, null),
    ]
  },
}

async function start(folder: string): Promise<Start> {
  const port = await freePort()
  const log = openSync(path.join(folder, 'server.log'), 'a')
  const began = performance.now()
  const child = spawn(process.execPath, [path.join(projectDir, 'sync-server/main.ts')], {
    cwd: projectDir,
    env: { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: String(port), DATA_DIR: folder, NODE_ENV: 'production' },
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  for (;;) {
    // Nothing listens yet: asked again.
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined)
    if (answer?.ok) return { seconds: (performance.now() - began) / 1000, child }
    if (child.exitCode !== null || performance.now() - began > 120_000) {
      child.kill('SIGKILL')
      throw new Error(`The server did not start:\n${readFileSync(path.join(folder, 'server.log'), 'utf8')}`)
    }
    await sleep(3)
  }
}

async function end({ child }: Start, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill(signal)
  await ended
}

/** Also when a start failed and the database was left behind. */
async function removeFolder(folder: string): Promise<void> {
  const home = await currentHome(folder)
  const left = await findPostmaster(path.join(home, 'data'))
  if (left) {
    await stopPostmaster(left)
  }
  await rm(home, { recursive: true, force: true })
  await rm(folder, { recursive: true, force: true })
}

const line = (what: string, runs: number[], budgetSeconds: number | null): Line => ({
  id: 'P12',
  what,
  unit: 's',
  runs,
  limit: null,
  budget: budgetSeconds === null ? '–' : `≤ ${budgetSeconds} s`,
  isMet: budgetSeconds === null ? null : median(runs) <= budgetSeconds,
  durability: durable,
})
