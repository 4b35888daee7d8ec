/**
 * P6: a pull of 100 changes must not cost more because the feed is long.
 *
 * How: three databases whose feeds hold 10k, 100k and 1M rows (orders, each in the scopes `orders` and its customer's), a
 * real server on each. An operator's device pulls over the HTTP API, one request after the other, the sizes taking turns:
 * the last 100 changes, as a device does that was away for a moment, and 100 changes after a random place, as one does
 * that catches up.
 * Limit: the same pull at 10k rows.
 * Durability: does not matter, nothing is written but the device's report.
 */
import { theOrganisation } from '../sync-server/store/postgres/organisations.ts'
import { apiDevice, enrol, pullBody, pullOnce, type ApiDevice } from './harness/api-device.ts'
import { makeCompany, plant } from './harness/company.ts'
import { median, type Bench, type Line } from './harness/figures.ts'
import { openGround, type Database, type Ground } from './harness/ground.ts'
import { seeded } from './harness/seeded.ts'

const changes = 100
const places = ['last', 'random'] as const
type Place = (typeof places)[number]

type Site = { rows: number; device: ApiDevice; cursors: Record<string, number>; clock: number }

export const bench: Bench = {
  id: 'P6',
  title: 'a pull of 100 changes from a short and a long feed',
  async run({ isQuick, say }) {
    const sizes = isQuick ? [10_000, 30_000] : [10_000, 100_000, 1_000_000]
    const runs = isQuick ? 3 : 7
    const pulls = isQuick ? 40 : 200
    const ground = await openGround()
    try {
      const sites: Site[] = []
      for (const rows of sizes) {
        sites.push(await openSite(ground, rows))
        say(`a feed of ${rows} rows stands`)
      }
      const medians = new Map<string, number[]>()
      for (let run = 0; run <= runs; run += 1) {
        for (const place of places) {
          const times = await takeTurns(sites, place, pulls, run)
          const shown = sites.map((site, index) => `${site.rows}: ${median(times[index] ?? []).toFixed(2)} ms`)
          say(
            `${run === 0 ? 'warming up' : `run ${run} of ${runs}`}, ${place} ${changes}, by rows — ${shown.join(', ')}`,
          )
          if (run === 0) continue
          for (const [index, site] of sites.entries()) {
            const key = `${place}/${site.rows}`
            medians.set(key, [...(medians.get(key) ?? []), median(times[index] ?? [])])
          }
        }
      }
      return places.flatMap((place) => linesOf(place, sizes, medians))
    } finally {
      await ground.close()
    }
  },
}

async function openSite(ground: Ground, rows: number): Promise<Site> {
  const database = await ground.database()
  const server = await ground.server({ database })
  const company = makeCompany({ products: 100, customers: 100 })
  await plant(database.pool, company.documents)
  await growFeed(database, rows)
  const { operator } = company
  const enrolled = await enrol(database.pool, {
    deviceId: `p6-${rows}`,
    kind: 'staff',
    personId: operator.id,
    pinVersion: operator.pinVersion,
  })
  const device = apiDevice(server.port, enrolled)
  const first = await pullOnce(device, { cursors: {}, limit: 1 })
  const cursors = Object.fromEntries((first.scopes ?? []).map((scope) => [scope, first.asOf]))
  return { rows, device, cursors, clock: first.asOf }
}

/** Orders as wide as real ones (about 900 bytes), in no order of their ids. */
async function growFeed({ pool }: Database, rows: number): Promise<void> {
  const org = theOrganisation
  const orders = rows / 2
  const { rows: clocks } = await pool.query<{ before: string }>(
    'update organisations set clock = clock + $2 where id = $1 returning clock - $2 as before',
    [org, orders],
  )
  const before = clocks[0]?.before
  await pool.query(
    `insert into documents (org, kind, id, version, scopes, body)
     select $1, 'order', md5(n::text), 1, array['orders', 'customer:' || n % 5000],
            jsonb_build_object('id', md5(n::text), 'number', n::text, 'state', 'completed', 'customerId', (n % 5000)::text,
              'customerName', 'Анна Смирнова', 'note', repeat('оставить у охраны ', 3), 'totalMinor', n % 100000,
              'history', (select jsonb_agg(jsonb_build_object('at', 1750000000000 + n, 'by', md5(h::text), 'what', 'accept'))
                          from generate_series(1, 6) h))
     from generate_series(1, $2::int) n`,
    [org, orders],
  )
  await pool.query(
    `insert into feed (org, scope, seq, kind, id, gone)
     select $1, s.scope, $3::bigint + n, 'order', md5(n::text), false
     from generate_series(1, $2::int) n
     cross join lateral (values ('orders'), ('customer:' || n % 5000)) as s (scope)`,
    [org, orders, before],
  )
  await pool.query('vacuum analyze documents, feed')
}

/** Milliseconds of each pull, by site. */
async function takeTurns(sites: Site[], place: Place, pulls: number, run: number): Promise<number[][]> {
  const random = seeded(run + 1)
  const times = sites.map((): number[] => [])
  for (let turn = 0; turn < pulls; turn += 1) {
    for (const [index, { rows, device, cursors, clock }] of sites.entries()) {
      const last = clock - changes
      const orders = place === 'last' ? last : random.between(clock - rows / 2, last)
      const body = pullBody({ personId: device.personId, cursors: { ...cursors, orders }, limit: changes })
      const began = performance.now()
      const text = await device.post('sync.pull', body)
      times[index]?.push(performance.now() - began)
      if (turn === 0) assertChanges(text)
    }
  }
  return times
}

function assertChanges(text: string): void {
  const found = text.split('"customerName"').length - 1
  if (found !== changes) throw new Error(`A pull brought ${found} orders instead of ${changes}`)
}

function linesOf(place: Place, sizes: number[], medians: Map<string, number[]>): Line[] {
  const [smallest = 0, ...longer] = sizes
  const own = (rows: number) => medians.get(`${place}/${rows}`) ?? []
  const where = place === 'last' ? `the last ${changes} changes` : `${changes} changes after a random place`
  return longer.map((rows) => ({
    id: 'P6',
    what: `${where}, feed of ${rows.toLocaleString('en')} rows`,
    unit: 'ms',
    runs: own(rows),
    limit: {
      what: `the same pull from a feed of ${smallest.toLocaleString('en')} rows`,
      unit: 'ms',
      runs: own(smallest),
    },
    budget: '≤ 1.2 ×',
    isMet: median(own(rows)) <= 1.2 * median(own(smallest)),
    durability: 'reads',
  }))
}
