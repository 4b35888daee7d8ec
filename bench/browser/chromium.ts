/**
 * A real Chromium with a profile of its own on the disk: what it is told to keep durably goes through fsync, which a
 * private window's storage in memory would not.
 */
import { chromium, type BrowserContext, type Page } from '@playwright/test'
import { rm } from 'node:fs/promises'
import { chromiumArgs, ensureChromium } from '../../scripts/find-chromium.ts'
import type { Enrolled } from '../harness/api-device.ts'
import { makeFolder, type Server } from '../harness/ground.ts'
import { pageHtml, pageScript } from './bundle.ts'
import type { BenchPage } from './page.ts'

export type Profile = {
  context: BrowserContext
  page: Page
  /** Opens the benchmark's page (or opens it again). */
  openBenchPage(): Promise<void>
  /** Calls a function of the benchmark's page. */
  call<Name extends keyof BenchPage>(
    name: Name,
    ...given: Parameters<BenchPage[Name]>
  ): Promise<Awaited<ReturnType<BenchPage[Name]>>>
  setOffline(offline: boolean): Promise<void>
  close(): Promise<void>
}

const pagePath = '/bench-page'

export async function openProfile(server: Server, enrolled: Enrolled): Promise<Profile> {
  const folder = await makeFolder('rodnik-bench-profile-')
  const script = await pageScript()
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: await ensureChromium((sentence) => process.stderr.write(`${sentence}\n`)),
    args: chromiumArgs,
    locale: 'ru-RU',
    viewport: { width: 1280, height: 900 },
  })
  await context.addCookies(enrolled.cookies.map((cookie) => ({ ...cookie, url: server.url })))
  const page = context.pages()[0] ?? (await context.newPage())
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  async function call(name: string, ...given: unknown[]): Promise<unknown> {
    try {
      return await page.evaluate(
        ([which, args]) =>
          (globalThis as unknown as { bench: Record<string, (...all: unknown[]) => unknown> }).bench[which]?.(...args),
        [name, given] as [string, unknown[]],
      )
    } catch (error) {
      throw new Error(`The page failed in ${name}. ${errors.join('; ')}`, { cause: error })
    }
  }

  return {
    context,
    page,
    async openBenchPage() {
      // Only for the time of loading: while there is a route, every request of the page waits for this process.
      const routed = `${server.url}${pagePath}*`
      await page.route(routed, (route) =>
        route.request().url().endsWith('.js')
          ? route.fulfill({ contentType: 'text/javascript', body: script })
          : route.fulfill({ contentType: 'text/html', body: pageHtml(`${pagePath}.js`) }),
      )
      await page.goto(`${server.url}${pagePath}`)
      await page.waitForFunction(() => 'bench' in globalThis)
      await page.unroute(routed)
    },
    // safe: the page's function of this name takes and answers just this
    call: call as Profile['call'],
    setOffline: (offline) => context.setOffline(offline),
    async close() {
      await context.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
