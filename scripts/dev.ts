// `npm run dev`: Next's development server on PORT (3000) and, beside it, the sync server on the next port, started again
// at every change of its files. The pages call /api on their own origin; Next hands it on.

import { spawn, type ChildProcess } from 'node:child_process'
import path from 'node:path'

const projectDir = path.resolve(import.meta.dirname, '..')
const port = Number(process.env['PORT'] ?? 3000)
const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', RODNIK_SYNC_SERVER: `http://127.0.0.1:${port + 1}` }

const server = run(['--watch', 'sync-server/main.ts'], { ...env, PORT: String(port + 1), HOST: '127.0.0.1' })
const web = run(['node_modules/next/dist/bin/next', 'dev', '--webpack', '--port', String(port)], env)

// Ctrl-C reaches both by the terminal; any other way of ending one ends the other.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(signal))
server.once('exit', () => stop('SIGTERM'))
web.once('exit', () => stop('SIGTERM'))

function run(args: string[], environment: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, args, { cwd: projectDir, stdio: 'inherit', env: environment })
}

function stop(signal: NodeJS.Signals): void {
  for (const child of [server, web]) if (child.exitCode === null) child.kill(signal)
}
