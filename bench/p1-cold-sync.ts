/**
 * P1: a device that has nothing yet.
 *
 * How: a fresh Chromium profile on the disk, an operator's cookies, the app's own composition root (lib/workplace.ts) in a
 * page of the server's origin. The clock runs from starting the workplace until the first filling is over and local
 * queries have answered every document; then the page is loaded again without a network and must answer the same.
 * A fourth each: goods, prices, stock, customers.
 * Limit: another fresh profile, the same pages fetched one after the other and put into one Dexie table as they are.
 * Durability: Chromium's default (relaxed) for both: documents can be pulled again.
 */
import { protocolVersion } from '../lib/protocol/sync.ts'
import { openProfile, type Profile } from './browser/chromium.ts'
import { deviceReport, enrol, type Enrolled } from './harness/api-device.ts'
import { makeCompany, plant, type Company } from './harness/company.ts'
import { median, type Bench, type Line } from './harness/figures.ts'
import { openGround, type Database, type Server } from './harness/ground.ts'

const kinds = ['product', 'price', 'stock', 'customer', 'priceType', 'warehouse', 'group', 'person', 'settings']

type Figures = { rate: number[]; limit: number[]; reloadMs: number[] }

export const bench: Bench = {
  id: 'P1',
  title: 'cold sync into a fresh profile',
  async run({ isQuick, say }) {
    const sizes = isQuick ? [1_000] : [1_000, 10_000, 50_000]
    const runs = isQuick ? 2 : 5
    const ground = await openGround()
    try {
      const lines: Line[] = []
      for (const size of sizes) {
        const database = await ground.database()
        const server = await ground.server({ database })
        const company = makeCompany({ products: size / 4, customers: size / 4 })
        await plant(database.pool, company.documents)
        const figures: Figures = { rate: [], limit: [], reloadMs: [] }
        for (let run = 1; run <= runs; run += 1) {
          const site = { database, server, company, deviceId: `p1-${size}-${run}` }
          const cold = await coldSync(site, size)
          const bare = await bareSync(site, size)
          figures.rate.push(cold.rate)
          figures.reloadMs.push(cold.reloadMs)
          figures.limit.push(bare)
          say(
            `run ${run} of ${runs}, ${size} documents: ${Math.round(cold.rate)} documents/s, limit ${Math.round(bare)}; ` +
              `after an offline reload they are shown in ${Math.round(cold.reloadMs)} ms`,
          )
        }
        lines.push(lineOf(size, figures))
        await server.stop()
        await database.close()
      }
      return lines
    } finally {
      await ground.close()
    }
  },
}

type Site = { database: Database; server: Server; company: Company; deviceId: string }

async function coldSync(site: Site, size: number): Promise<{ rate: number; reloadMs: number }> {
  return inProfile(site, async (profile) => {
    await profile.openBenchPage()
    const { ms, rows } = await profile.call('coldSync', kinds)
    assertRows(rows, size, 'the first filling')
    await profile.setOffline(true)
    await profile.openBenchPage()
    const again = await profile.call('localRows', kinds)
    assertRows(again.rows, size, 'the offline reload')
    return { rate: rows / (ms / 1000), reloadMs: again.ms }
  })
}

async function bareSync(site: Site, size: number): Promise<number> {
  return inProfile(site, async (profile, { personId }) => {
    await profile.openBenchPage()
    const { ms, rows } = await profile.call('bareSync', { personId, report: deviceReport, protocol: protocolVersion })
    assertRows(rows, size, 'the limit')
    return rows / (ms / 1000)
  })
}

async function inProfile<T>(
  { database, server, company, deviceId }: Site,
  work: (profile: Profile, enrolled: Enrolled) => Promise<T>,
): Promise<T> {
  const { id: personId, pinVersion } = company.operator
  const enrolled = await enrol(database.pool, { deviceId, kind: 'staff', personId, pinVersion })
  const profile = await openProfile(server, enrolled)
  try {
    return await work(profile, enrolled)
  } finally {
    await profile.close()
  }
}

/** The company has a handful of documents beside the counted ones. */
function assertRows(found: number, wanted: number, where: string): void {
  if (found < wanted || found > wanted * 1.02 + 20) throw new Error(`${where} shows ${found} documents of ${wanted}`)
}

const lineOf = (size: number, { rate, limit, reloadMs }: Figures): Line => ({
  id: 'P1',
  what: `cold sync of ${size.toLocaleString('en')} documents until local queries show them`,
  unit: 'docs/s',
  runs: rate,
  limit: { what: 'fetch of the same pages, then Dexie bulkPut', unit: 'docs/s', runs: limit },
  budget: '≥ 0.6 of it',
  isMet: median(rate) / median(limit) >= 0.6,
  durability: 'relaxed (Chromium’s default)',
  notes: [
    `${size.toLocaleString('en')} documents: after an offline reload all are shown ${Math.round(median(reloadMs))} ms after the start of the workplace`,
  ],
})
