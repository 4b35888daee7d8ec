// A browser on a profile that outlives it, and that can be killed like a power cut: SIGKILL to the whole process group,
// nothing flushed, nothing closed. The next one opens the same profile.

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, stat, truncate } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { chromium, expect, type Browser, type Page } from '@playwright/test'
import { chromiumArgs, findChromium } from '../scripts/find-chromium.ts'
import { watchConsole } from './console-errors.ts'
import type { Company } from './fixtures.ts'
import { Frame } from './pages/frame.ts'
import { enrolAndSignIn } from './pages/sign-in.ts'

export interface Profile {
  /** Console errors of every browser on it, but for requests that got no answer: this profile lives without a server. */
  errors: string[]
  open(): Promise<Page>
  /** The person closes the window: everything is flushed, cookies too (Chromium writes those only now and then). */
  close(): Promise<void>
  /** Nothing is finished, nothing is flushed. */
  kill(): Promise<void>
  /** Of a browser that is gone: as if it had gone in the middle of the last record that its IndexedDB wrote. */
  tearLastRecord(): Promise<void>
  dispose(): Promise<void>
}

/** Bytes. A record of LevelDB is longer: its head alone has 7. */
const torn = 3

export async function newProfile(size: { width: number; height: number }): Promise<Profile> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rodnik-profile-'))
  const executable = findChromium()
  if (!executable) throw new Error('No Chromium was found')
  let child: ChildProcess | undefined
  let browser: Browser | undefined
  const errors: string[] = []

  const kill = async () => {
    const running = child
    child = undefined
    if (!running?.pid) return
    const gone = once(running, 'exit')
    process.kill(-running.pid, 'SIGKILL')
    await gone
    // The one that keeps the storage dies a moment later on a busy machine: the next browser must not meet it.
    await expect.poll(() => livingOf(running.pid), { intervals: [10] }).toEqual([])
    browser = undefined // its connection ended with the process
  }
  return {
    errors,
    async open() {
      child = spawn(
        executable,
        [
          '--headless=new',
          ...chromiumArgs,
          '--disable-gpu',
          // A window that nobody looks at would get no animation frames, and Playwright waits for them.
          '--disable-backgrounding-occluded-windows',
          '--disable-renderer-backgrounding',
          '--disable-background-timer-throttling',
          '--remote-debugging-port=0',
          `--user-data-dir=${folder}`,
          `--window-size=${size.width},${size.height}`,
          '--lang=ru-RU',
          '--accept-lang=ru-RU',
          'about:blank',
        ],
        // The company's zone, as every other browser of the journeys has: its today is not always the machine's.
        { stdio: ['ignore', 'ignore', 'pipe'], detached: true, env: { ...process.env, TZ: 'Europe/Moscow' } },
      )
      browser = await chromium.connectOverCDP(await debuggerAddress(child), { timeout: 120_000 })
      const context = browser.contexts()[0]
      if (!context) throw new Error('The browser came up without a profile')
      const watch = watchConsole(context, errors)
      watch.expectNetworkErrors()
      watch.expectStatus(503) // of a server that goes or comes
      const page = context.pages()[0] ?? (await context.newPage())
      await page.setViewportSize(size)
      await page.bringToFront()
      return page
    },
    async close() {
      const running = child
      if (!running || !browser) return
      const gone = once(running, 'exit')
      const session = await browser.newBrowserCDPSession()
      // A browser that goes at once may be gone before it has answered; one that stays is waited for in vain.
      await Promise.all([gone, session.send('Browser.close').catch(() => gone)])
      child = undefined
      browser = undefined
    },
    kill,
    async tearLastRecord() {
      const folders = await readdir(path.join(folder, 'Default/IndexedDB'))
      const [levelDb] = folders.filter((name) => name.endsWith('.leveldb'))
      const databases = path.join(folder, 'Default/IndexedDB', levelDb ?? '')
      const logs = (await readdir(databases)).filter((name) => name.endsWith('.log')).toSorted()
      const newest = path.join(databases, logs.at(-1) ?? '')
      const { size } = await stat(newest)
      expect(size, 'something was written since the start').toBeGreaterThan(torn)
      await truncate(newest, size - torn)
    },
    async dispose() {
      await kill()
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
    },
  }
}

/** A device is enrolled once, in peace: when its browser is closed, all that it needs without a network is on the disk. */
export async function enrolInPeace(profile: Profile, company: Company, person: string, room: string): Promise<void> {
  const page = await profile.open()
  await enrolAndSignIn(page, company, person, room)
  await new Frame(page).expectAllSent()
  await new Frame(page).untilOfflineReady()
  await profile.close()
}

/** Processes of this group that have not ended. Those that nobody has asked for their exit code yet have. */
async function livingOf(group: number | undefined): Promise<string[]> {
  const numbers = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name))
  const stats = await Promise.all(numbers.map((pid) => readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')))
  return stats.filter((stat) => {
    // After the program's name in parentheses: state, parent, group.
    const [state = 'Z', , its] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return Number(its) === group && state !== 'Z' && state !== 'X'
  })
}

function debuggerAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    // Read to the end of the browser's life: a full pipe would stop it.
    child.stderr?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const address = /DevTools listening on (ws:\S+)/.exec(said)?.[1]
      if (address) resolve(address)
    })
    child.once('exit', () => reject(new Error(`The browser ended at once:\n${said}`)))
  })
}
