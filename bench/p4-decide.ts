/**
 * P4: how many operations a second the server decides.
 *
 * How: 20 and 100 devices, each with its own connection to the real server process, send their operations in batches of 50
 * over the HTTP API, the next batch when the last one is answered: three of four are desks with their orders, one a till
 * with its receipts. Every verdict must be "accepted".
 * Devices that all wait for an answer measure the queue they make themselves (100 × 50 operations are always under way), so
 * the 99th percentile is also taken while 100 devices send half as much as the server can take.
 * Limit: the same journal rows by `insert … select from jsonb_to_recordset` in batches of 500, one connection.
 * Durability: fsync on, synchronous_commit on, for both.
 */
import { apiDevice, enrol, enrolMany } from './harness/api-device.ts'
import { makeCompany, plant, planted, type Company } from './harness/company.ts'
import { cpuSeconds, databaseCpuSeconds } from './harness/cpu-time.ts'
import { median, percentile, type Bench, type Line } from './harness/figures.ts'
import { durable, openGround, type Database, type Server } from './harness/ground.ts'
import { batchSize, pushPaced, pushSaturated, senderOf, type Sender } from './harness/push-load.ts'
import { journalRows, openRawInsert, type RawInsert } from './harness/raw-insert.ts'
import { cashier } from './harness/till-company.ts'

const deviceCounts = [20, 100]

/** Processor microseconds: of an operation in the server process and in the database, of a raw row in the database. */
type Cpu = { server: number; database: number; raw: number }
type Run = { rate: number; p99Ms: number; pacedP99Ms: number | null; raw: number; cpu: Cpu | null }
type Site = { database: Database; databasePid: number; server: Server; company: Company; raw: RawInsert }

export const bench: Bench = {
  id: 'P4',
  title: 'operations decided per second over the HTTP API',
  async run({ isQuick, say }) {
    const runs = isQuick ? 2 : 5
    const operations = isQuick ? 3_000 : 20_000
    const ground = await openGround()
    try {
      const database = await ground.database()
      const server = await ground.server({ database })
      const company = makeCompany({ products: 200, customers: 2_000 })
      await plant(database.pool, [...company.documents, planted('person', cashier)])
      const raw = await openRawInsert(database)
      const site = { database, databasePid: ground.databasePid, server, company, raw }
      const all = new Map(deviceCounts.map((count): [number, Run[]] => [count, []]))
      for (let run = 0; run <= runs; run += 1) {
        for (const count of deviceCounts) {
          const figures = await oneRun(site, { run, count, operations })
          say(`${run === 0 ? 'warming up' : `run ${run} of ${runs}`}, ${count} devices: ${inWords(figures)}`)
          if (run > 0) all.get(count)?.push(figures)
        }
      }
      await raw.close()
      return [...all].flatMap(([count, figures]) => linesOf(count, figures))
    } finally {
      await ground.close()
    }
  },
}

async function oneRun(
  { database, databasePid, server, company, raw }: Site,
  { run, count, operations }: { run: number; count: number; operations: number },
): Promise<Run> {
  const senders = await enrolSenders({ database, server, company }, `p4-${run}-${count}`, count)
  const batches = Math.ceil(operations / count / batchSize)
  const cpu = cpuMeter(server.pid, databasePid)
  const pushed = await pushSaturated(senders, batches)
  const used = cpu()
  const rate = pushed.operations / pushed.seconds

  const rows = await journalRows(
    database,
    senders.map(({ device }) => device.deviceId),
  )
  const rawCpu = cpuMeter(server.pid, databasePid)
  const rawRate = await raw.rate(rows, 500)
  const usedRaw = rawCpu()

  const paced = count === 100 ? await pushPaced(senders, batches, rate / 2) : null
  for (const { device } of senders) device.close()
  return {
    rate,
    p99Ms: percentile(pushed.latenciesMs, 99),
    pacedP99Ms: paced && percentile(paced.latenciesMs, 99),
    raw: rawRate,
    cpu: used && usedRaw && cpuEach(used, usedRaw, rows.length),
  }
}

