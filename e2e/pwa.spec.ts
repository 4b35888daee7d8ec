// Installing, starting without a network, and updating: the exported app on a real HTTP server, in a real browser. The
// server serves a copy of out/ that a test can change into a "next version".

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { expect, test as base, type Page } from '@playwright/test'
import pino from 'pino'
import { createHttpServer, type HttpServer } from '../sync-server/http/create-http-server.ts'
import { freePort } from './free-port.ts'

const projectDir = path.resolve(import.meta.dirname, '..')

interface WebApp {
  url: string
  webRoot: string
  /** Serves what webRoot holds now, on the same address. */
  restart(): Promise<void>
  stop(): Promise<void>
}

const test = base.extend<{ web: WebApp; strictPage: Page }>({
  // Playwright reads a fixture's needs from this pattern; this one needs nothing.
  web: async ({}, provide) => {
    const webRoot = await mkdtemp(path.join(os.tmpdir(), 'rodnik-pwa-'))
    await cp(path.join(projectDir, 'out'), webRoot, { recursive: true })
    let server: HttpServer | undefined
    const port = await freePort()
    const web: WebApp = {
      url: '',
      webRoot,
      async stop() {
        await server?.close()
        server = undefined
      },
      async restart() {
        await web.stop()
        server = await createHttpServer({
          config: { port, host: '127.0.0.1', tls: undefined, metricsToken: undefined },
          log: pino({ level: 'silent' }),
          webRoot,
          registerApi: () => undefined,
          readiness: async () => ({ ready: true }),
          drainMs: 200,
        })
        await server.listen()
        web.url = `http://localhost:${port}`
      },
    }
    await web.restart()
    await provide(web)
    await web.stop()
    await rm(webRoot, { recursive: true })
  },
  strictPage: async ({ page }, provide) => {
    const violations: string[] = []
    page.on('console', (message) => {
      if (message.type() === 'error' && /Content Security Policy|Refused to/i.test(message.text()))
        violations.push(message.text())
    })
    await provide(page)
    expect(violations, 'the content security policy allows what the pages do').toEqual([])
  },
})

const untilOffline = (page: Page) =>
  page.evaluate(() => navigator.serviceWorker.ready.then((registration) => registration.active?.state))

async function pagesOf(webRoot: string): Promise<string[]> {
  const policy = JSON.parse(await readFile(path.join(webRoot, 'csp.json'), 'utf8')) as Record<string, string[]>
  return Object.keys(policy)
    .filter((name) => !/^(404|_.*)\.html$/.test(name))
    .map((name) => `/${name.replace(/(^|\/)index\.html$/, '').replace(/\.html$/, '')}`)
}

test('Chromium finds nothing that keeps the app from being installed', async ({ web, strictPage: page }) => {
  await page.goto(web.url)
  await untilOffline(page)
  const devtools = await page.context().newCDPSession(page)
  const { errors, url } = await devtools.send('Page.getAppManifest')
  expect(url).toBe(`${web.url}/manifest.webmanifest`)
  expect(errors).toEqual([])
  const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors')
  // A test's window keeps no profile, as a private one; that alone stands in the way.
  expect(installabilityErrors.map((error) => error.errorId).filter((id) => id !== 'in-incognito')).toEqual([])

  const manifest = JSON.parse(await readFile(path.join(web.webRoot, 'manifest.webmanifest'), 'utf8')) as {
    shortcuts: { url: string }[]
    icons: { src: string; sizes: string }[]
  }
  for (const { url: address } of manifest.shortcuts)
    expect((await page.request.get(web.url + address)).status(), address).toBe(200)
  for (const { src, sizes } of manifest.icons.filter((icon) => icon.sizes !== 'any')) {
    const size = await page.evaluate(async (source) => {
      const image = await createImageBitmap(await (await fetch(source)).blob())
      return `${image.width}x${image.height}`
    }, src)
    expect(size, src).toBe(sizes)
  }
})

