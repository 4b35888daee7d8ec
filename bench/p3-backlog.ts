/**
 * P3: a day without a network comes up at once.
 *
 * How: an operator's device in a fresh Chromium profile on the disk, the app's own composition root. It fills, loses the
 * network and does 1,000 or 5,000 acts of the order mix one after the other, each awaited as a screen awaits it; the page is
 * loaded again, still without a network; then the network comes back. The clock runs from there until the device's
 * queue is empty. The server's journal must then hold every act once, in the order they were made, all accepted. An act
 * is timed twice: until it is durable, and until it is shown as well.
 * Limit: the same journal rows by `insert … select from jsonb_to_recordset` in batches of 500, one connection.
 * Durability: strict on the device (IndexedDB `strict`), fsync on in the database.
 */
import { setTimeout as sleep } from 'node:timers/promises'
import { openProfile } from './browser/chromium.ts'
import type { PageAct } from './browser/page.ts'
import { enrol } from './harness/api-device.ts'
import { makeCompany, plant, type Company } from './harness/company.ts'
import { median, percentile, type Bench, type Line } from './harness/figures.ts'
import { durable, openGround, type Database, type Server } from './harness/ground.ts'
import { orderActs } from './harness/order-mix.ts'
import { journalRows, openRawInsert, type RawInsert } from './harness/raw-insert.ts'
import { seeded } from './harness/seeded.ts'

type Site = { database: Database; server: Server; company: Company; raw: RawInsert }
type Figures = {
  backlogMs: number
  rawMs: number
  durableP50Ms: number
  actP50Ms: number
  actP95Ms: number
  bareP50Ms: number
}

export const bench: Bench = {
  id: 'P3',
  title: 'a backlog made offline, after a reload, until the server holds it',
  async run({ isQuick, say }) {
    const sizes = isQuick ? [200] : [1_000, 5_000]
    const runs = isQuick ? 2 : 5
    const ground = await openGround()
    try {
      const database = await ground.database()
      const server = await ground.server({ database })
      const company = makeCompany({ products: 200, customers: 1_000 })
      await plant(database.pool, company.documents)
      const raw = await openRawInsert(database)
      const site = { database, server, company, raw }
      const lines: Line[] = []
      for (const size of sizes) {
        const all: Figures[] = []
        for (let run = 1; run <= runs; run += 1) {
          const figures = await oneDay(site, size, run)
          all.push(figures)
          say(
            `run ${run} of ${runs}, ${size} operations: sent in ${Math.round(figures.backlogMs)} ms (raw ${Math.round(figures.rawMs)} ms); ` +
              `an act durable after ${figures.durableP50Ms.toFixed(2)} ms p50, shown after ${figures.actP50Ms.toFixed(2)} ms p50, ${figures.actP95Ms.toFixed(2)} ms p95 (bare write ${figures.bareP50Ms.toFixed(2)} ms)`,
          )
        }
        lines.push(...linesOf(size, all))
      }
      await raw.close()
      return lines
    } finally {
      await ground.close()
    }
  },
}

async function oneDay({ database, server, company, raw }: Site, size: number, run: number): Promise<Figures> {
  const deviceId = `p3-${size}-${run}`
  const { id: personId, pinVersion } = company.operator
  const enrolled = await enrol(database.pool, { deviceId, kind: 'staff', personId, pinVersion })
  const mix = orderActs(company, seeded(size * 1_000 + run))
  const acts = Array.from({ length: size }, (): PageAct => mix.next().value)
  const profile = await openProfile(server, enrolled)
  try {
    await profile.openBenchPage()
    await profile.call('signedIn')
    await profile.call('untilOnline')
    await profile.setOffline(true)
    const bare = await profile.call('strictWrites', acts.slice(0, 500))
    const times = await profile.call('act', acts)
    const shown = times.map((time) => time.shown)
    await profile.openBenchPage()
    await profile.call('untilWaiting', size)
    // The page is done with starting; what is measured is sending.
    await sleep(1_000)
    const backAt = performance.timeOrigin + performance.now()
    const emptied = profile.call('untilWaiting', 0)
    await profile.setOffline(false)
    const backlogMs = (await emptied) - backAt
    const rows = await journalRows(database, [deviceId])
    assertJournal(rows as JournalRow[], acts)
    return {
      backlogMs,
      rawMs: (rows.length / (await raw.rate(rows, 500))) * 1000,
      durableP50Ms: percentile(
        times.map(({ durable }) => durable),
        50,
      ),
      actP50Ms: percentile(shown, 50),
      actP95Ms: percentile(shown, 95),
      bareP50Ms: percentile(bare, 50),
    }
  } finally {
    await profile.close()
  }
}

type JournalRow = { seq: number; kind: string; target_id: string; verdict_kind: string }

/** Zero lost, doubled or reordered. */
function assertJournal(rows: JournalRow[], acts: PageAct[]): void {
  if (rows.length !== acts.length) throw new Error(`${acts.length} acts were made, the journal holds ${rows.length}`)
  for (const [index, act] of acts.entries()) {
    const row = rows[index]
    const isSame = row?.seq === index + 1 && row.kind === act.kind && row.target_id === act.target.id
    if (!isSame || row.verdict_kind !== 'accepted')
      throw new Error(`Act ${index + 1} (${act.kind}) stands in the journal as ${JSON.stringify(row)}`)
  }
}

function linesOf(size: number, all: Figures[]): Line[] {
  const shown = size.toLocaleString('en')
  const backlog = all.map(({ backlogMs }) => backlogMs)
  const durability = `device strict, ${durable}`
  const act = (what: string, runs: number[], notes: string[] = []): Line => ({
    id: 'P3',
    what: `an act offline until it is ${what}, p50 of ${shown}`,
    unit: 'ms',
    runs,
    limit: {
      what: 'a strictly durable write of the same act into a bare IndexedDB store, p50',
      unit: 'ms',
      runs: all.map(({ bareP50Ms }) => bareP50Ms),
    },
    budget: '≤ 2 ms',
    isMet: median(runs) <= 2,
    durability: 'device strict',
    notes,
  })
  return [
    {
      id: 'P3',
      what: `${shown} operations from "network back" to an empty queue`,
      unit: 'ms',
      runs: backlog,
      limit: {
        what: 'the same journal rows inserted in batches of 500',
        unit: 'ms',
        runs: all.map(({ rawMs }) => rawMs),
      },
      budget: size === 1_000 ? '≤ 500 ms' : '–',
      isMet: size === 1_000 ? median(backlog) <= 500 : null,
      durability,
      notes: [
        `${shown} operations: none lost, doubled or reordered, all accepted (the journal was compared act by act)`,
      ],
    },
    act(
      'durable',
      all.map(({ durableP50Ms }) => durableP50Ms),
    ),
    act(
      'shown as well',
      all.map(({ actP50Ms }) => actP50Ms),
      [`${shown} acts: p95 ${median(all.map(({ actP95Ms }) => actP95Ms)).toFixed(2)} ms`],
    ),
  ]
}
