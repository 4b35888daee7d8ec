/**
 * P4: how many operations a second the server decides.
 *
 * How: 20 and 100 devices, each with its own connection to the real server process, send their orders' operations in
 * batches of 50 over the HTTP API, the next batch when the last one is answered. Every verdict must be "accepted".
 * Limit: the same journal rows by `insert … select from jsonb_to_recordset` in batches of 500, one connection.
 * Durability: fsync on, synchronous_commit on, for both.
 */
import { protocolVersion, type PushOutput } from '../lib/protocol/sync.ts'
import { answerOf, apiDevice, deviceReport, enrol, enrolMany, type ApiDevice } from './harness/api-device.ts'
import { cpuSeconds, databaseCpuSeconds } from './harness/cpu-time.ts'
import { makeCompany, plant, type Company } from './harness/company.ts'
import { median, percentile, type Bench, type Line } from './harness/figures.ts'
import { durable, openGround, type Database } from './harness/ground.ts'
import { orderActs, takeOperations } from './harness/order-mix.ts'
import { journalRows, openRawInsert } from './harness/raw-insert.ts'
import { seeded } from './harness/seeded.ts'

const batchSize = 50

type Figures = { rate: number[]; p99Ms: number[]; raw: number[]; cpu: Cpu[] }
/** Processor microseconds: of an operation in the server process and in the database, of a raw row in the database. */
type Cpu = { server: number; database: number; raw: number }

export const bench: Bench = {
  id: 'P4',
  title: 'operations decided per second over the HTTP API',
  async run({ isQuick, say }) {
    const runs = isQuick ? 2 : 5
    const operationsInRun = isQuick ? 3_000 : 20_000
    const ground = await openGround()
    try {
      const database = await ground.database()
      const server = await ground.server({ database })
      const company = makeCompany({ products: 200, customers: 2_000 })
      await plant(database.pool, company.documents)
      const raw = await openRawInsert(database)
      const figures = new Map<number, Figures>()

      for (let run = 0; run <= runs; run += 1) {
        for (const count of [20, 100]) {
          const devices = await enrolDevices(database, server.port, company, { run, count })
          const cpu = cpuMeter(server.pid, ground.databasePid)
          const measured = await pushAll(devices, company, Math.ceil(operationsInRun / count / batchSize))
          const used = cpu()
          const rows = await journalRows(
            database,
            devices.map(({ deviceId }) => deviceId),
          )
          const rawCpu = cpuMeter(server.pid, ground.databasePid)
          const rawRate = await raw.rate(rows, 500)
          const usedRaw = rawCpu()
          for (const device of devices) device.close()
          const name = run === 0 ? 'warming up' : `run ${run} of ${runs}`
          say(
            `${name}, ${count} devices: ${Math.round(measured.rate)} operations/s, p99 ${Math.round(measured.p99Ms)} ms; ` +
              `raw ${Math.round(rawRate)} rows/s`,
          )
          if (run === 0) continue
          const kept = figures.get(count) ?? { rate: [], p99Ms: [], raw: [], cpu: [] }
          figures.set(count, kept)
          kept.rate.push(measured.rate)
          kept.p99Ms.push(measured.p99Ms)
          kept.raw.push(rawRate)
          if (used && usedRaw) kept.cpu.push(each(used, usedRaw, rows.length))
        }
      }
      await raw.close()
      return [...figures].flatMap(([count, kept]) => linesOf(count, kept))
    } finally {
      await ground.close()
    }
  },
}

async function enrolDevices(
  database: Database,
  port: number,
  { operator }: Company,
  { run, count }: { run: number; count: number },
): Promise<ApiDevice[]> {
  const ids = Array.from({ length: count }, (_, index) => `p4-${run}-${count}-${index}`)
  const enrolled = await enrolMany(ids, (deviceId) =>
    enrol(database.pool, { deviceId, kind: 'staff', personId: operator.id, pinVersion: operator.pinVersion }),
  )
  return enrolled.map((each) => apiDevice(port, each))
}

/** Seconds used since it was made. */
function cpuMeter(serverPid: number, databasePid: number) {
  const read = () => ({ server: cpuSeconds(serverPid), database: databaseCpuSeconds(databasePid) })
  const before = read()
  return (): { server: number; database: number } | null => {
    const after = read()
    if (before.server === null || before.database === null || after.server === null || after.database === null)
      return null
    return { server: after.server - before.server, database: after.database - before.database }
  }
}

const each = (used: { server: number; database: number }, raw: { database: number }, rows: number): Cpu => ({
  server: (used.server / rows) * 1e6,
  database: (used.database / rows) * 1e6,
  raw: (raw.database / rows) * 1e6,
})

async function pushAll(devices: ApiDevice[], company: Company, batches: number) {
  const prepared = devices.map((device) => {
    const acts = orderActs(company, seeded(hashOf(device.deviceId)))
    return Array.from({ length: batches }, (_, batch) => {
      const operations = takeOperations(acts, {
        first: batch * batchSize + 1,
        count: batchSize,
        actorId: device.personId,
      })
      return Buffer.from(JSON.stringify({ protocol: protocolVersion, operations, report: deviceReport }))
    })
  })
  const latencies: number[] = []
  const answers: string[] = []
  const began = performance.now()
  await Promise.all(
    devices.map(async (device, index) => {
      for (const body of prepared[index] ?? []) {
        const sentAt = performance.now()
        answers.push(await device.post('sync.push', body))
        latencies.push(performance.now() - sentAt)
      }
    }),
  )
  const seconds = (performance.now() - began) / 1000
  for (const text of answers) assertAccepted(answerOf<PushOutput>(text))
  return { rate: (devices.length * batches * batchSize) / seconds, p99Ms: percentile(latencies, 99) }
}

function assertAccepted(answer: PushOutput): void {
  const other = answer.kind === 'taken' ? answer.verdicts.find(({ verdict }) => verdict.kind !== 'accepted') : answer
  if (other) throw new Error(`An operation of the mix was not accepted: ${JSON.stringify(other)}`)
}

const hashOf = (text: string): number => [...text].reduce((hash, sign) => (hash * 31 + sign.charCodeAt(0)) | 0, 7)

function linesOf(count: number, { rate, p99Ms, raw, cpu }: Figures): Line[] {
  const us = (of: keyof Cpu) => Math.round(median(cpu.map((one) => one[of])))
  return [
    {
      id: 'P4',
      what: `decided, ${count} devices, batches of ${batchSize}, order mix`,
      unit: 'ops/s',
      runs: rate,
      limit: { what: 'the same journal rows inserted in batches of 500 by one connection', unit: 'ops/s', runs: raw },
      budget: '≥ 0.3 of raw',
      isMet: median(rate) / median(raw) >= 0.3,
      durability: durable,
      notes:
        cpu.length === 0
          ? []
          : [
              `${count} devices: an operation takes ${us('server')} µs of processor time in the server process and ` +
                `${us('database')} µs in the database; a raw row takes ${us('raw')} µs in the database`,
            ],
    },
    {
      id: 'P4',
      what: `p99 of a batch, ${count} devices`,
      unit: 'ms',
      runs: p99Ms,
      limit: null,
      budget: '≤ 250 ms',
      isMet: median(p99Ms) <= 250,
      durability: durable,
    },
  ]
}