async function enrolSenders(
  { database, server, company }: { database: Database; server: Server; company: Company },
  name: string,
  count: number,
): Promise<Sender[]> {
  const isTill = (index: number) => index % 4 === 3
  const people = Array.from({ length: count }, (_, index) => ({
    deviceId: `${name}-${index}`,
    person: isTill(index) ? cashier : company.operator,
  }))
  const enrolled = await enrolMany(people, ({ deviceId, person: { id: personId, pinVersion } }) =>
    enrol(database.pool, { deviceId, kind: 'staff', personId, pinVersion }),
  )
  return enrolled.map((one, index) => senderOf(apiDevice(server.port, one), company, isTill(index) ? 'till' : 'desk'))
}

type CpuUsed = { server: number; database: number }

/** Answers the seconds used since it was made; null where that cannot be known. */
function cpuMeter(serverPid: number, databasePid: number): () => CpuUsed | null {
  const read = (): CpuUsed | null => {
    const server = cpuSeconds(serverPid)
    const database = databaseCpuSeconds(databasePid)
    return server === null || database === null ? null : { server, database }
  }
  const before = read()
  return () => {
    const after = read()
    return before && after && { server: after.server - before.server, database: after.database - before.database }
  }
}

const cpuEach = (used: CpuUsed, raw: CpuUsed, rows: number): Cpu => ({
  server: (used.server / rows) * 1e6,
  database: (used.database / rows) * 1e6,
  raw: (raw.database / rows) * 1e6,
})

const inWords = ({ rate, p99Ms, pacedP99Ms, raw }: Run): string =>
  `${Math.round(rate)} operations/s, p99 ${Math.round(p99Ms)} ms` +
  `${pacedP99Ms === null ? '' : `, at half of that ${Math.round(pacedP99Ms)} ms`}; raw ${Math.round(raw)} rows/s`

function linesOf(count: number, runs: Run[]): Line[] {
  const rates = runs.map(({ rate }) => rate)
  const raw = runs.map((run) => run.raw)
  const paced = runs.flatMap(({ pacedP99Ms }) => pacedP99Ms ?? [])
  const latency = (what: string, p99: number[]): Line => ({
    id: 'P4',
    what: `p99 of a batch, ${count} devices${what}`,
    unit: 'ms',
    runs: p99,
    limit: null,
    budget: '≤ 250 ms',
    isMet: median(p99) <= 250,
    durability: durable,
  })
  return [
    {
      id: 'P4',
      what: `decided, ${count} devices, batches of ${batchSize}, orders and receipts`,
      unit: 'ops/s',
      runs: rates,
      limit: { what: 'the same journal rows inserted in batches of 500 by one connection', unit: 'ops/s', runs: raw },
      budget: '≥ 0.3 of raw',
      isMet: median(rates) / median(raw) >= 0.3,
      durability: durable,
      notes: cpuNotes(count, runs),
    },
    {
      ...latency(
        ' that only wait for answers',
        runs.map(({ p99Ms }) => p99Ms),
      ),
      notes: [
        `${count} devices that only wait have ${count * batchSize} operations under way at any time: at this rate a batch ` +
          `takes ${Math.round(((count * batchSize) / median(rates)) * 1000)} ms on average, whatever the server does`,
      ],
    },
    ...(paced.length === 0 ? [] : [latency(' at half of that rate', paced)]),
  ]
}

function cpuNotes(count: number, runs: Run[]): string[] {
  const all = runs.flatMap(({ cpu }) => cpu ?? [])
  if (all.length === 0) return []
  const us = (of: keyof Cpu) => Math.round(median(all.map((one) => one[of])))
  return [
    `${count} devices: an operation takes ${us('server')} µs of processor time in the server process and ${us('database')} µs ` +
      `in the database; a raw row takes ${us('raw')} µs in the database`,
  ]
}
