// Builds the web app into out/, unless out/ already holds exactly what the sources would give.

import { spawn } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { finishExport } from './finish-export.ts'
import { sourceFingerprint } from './source-fingerprint.ts'

const projectDir = path.resolve(import.meta.dirname, '..')
const outDir = path.join(projectDir, 'out')
const note = path.join(outDir, 'build.json')

export async function buildWebApp(options: { say: (sentence: string) => void; force?: boolean }): Promise<void> {
  const fingerprint = sourceFingerprint(projectDir)
  if (!options.force && builtFingerprint() === fingerprint) return
  options.say('building the web app (once for each change of it; about a minute)')
  const began = performance.now()
  rmSync(outDir, { recursive: true, force: true })
  await runNext(fingerprint)
  options.say('listing its pages for offline use, compressing its files')
  finishExport(outDir, path.join(projectDir, '.next', 'sw.js'))
  // Written last: a build that was interrupted has no note and is made again.
  writeFileSync(note, JSON.stringify({ fingerprint }))
  options.say(`built the web app in ${Math.round((performance.now() - began) / 1_000)} s`)
}

function builtFingerprint(): string | undefined {
  try {
    return (JSON.parse(readFileSync(note, 'utf8')) as { fingerprint?: string }).fingerprint
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' || error instanceof SyntaxError) return undefined
    throw error
  }
}

async function runNext(buildId: string): Promise<void> {
  const next = path.join(projectDir, 'node_modules/next/dist/bin/next')
  const child = spawn(process.execPath, [next, 'build', '--webpack'], {
    cwd: projectDir,
    stdio: 'inherit',
    env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', RODNIK_BUILD_ID: buildId },
  })
  // A build that nobody waits for any more would go on alone.
  const end = () => void child.kill('SIGTERM')
  process.on('SIGTERM', end).on('SIGHUP', end)
  const result = await new Promise<number | string | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(signal ?? code))
  })
  process.off('SIGTERM', end).off('SIGHUP', end)
  if (result !== 0) throw new Error(`The web app could not be built (${result}); the reason stands above.`)
}

if (import.meta.main)
  await buildWebApp({
    say: (sentence) => process.stdout.write(`${sentence}\n`),
    force: process.argv.includes('--force'),
  })
