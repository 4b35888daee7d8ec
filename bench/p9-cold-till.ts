/**
 * P9: the till is opened in the morning, without a network.
 *
 * How: the built till in Chromium with 50,000 goods and 5,000 closed receipts on the device, all of them sent. The network
 * is cut and the page is loaded again in the same browser; the first scan is pressed as soon as the sale screen stands. The
 * clock runs from the start of the navigation to the moment the line of that scan is in the document: a till that can sell.
 * Limit: the same with one product and no receipt.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import type { Product } from '../lib/domain/catalogue/catalogue.ts'
import { buildWebApp } from '../scripts/build.ts'
import { openProfile } from './browser/chromium.ts'
import { installHands, openTill, press, scan } from './browser/till-page.ts'
import { enrol } from './harness/api-device.ts'
import { makeCompany, plant } from './harness/company.ts'
import { median, type Bench } from './harness/figures.ts'
import { openGround, type Ground } from './harness/ground.ts'
import { cashier, tillDocuments } from './harness/till-company.ts'

export const bench: Bench = {
  id: 'P9',
  title: 'a cold start of the till without a network',
  async run({ isQuick, say }) {
    const sizes = isQuick ? { products: 2_000, receipts: 200 } : { products: 50_000, receipts: 5_000 }
    const runs = isQuick ? 2 : 5
    await buildWebApp({ say })
    const ground = await openGround()
    try {
      const full = await coldStarts(ground, 'p9-full', sizes, runs)
      say(`with everything: ${full.map((ms) => Math.round(ms)).join(', ')} ms`)
      const empty = await coldStarts(ground, 'p9-empty', { products: 1, receipts: 0 }, runs)
      say(`with one product: ${empty.map((ms) => Math.round(ms)).join(', ')} ms`)
      const { products, receipts } = sizes
      return [
        {
          id: 'P9',
          what: `cold start offline to the first line, ${products.toLocaleString('en')} goods, ${receipts.toLocaleString('en')} receipts`,
          unit: 'ms',
          runs: full,
          limit: { what: 'the same with one product and no receipt', unit: 'ms', runs: empty },
          budget: '≤ 1,500 ms',
          isMet: median(full) <= 1_500,
          durability: 'reading only',
          notes: [],
        },
      ]
    } finally {
      await ground.close()
    }
  },
}

async function coldStarts(
  ground: Ground,
  deviceId: string,
  { products, receipts }: { products: number; receipts: number },
  runs: number,
): Promise<number[]> {
  const database = await ground.database()
  const server = await ground.server({ database })
  const company = makeCompany({ products, customers: 20 })
  await plant(database.pool, [...company.documents, ...tillDocuments(company, { deviceId, receipts, now: Date.now() })])
  const { id: personId, pinVersion } = cashier
  const profile = await openProfile(
    server,
    await enrol(database.pool, { deviceId, kind: 'staff', personId, pinVersion }),
  )
  try {
    const { page, context } = profile
    await context.addInitScript(installHands)
    const product = company.documents.find(({ ref }) => ref.kind === 'product')?.body as Product
    const [barcode = ''] = product.barcodes
    await openTill(page, server.url)
    await scan(page, barcode, product.name)
    await press(page, 'Delete', true)
    // What is precached and what was written has come to rest.
    await sleep(3_000)
    await profile.setOffline(true)
    const times: number[] = []
    for (let run = 0; run <= runs; run += 1) {
      await page.goto(`${server.url}/till`)
      await page.getByText('F9').first().waitFor({ timeout: 60_000 })
      await scan(page, barcode, product.name)
      const ms = await page.evaluate(() => performance.now())
      if (run > 0) times.push(ms)
      await press(page, 'Delete', true)
      await page.waitForFunction(() => document.querySelector('li > button[aria-pressed]') === null)
      await sleep(500)
    }
    return times
  } finally {
    await profile.close()
    await server.stop()
    await database.close()
  }
}
