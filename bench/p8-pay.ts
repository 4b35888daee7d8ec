/**
 * P8: the cashier confirms the payment, the receipt begins to leave on the printer's port.
 *
 * How: the built till in Chromium with the fake `navigator.serial` of the tests and the simulated printer behind it. Each
 * sale is scanned; the clock runs from the Enter in the payment to the first write to the port that carries a receipt
 * (questions about the printer's state are shorter and are not counted): rules, strictly durable operation, view, slip,
 * bytes, queue. Limit: a strictly durable write into a bare IndexedDB store of the same profile.
 * Durability: strict.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from '@playwright/test'
import { installFakeDevices } from '../e2e/fake-devices.ts'
import { realClock } from '../e2e/real-clock.ts'
import type { Product } from '../lib/domain/catalogue/catalogue.ts'
import { buildWebApp } from '../scripts/build.ts'
import { printerModels } from '../simulator/printer/models.ts'
import { createSimulatedPrinter } from '../simulator/printer/simulated-printer.ts'
import { createRandom } from '../simulator/random.ts'
import { createBench } from '../simulator/serial/bench.ts'
import { openProfile } from './browser/chromium.ts'
import { installHands, openTill, scan } from './browser/till-page.ts'
import { enrol } from './harness/api-device.ts'
import { makeCompany, plant, type Company } from './harness/company.ts'
import { median, percentile, type Bench } from './harness/figures.ts'
import { openGround, type Database, type Server } from './harness/ground.ts'
import { orderActs } from './harness/order-mix.ts'
import { seeded } from './harness/seeded.ts'
import { cashier, tillDocuments } from './harness/till-company.ts'

/** Questions about the printer's state have twelve bytes at most, a receipt never so few. */
const shortestJobBytes = 13

export const bench: Bench = {
  id: 'P8',
  title: 'from the payment to the first byte on the port',
  async run({ isQuick, say }) {
    const products = isQuick ? 2_000 : 50_000
    const runs = isQuick ? 2 : 5
    const salesInRun = isQuick ? 10 : 40
    await buildWebApp({ say })
    const ground = await openGround()
    try {
      const database = await ground.database()
      const server = await ground.server({ database })
      const company = makeCompany({ products, customers: 20 })
      const deviceId = 'p8-till'
      const now = Date.now()
      await plant(database.pool, [...company.documents, ...tillDocuments(company, { deviceId, receipts: 0, now })])
      const product = company.documents.find(({ ref }) => ref.kind === 'product')?.body as Product
      const { id: personId, pinVersion } = cashier
      const profile = await openProfile(
        server,
        await enrol(database.pool, { deviceId, kind: 'staff', personId, pinVersion }),
      )
      const serial = createBench({ clock: realClock, random: createRandom(8) })
      const printer = createSimulatedPrinter(printerModels.epson, { clock: realClock, lineMs: 1 })
      const cable = serial.addCable(printer, { kind: 'com', persistent: true })
      try {
        const { page, context } = profile
        await installFakeDevices(context, () => serial)
        await context.addInitScript(installHands)
        await context.addInitScript(noteWrites, shortestJobBytes)
        await openTill(page, server.url)
        await page.goto(`${server.url}/till#shift/printer`)
        serial.pickNext(cable)
        await page.getByRole('button', { name: 'Порт (COM или USB-Serial)' }).click()
        await page.getByLabel('Модель принтера').selectOption('epson')
        await page.getByText('Принтер готов').first().waitFor()
        await page.goto(`${server.url}/till#sale`)
        const [barcode = ''] = product.barcodes
        const p95: number[] = []
        const p50: number[] = []
        for (let run = 0; run <= runs; run += 1) {
          const times: number[] = []
          // A roll is for some 180 receipts.
          printer.loadPaper()
          for (let n = 0; n < (run === 0 ? 3 : salesInRun); n += 1) {
            await scan(page, barcode, product.name)
            times.push(await pay(page))
            // The till is ready for the next sale, and the whole slip has left.
            await page.locator('dialog[open]').waitFor({ state: 'hidden' })
            await sleep(400)
          }
          if (run === 0) continue
          p95.push(percentile(times, 95))
          p50.push(median(times))
          say(`run ${run} of ${runs}: p50 ${median(times).toFixed(1)} ms, p95 ${percentile(times, 95).toFixed(1)} ms`)
        }
        const bare = await strictWrites(server, database, company)
        return [
          {
            id: 'P8',
            what: 'payment confirmed to the first byte of the receipt on the port, p95',
            unit: 'ms',
            runs: p95,
            limit: { what: 'a strictly durable write alone, p95', unit: 'ms', runs: [percentile(bare, 95)] },
            budget: '≤ 60 ms',
            isMet: median(p95) <= 60,
            durability: 'strict',
            notes: [`payment to first byte: p50 ${median(p50).toFixed(1)} ms`],
          },
        ]
      } finally {
        await profile.close()
      }
    } finally {
      await ground.close()
    }
  },
}

/** In a profile of its own: over the till's pages lies its service worker. */
async function strictWrites(server: Server, database: Database, company: Company): Promise<number[]> {
  const { id: personId, pinVersion } = cashier
  const profile = await openProfile(
    server,
    await enrol(database.pool, { deviceId: 'p8-bare', kind: 'staff', personId, pinVersion }),
  )
  try {
    const mix = orderActs(company, seeded(8))
    await profile.openBenchPage()
    return await profile.call(
      'strictWrites',
      Array.from({ length: 200 }, () => mix.next().value),
    )
  } finally {
    await profile.close()
  }
}

type Noted = { paidAt: number; firstByteAt: number }

/** Notes when Enter is pressed, and when the first chunk of a job is written to a port after it. */
function noteWrites(shortest: number): void {
  const noted: Noted = { paidAt: 0, firstByteAt: 0 }
  Object.assign(globalThis, { noted })
  window.addEventListener(
    'keydown',
    ({ key }) => {
      if (key !== 'Enter') return
      noted.paidAt = performance.now()
      noted.firstByteAt = 0
    },
    true,
  )
  const { prototype } = WritableStreamDefaultWriter
  const write = Object.getOwnPropertyDescriptor(prototype, 'write')?.value as (chunk: unknown) => Promise<void>
  prototype.write = function (chunk) {
    const isJob = chunk instanceof Uint8Array && chunk.byteLength >= shortest
    if (isJob && noted.firstByteAt === 0) noted.firstByteAt = performance.now()
    return write.call(this, chunk)
  }
}

async function pay(page: Page): Promise<number> {
  await page.keyboard.press('F9')
  await page.getByRole('textbox', { name: 'Получено наличными' }).fill('100000')
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => (globalThis as unknown as { noted: Noted }).noted.firstByteAt > 0)
  return page.evaluate(() => {
    const { paidAt, firstByteAt } = (globalThis as unknown as { noted: Noted }).noted
    return firstByteAt - paidAt
  })
}
