// A Chromium for the tests: one the system has, else Playwright's, brought earlier or now, else the distribution's package,
// else a sentence that says how to get one.

import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { chromium } from '@playwright/test'
import { fetchChromium } from './fetch-chromium.ts'

const programs = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
const macPrograms = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/**
 * What every Chromium of ours is started with. No sandbox: tests often run as root, where it cannot start, and they open
 * only our own pages. Nothing is fetched or asked on the browser's own account.
 */
export const chromiumArgs = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** The path of a Chromium that starts, or undefined. RODNIK_CHROMIUM names one of your own. */
export function findChromium(): string | undefined {
  const onPath = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .flatMap((folder) => programs.map((name) => path.join(folder, name)))
  const own = process.env['RODNIK_CHROMIUM']
  const candidates = own ? [own] : [...onPath, ...macPrograms, chromium.executablePath()]
  return candidates.find((file) => existsSync(file) && doesStart(file))
}

/**
 * Finds one, or gets Playwright's or the distribution's package, which takes a while and is said. Throws the sentence for
 * a person. `fetch`: see `fetchChromium`.
 */
export async function ensureChromium(
  say: (sentence: string) => void,
  fetch: () => Promise<string | null> = fetchChromium,
): Promise<string> {
  const found = findChromium()
  if (found) return found
  // Where one was named, Playwright's would be fetched for nothing.
  if (!process.env['RODNIK_CHROMIUM']) {
    say('no Chromium found: fetching the one of Playwright (some 200 MB, given up after a minute without progress)')
    const failure = await fetch()
    const fetched = findChromium()
    if (fetched) return fetched
    say(`the Chromium of Playwright cannot be had: ${failure ?? 'it was fetched, and does not start here'}`)
  }
  const apt = aptCommand()
  if (apt) {
    say('no Chromium found: installing the package "chromium" of this system (some minutes)')
    run([...apt, 'update', '-q'])
    run([...apt, 'install', '-y', '-q', '--no-install-recommends', 'chromium'])
    const installed = findChromium()
    if (installed) return installed
  }
  throw new Error(
    `The browser tests need a Chromium and there is none${apt ? ', and installing the package "chromium" did not give one' : ''}. ` +
      `Install Chromium or Google Chrome (Debian: "apt-get install chromium" as root), run "npx playwright install chromium", ` +
      `or name one: RODNIK_CHROMIUM=/path/to/chrome npm test`,
  )
}

/** A shim that only tells how to install the real thing (Ubuntu's chromium-browser without snap) does not count. */
function doesStart(file: string): boolean {
  return spawnSync(file, ['--version', '--no-sandbox'], { encoding: 'utf8', timeout: 20_000 }).status === 0
}

function aptCommand(): string[] | undefined {
  if (spawnSync('apt-get', ['--version']).status !== 0) return undefined
  if (process.geteuid?.() === 0) return ['apt-get']
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n', 'apt-get'] : undefined
}

function run([command = '', ...args]: string[]): void {
  spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
}
