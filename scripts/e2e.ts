// `npm run test:e2e [-- playwright arguments]`: a Chromium, a built web app, then Playwright.

import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { buildWebApp } from './build.ts'
import { ensureChromium } from './find-chromium.ts'

const projectDir = path.resolve(import.meta.dirname, '..')

/** Runs the journeys; answers whether all of them passed. */
export async function runJourneys(options: { say: (sentence: string) => void; args?: string[] }): Promise<boolean> {
  const executable = await ensureChromium(options.say)
  await buildWebApp({ say: options.say })
  const playwright = path.join(projectDir, 'node_modules/@playwright/test/cli.js')
  const run = spawnSync(process.execPath, [playwright, 'test', ...(options.args ?? [])], {
    cwd: projectDir,
    stdio: 'inherit',
    env: { ...process.env, RODNIK_CHROMIUM: executable },
  })
  return run.status === 0
}

if (import.meta.main) {
  const didPass = await runJourneys({
    say: (sentence) => process.stdout.write(`${sentence}\n`),
    args: process.argv.slice(2),
  }).catch((error: unknown) => {
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`)
    return false
  })
  process.exit(didPass ? 0 : 1)
}
