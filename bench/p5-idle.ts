/**
 * P5: what a device costs that only listens.
 *
 * How: 200, 1,000 and 5,000 enrolled devices with someone signed in (nine customers to one operator) hold their live
 * streams on one server process, one socket each, opened from this process. The server's heap is read over the inspector
 * after full collections: before, with all of them there and told of one change, and after they have gone. A first round
 * of 200 warms up, so that compiled code and caches do not count as devices.
 * Limit: none; a plain tRPC subscription was measured at 109 KB, a bare stream at 11 KB.
 * Durability: does not matter, nothing is written.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { enrol, enrolMany } from './harness/api-device.ts'
import { makeCompany, plant, type Company } from './harness/company.ts'
import { median, type Bench, type Line } from './harness/figures.ts'
import { openGround, type Database } from './harness/ground.ts'
import { openInspector, type HeapFigures, type Inspector } from './harness/inspector.ts'
import { openLiveStreams } from './harness/live-client.ts'

/** `leftKb`: of each device that has come and gone in this round and those before it. */
type Round = { heapKb: number; rssKb: number; leftKb: number }

export const bench: Bench = {
  id: 'P5',
  title: 'memory of devices that only listen',
  async run({ isQuick, say }) {
    const sizes = isQuick ? [50, 200] : [200, 1_000, 5_000]
    const runs = isQuick ? 2 : 5
    const ground = await openGround()
    let inspector: Inspector | undefined
    try {
      const database = await ground.database()
      const server = await ground.server({ database, inspect: true })
      if (!server.inspectorUrl) throw new Error('The server did not open its inspector')
      inspector = await openInspector(server.inspectorUrl)
      const most = Math.max(...sizes)
      const company = makeCompany({ products: 100, customers: most })
      await plant(database.pool, company.documents)
      const cookies = await enrolAll(database, company, most)
      say(`${most} devices are enrolled`)

      const site = { port: server.port, database, inspector, cookies }
      await hold(site, sizes[0] ?? 0, [])
      await hold(site, sizes[0] ?? 0, [])
      const lines: Line[] = []
      for (const size of sizes) {
        const rounds: Round[] = []
        const baselines: number[] = []
        for (let run = 1; run <= runs; run += 1) {
          const round = await hold(site, size, baselines)
          rounds.push(round)
          say(
            `run ${run} of ${runs}, ${size} devices: ${round.heapKb.toFixed(1)} KB heap each (${round.rssKb.toFixed(1)} KB of the ` +
              `process), ${round.leftKb.toFixed(2)} KB each left when they had gone`,
          )
        }
        lines.push(...linesOf(size, rounds))
      }
      return lines
    } finally {
      // A process that is still inspected does not end.
      inspector?.close()
      await ground.close()
    }
  },
}

async function enrolAll(database: Database, { operator, customers }: Company, count: number): Promise<string[]> {
  const given = Array.from({ length: count }, (_, index) => {
    const customer = customers[index]
    const deviceId = `p5-${index}`
    return index % 10 === 0 || !customer
      ? { deviceId, kind: 'staff' as const, personId: operator.id, pinVersion: operator.pinVersion }
      : { deviceId, kind: 'customer' as const, personId: customer.id, pinVersion: 0 }
  })
  return (await enrolMany(given, (each) => enrol(database.pool, each))).map(({ cookie }) => cookie)
}

async function hold(
  site: { port: number; database: Database; inspector: Inspector; cookies: string[] },
  size: number,
  baselines: number[],
): Promise<Round> {
  const { port, inspector, database } = site
  const before = await inspector.heap()
  baselines.push(before.heapBytes)
  const baseline = baselines[0] ?? before.heapBytes
  const streams = await openLiveStreams(port, site.cookies.slice(0, size))
  await announce(database)
  await untilTold(streams)
  const during = await inspector.heap()
  for (const stream of streams) stream.close()
  const after = await settled(inspector, baseline)
  const each = (bytes: number) => bytes / 1000 / size
  return {
    heapKb: each(during.heapBytes - before.heapBytes),
    rssKb: each(during.rssBytes - before.rssBytes),
    leftKb: Math.max(0, each(after.heapBytes - baseline) / baselines.length),
  }
}

/** Sockets close one after the other, and what they held goes with the collection after that: waits for up to 10 s. */
async function settled(inspector: Inspector, baseline: number): Promise<HeapFigures> {
  for (let waited = 0; ; waited += 500) {
    await sleep(500)
    const figures = await inspector.heap()
    if (figures.heapBytes <= baseline || waited >= 10_000) return figures
  }
}

/** Something that everybody sees changes, as another process would tell it: through the database's channel. */
async function announce({ pool }: Database): Promise<void> {
  const { rows } = await pool.query<{ clock: string }>('update organisations set clock = clock + 1 returning clock')
  if (rows.length === 0) throw new Error('There is no organisation')
}

/** The server notices a clock that nobody told it of within five seconds. */
async function untilTold(streams: { events(): number }[]): Promise<void> {
  for (const deadline = performance.now() + 60_000; performance.now() < deadline;) {
    if (streams.every((stream) => stream.events() > 0)) return
    await sleep(100)
  }
  const missing = streams.filter((stream) => stream.events() === 0).length
  throw new Error(`${missing} of ${streams.length} live streams were not told of a change within a minute`)
}

function linesOf(size: number, rounds: Round[]): Line[] {
  const heap = rounds.map(({ heapKb }) => heapKb)
  const left = rounds.map(({ leftKb }) => leftKb)
  const rss = median(rounds.map(({ rssKb }) => rssKb))
  return [
    {
      id: 'P5',
      what: `heap of one live device, ${size.toLocaleString('en')} on one process`,
      unit: 'KB',
      runs: heap,
      limit: null,
      budget: '≤ 40 KB',
      isMet: median(heap) <= 40,
      durability: 'nothing written',
      notes: [
        `${size.toLocaleString('en')} devices: the process grew by ${rss.toFixed(1)} KB for each, sockets included`,
      ],
    },
    {
      id: 'P5',
      what: `left of each when ${size.toLocaleString('en')} have come and gone, ${rounds.length} times over`,
      unit: 'KB',
      runs: left,
      limit: null,
      budget: 'the baseline (≤ 1 KB)',
      isMet: (left.at(-1) ?? Infinity) <= 1,
      durability: 'nothing written',
    },
  ]
}
