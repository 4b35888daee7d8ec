// The rules of Web Serial against the fake, and of the store for print jobs against IndexedDB, in a real Chromium.

import path from 'node:path'
import { expect, test } from '@playwright/test'
import { createEchoBench } from '../simulator/serial/echo-scene.ts'
import { createRandom } from '../simulator/random.ts'
import { bundle, installFakeDevices } from './fake-devices.ts'
import { realClock } from './real-clock.ts'
import type { ReadErrorName } from '../simulator/serial/host.ts'
import type { Outcome } from './store/run-in-page.ts'

const origin = 'http://localhost:9'

test('the fake of navigator.serial keeps the rules in Chromium, and print jobs keep in its IndexedDB', async ({
  page,
}) => {
  const script = await bundle(path.join(import.meta.dirname, 'serial/page.ts'), {
    vitest: path.join(import.meta.dirname, 'store/run-in-page.ts'),
  })
  const newBench = () => createEchoBench({ clock: realClock, random: createRandom(1) })
  let ground = newBench()
  const devices = await installFakeDevices(page.context(), () => ground.bench)
  const drive = (what: string, arg: unknown): unknown => {
    const { bench, cables } = ground
    const all = Object.values(cables)
    switch (what) {
      case 'touch':
        return page.mouse.click(5, 5)
      case 'pick':
        return bench.pickNext(arg === 'nothing' ? null : cables[arg as 'echo' | 'com'])
      case 'unplug':
        return all.forEach((cable) => cable.unplug())
      case 'plug':
        return all.forEach((cable) => cable.plug())
      case 'hold':
        return all.forEach((cable) => cable.hold(arg as boolean))
      case 'occupy':
        return all.forEach((cable) => cable.occupy(arg as boolean))
      case 'failRead':
        return all.forEach((cable) => cable.failRead(arg as ReadErrorName))
      default:
        throw new Error(`Nobody can ${what}`)
    }
  }
  await page.exposeFunction('drive', async (what: string, arg: unknown) => {
    if (what === 'received') return [...ground.received]
    if (what === 'begin') {
      ground = newBench()
      return page.evaluate(() => window.rodnikWire!('begin', []))
    }
    if (what !== 'pass') await drive(what, arg)
    // By the clock of the bench: what that brings about a little later has happened then, and the page has heard of it.
    await new Promise((resolve) => setTimeout(resolve, what === 'pass' ? (arg as number) : 50))
    await devices.untilTold()
  })
  await page.route(`${origin}/**`, (route) =>
    route.request().url().endsWith('.js')
      ? route.fulfill({ contentType: 'text/javascript', body: script })
      : route.fulfill({
          contentType: 'text/html',
          body: '<!doctype html><meta charset="utf-8"><title>serial</title><script type="module" src="/page.js"></script>',
        }),
  )
  await page.goto(`${origin}/`)
  await page.waitForFunction(() => 'runSerial' in window)
  const outcomes = await page.evaluate<Outcome[]>(() => window.runSerial())
  const [proofOfRunner] = outcomes.splice(-1)
  expect(proofOfRunner).toMatchObject({ name: 'a wrong answer is noticed', wrong: expect.stringContaining('is not') })
  expect(outcomes.length).toBeGreaterThan(30)
  expect(outcomes.filter(({ wrong }) => wrong !== null)).toEqual([])
})
