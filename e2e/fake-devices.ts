// The fakes of navigator.serial and navigator.usb in every page of a browser, with the bench of cables in this process:
// the simulated printer runs here, and a test moves its cable and its paper from here.

import path from 'node:path'
import type { BrowserContext, Page } from '@playwright/test'
import { rolldown } from 'rolldown'
import type { Bench } from '../simulator/serial/bench.ts'
import type { HostEvent, SerialHost } from '../simulator/serial/host.ts'

export interface FakeDevices {
  /** Resolves when the pages have heard all that has happened on the bench so far. */
  untilTold(): Promise<void>
}

/** Every page of the context, from its next document on. The bench's clock must be the real one. */
export async function installFakeDevices(context: BrowserContext, bench: () => Bench): Promise<FakeDevices> {
  const hosts = new Map<Page, SerialHost & { closeTab(): void }>()
  /** What is on its way to the pages. */
  const underway = new Set<Promise<void>>()

  const begin = (page: Page): void => {
    hosts.get(page)?.closeTab()
    const host = bench().openTab()
    hosts.set(page, host)
    // In one go what happened while the last was told: a printer answers in hundreds of small pieces.
    let waiting: HostEvent[] = []
    let isTelling = false
    const tell = async (): Promise<void> => {
      isTelling = true
      // All that comes at this moment, together: a busy machine makes no pause in the middle of a code.
      await Promise.resolve()
      try {
        while (waiting.length > 0) {
          const events = waiting
          waiting = []
          await page.evaluate((all) => all.forEach((event) => window.rodnikWireEvent?.(event)), events)
        }
      } finally {
        isTelling = false
      }
    }
    host.listen((event) => {
      waiting.push(event)
      if (isTelling) return
      // A page that is gone hears nothing.
      const telling = tell().catch(() => undefined)
      underway.add(telling)
      void telling.then(() => underway.delete(telling))
    })
  }
  const end = (page: Page): void => {
    hosts.get(page)?.closeTab()
    hosts.delete(page)
  }

  const watch = (page: Page): void => {
    page.on('close', () => end(page))
    page.on('crash', () => end(page))
  }
  context.pages().forEach(watch)
  context.on('page', watch)
  await context.exposeBinding('rodnikWire', async ({ page }, method: string, args: unknown[]) => {
    if (method === 'begin') return begin(page)
    const host = hosts.get(page)
    if (host === undefined) throw new Error('This page has no wire to the devices')
    // The page's half is typed as a SerialHost too, so name and arguments fit each other.
    const far = host as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>
    return far[method]?.(...args)
  })
  await context.addInitScript({ content: await pageScript() })
  return { untilTold: async () => void (await Promise.all(underway)) }
}

let bundled: Promise<string> | undefined
const pageScript = (): Promise<string> =>
  (bundled ??= bundle(path.join(import.meta.dirname, '../simulator/serial/install-in-page.ts'), {}, 'iife'))

/** One script: a module for a test's own page, or a plain one that runs before a page's own. */
export async function bundle(
  input: string,
  alias: Record<string, string>,
  format: 'iife' | 'esm' = 'esm',
): Promise<string> {
  const build = await rolldown({
    input,
    platform: 'browser',
    resolve: { alias },
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
    logLevel: 'silent',
  })
  try {
    const { output } = await build.generate({ format, codeSplitting: false })
    return output[0].code
  } finally {
    await build.close()
  }
}