test('every page starts cold with the server gone, whatever stands behind the question mark', async ({
  web,
  strictPage: page,
  context,
}) => {
  await page.goto(web.url)
  await untilOffline(page)
  await page.close()
  await web.stop()
  const failures: string[] = []
  // Next asks with HEAD and reads no body, which Chromium reports as aborted; what it shows is fetched with GET.
  context.on('requestfailed', (request) => request.method() === 'GET' && failures.push(request.url()))
  for (const address of await pagesOf(web.webRoot)) {
    const cold = await context.newPage()
    const answer = await cold.goto(`${web.url}${address}?from=shortcut`, { waitUntil: 'networkidle' })
    expect(answer?.status(), address).toBe(200)
    expect(answer?.fromServiceWorker(), address).toBe(true)
    await cold.close()
  }
  expect(failures.filter((url) => !url.includes('/api/'))).toEqual([])
})

test('a link leads from workplace to workplace with the server gone', async ({ web, strictPage: page }) => {
  await page.goto(web.url)
  await untilOffline(page)
  await web.stop()
  const link = page.locator('a[href^="/"]:visible').first()
  const address = (await link.getAttribute('href')) ?? ''
  await link.click()
  await page.waitForURL(`${web.url}${address}`)
  await expect(page.locator('h1').first()).toBeVisible()
})

test('an address that is no page of ours says so in our own words, also without a network', async ({
  web,
  strictPage: page,
}) => {
  await page.goto(web.url)
  await untilOffline(page)
  const online = await page.goto(`${web.url}/nowhere`)
  expect(online?.status()).toBe(404)
  await web.stop()
  const offline = await page.goto(`${web.url}/nowhere`)
  expect(offline?.fromServiceWorker()).toBe(true)
  const bareQuestionMark = await page.goto(`${web.url}/desk?`)
  expect(bareQuestionMark?.status()).toBe(200)
})

test('the API never comes out of the cache', async ({ web, strictPage: page }) => {
  await page.goto(web.url)
  await untilOffline(page)
  const status = await page.evaluate(async () => {
    const answer = await fetch('/api/nothing')
    await answer.text()
    return answer.status
  })
  expect(status).toBe(404)
  // The fixed route: the worker was not even asked.
  const asked = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.endsWith('/api/nothing'))
      // Not in the compiler's library yet.
      .map((entry) => (entry as { workerFinalSourceType?: string }).workerFinalSourceType),
  )
  expect(asked).toEqual(['network'])
  await web.stop()
  expect(
    await page.evaluate(() =>
      fetch('/api/nothing').then(
        () => 'answered',
        () => 'failed',
      ),
    ),
  ).toBe('failed')
  const cached = await page.evaluate(async () => {
    const names = await caches.keys()
    const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()))
    return requests.flat().map((request) => request.url)
  })
  expect(cached.length).toBeGreaterThan(10)
  expect(cached.filter((url) => url.includes('/api/'))).toEqual([])
})

test('a new version waits in the background until the waiting one is told to take over', async ({
  web,
  strictPage: page,
}) => {
  await page.goto(web.url)
  await untilOffline(page)
  const worker = path.join(web.webRoot, 'sw.js')
  await writeFile(worker, `${await readFile(worker, 'utf8')}\n// the next version`)
  for (const form of ['br', 'gz']) await rm(`${worker}.${form}`, { force: true })
  await web.restart()

  const states = await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready
    const running = registration.active
    await registration.update()
    await new Promise<void>((resolve) => {
      const check = () => (registration.waiting ? resolve() : setTimeout(check, 20))
      check()
    })
    // Time enough for one that takes over by itself.
    await new Promise((resolve) => setTimeout(resolve, 500))
    return { isStillRunning: registration.active === running, waiting: registration.waiting?.state }
  })
  expect(states).toEqual({ isStillRunning: true, waiting: 'installed' })

  await page.reload()
  expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).waiting?.state)).toBe('installed')
})
