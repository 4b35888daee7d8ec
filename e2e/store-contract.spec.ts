// The contract of lib/store/local-store.ts, which the tests of the kernel stand on, in a real Chromium: its IndexedDB,
// on a profile on the disk, with strict durability going through to it.

import path from 'node:path'
import { expect, test } from '@playwright/test'
import { rolldown } from 'rolldown'
import { newProfile } from './killable-browser.ts'
import type { Outcome } from './store/run-in-page.ts'

const origin = 'http://localhost:9'
const html = '<!doctype html><meta charset="utf-8"><title>store</title><script type="module" src="/store.js"></script>'

test('S1, S2, S7, S13: the store keeps its contract on the IndexedDB of Chromium', async () => {
  const script = await bundle()
  const profile = await newProfile({ width: 800, height: 600 })
  try {
    const page = await profile.open()
    await page.route(`${origin}/**`, (route) =>
      route.request().url().endsWith('.js')
        ? route.fulfill({ contentType: 'text/javascript', body: script })
        : route.fulfill({ contentType: 'text/html', body: html }),
    )
    await page.goto(`${origin}/`)
    await page.waitForFunction(() => 'runContract' in window)
    const outcomes = await page.evaluate<Outcome[]>(() => window.runContract())
    const [proofOfRunner] = outcomes.splice(-1)
    expect(proofOfRunner).toMatchObject({ name: 'a wrong row is noticed', wrong: expect.stringContaining('is not') })
    expect(outcomes.length).toBeGreaterThan(20)
    expect(outcomes.filter(({ wrong }) => wrong !== null)).toEqual([])
    expect(profile.errors).toEqual([])
  } finally {
    await profile.dispose()
  }
})

/** The contract as one script; what it takes from Vitest comes from the runner in the page. */
async function bundle(): Promise<string> {
  const build = await rolldown({
    input: path.join(import.meta.dirname, 'store/page.ts'),
    platform: 'browser',
    resolve: { alias: { vitest: path.join(import.meta.dirname, 'store/run-in-page.ts') } },
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
    logLevel: 'silent',
  })
  try {
    const { output } = await build.generate({ format: 'esm', codeSplitting: false })
    return output[0].code
  } finally {
    await build.close()
  }
}
