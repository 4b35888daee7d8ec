// Printing in a real Chromium: its streams, its Web Locks, its channels between tabs, its IndexedDB. The port is the fake,
// the printer is made of the manuals and runs here.

import path from 'node:path'
import { expect, test, type BrowserContext, type Page } from '@playwright/test'
import { printerModels } from '../simulator/printer/models.ts'
import { shown } from '../simulator/printer/paper-roll.ts'
import { createSimulatedPrinter } from '../simulator/printer/simulated-printer.ts'
import { createRandom } from '../simulator/random.ts'
import { createBench } from '../simulator/serial/bench.ts'
import { watchConsole } from './console-errors.ts'
import { bundle, installFakeDevices } from './fake-devices.ts'
import { realClock } from './real-clock.ts'

const origin = 'http://localhost:9'

const setUp = async (context: BrowserContext) => {
  const bench = createBench({ clock: realClock, random: createRandom(7) })
  const printer = createSimulatedPrinter(printerModels.epson, { clock: realClock, lineMs: 5 })
  // A COM port, as on Windows: no maker, no product, and the grant outlives the page.
  const cable = bench.addCable(printer, { kind: 'com', persistent: true })
  await installFakeDevices(context, () => bench)
  const { errors } = watchConsole(context)
  const script = await bundle(path.join(import.meta.dirname, 'printing/page.ts'), {})
  await context.route(`${origin}/**`, (route) =>
    route.request().url().endsWith('.js')
      ? route.fulfill({ contentType: 'text/javascript', body: script })
      : route.fulfill({
          contentType: 'text/html',
          body: '<!doctype html><meta charset="utf-8"><title>printing</title><link rel="icon" href="data:,"><script type="module" src="/page.js"></script>',
        }),
  )
  const open = async (page: Page): Promise<Page> => {
    await page.goto(`${origin}/`)
    await page.waitForFunction(() => 'look' in window)
    return page
  }
  const paper = () => printer.paper.prints.map(shown)
  return { bench, printer, cable, errors, open, paper }
}

const look = (page: Page) => page.evaluate(() => window.look())
const printerOf = (page: Page) => expect.poll(async () => (await look(page)).printer)
const jobsOf = (page: Page) => expect.poll(async () => (await look(page)).jobs)
const print = (page: Page, name: string) => page.evaluate((one) => window.printJob(one), name)
const count = (lines: string[], text: string) => lines.filter((line) => line.includes(text)).length

test('users 9, 19: one question in the life of a till, then reload, replug and paper without any', async ({
  page,
  context,
}) => {
  const { bench, printer, cable, errors, open, paper } = await setUp(context)
  await open(page)
  await printerOf(page).toBe('notSetUp')

  bench.pickNext(cable)
  await page.mouse.click(5, 5)
  expect(await page.evaluate(() => window.choose())).toBe(true)
  await printerOf(page).toBe('ready')
  await print(page, '1')
  await jobsOf(page).toEqual([])
  expect(count(paper(), 'КОНЕЦ 1')).toBe(1)

  // Reload.
  await page.reload()
  await page.waitForFunction(() => 'look' in window)
  await printerOf(page).toBe('ready')
  await print(page, '2')
  await jobsOf(page).toEqual([])

  // Out and in again: the port is another object now.
  cable.unplug()
  await printerOf(page).toBe('missing')
  await print(page, '3')
  cable.plug()
  await printerOf(page).toBe('ready')
  await jobsOf(page).toEqual([])

  // The roll ends in the middle.
  printer.loadPaper(4)
  await print(page, '4')
  await printerOf(page).toBe('paperOut')
  await jobsOf(page).toEqual(['4 sent'])
  printer.loadPaper()
  await jobsOf(page).toEqual([])
  await printerOf(page).toBe('ready')

  for (const name of ['1', '2', '3', '4']) {
    expect(count(paper(), `ЧЕК № ${name}`), name).toBe(1)
    expect(count(paper(), `КОНЕЦ ${name}`), name).toBe(1)
  }
  expect(count(paper(), 'КОПИЯ')).toBe(0)
  expect(await page.evaluate(() => window.faults)).toEqual([])
  expect(errors).toEqual([])
})

test('users 8, 19: the page is gone in the middle of a receipt; the next one asks, and the copy says КОПИЯ', async ({
  page,
  context,
}) => {
  const { bench, cable, errors, open, paper } = await setUp(context)
  await open(page)
  bench.pickNext(cable)
  await page.mouse.click(5, 5)
  await page.evaluate(() => window.choose())
  await printerOf(page).toBe('ready')
  // The wire stands still: everything was taken, nothing is on paper, and the page dies with it.
  cable.hold(true)
  await print(page, '1')
  await jobsOf(page).toEqual(['1 sent'])
  await page.reload()
  cable.hold(false)
  await page.waitForFunction(() => 'look' in window)
  await printerOf(page).toBe('ready')
  await jobsOf(page).toEqual(['1 interrupted'])
  await page.evaluate(() => window.printing.queue.reprint('1'))
  await jobsOf(page).toEqual([])
  const at = paper().findIndex((line) => line.includes('К О П И Я'))
  expect(at).toBeGreaterThanOrEqual(0)
  expect(paper()[at + 2]).toContain('ЧЕК № 1')
  expect(errors).toEqual([])
})

test('two tabs: one prints for both, the other takes over, and closing the owner hands the printer on', async ({
  page,
  context,
}) => {
  const { bench, cable, errors, open, paper } = await setUp(context)
  await open(page)
  bench.pickNext(cable)
  await page.mouse.click(5, 5)
  await page.evaluate(() => window.choose())
  await printerOf(page).toBe('ready')
  const second = await open(await context.newPage())
  await printerOf(second).toBe('elsewhere')
  await print(second, '1')
  await jobsOf(second).toEqual([])
  expect(count(paper(), 'КОНЕЦ 1')).toBe(1)

  await second.evaluate(() => window.printing.owner.takeOver())
  await printerOf(second).toBe('ready')
  await expect.poll(async () => [(await look(page)).isOwner, (await look(second)).isOwner]).toEqual([false, true])
  await print(page, '2')
  await jobsOf(page).toEqual([])
  expect(count(paper(), 'КОНЕЦ 2')).toBe(1)

  await second.close()
  await printerOf(page).toBe('ready')
  await print(page, '3')
  await jobsOf(page).toEqual([])
  expect(count(paper(), 'КОНЕЦ 3')).toBe(1)
  expect(errors).toEqual([])
})

test('users 19: a printer that knows no Russian at all gets its letters as pictures', async ({ page, context }) => {
  const { bench, printer, cable, errors, open, paper } = await setUp(context)
  await open(page)
  bench.pickNext(cable)
  await page.mouse.click(5, 5)
  await page.evaluate(() => window.choose(true))
  await printerOf(page).toBe('ready')
  await print(page, '1')
  await jobsOf(page).toEqual([])
  expect(paper().filter((line) => line.trim() !== '' && !/^\[|8</.test(line))).toEqual([])
  const images = printer.paper.prints.flatMap((one) => (one.kind === 'image' ? [one] : []))
  // Eight lines and a large title above the code, one line below it; a strip is filled up to whole eights.
  const rows = images.reduce((sum, { height }) => sum + height, 0)
  expect(rows).toBeGreaterThanOrEqual(11 * 30)
  expect(rows).toBeLessThan(11 * 30 + 24)
  // Some ink in each strip, and by far most of it paper.
  for (const { black, width, height } of images) {
    expect(black).toBeGreaterThan(100)
    expect(black / (width * height)).toBeLessThan(0.25)
  }
  expect(errors).toEqual([])
})
