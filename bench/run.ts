// npm run bench [-- P4 P6 …] [--quick]
//
// Measures the budgets of the project's performance page on this machine, each beside a limit measured in the same run,
// prints one table and writes it as JSON to bench-results/. --quick: small sizes, to see that everything works.

import { parseArgs } from 'node:util'
import type { Bench, Line } from './harness/figures.ts'
import { closeAllGrounds } from './harness/ground.ts'
import { formatTable, writeReport } from './harness/report.ts'

const benches: Record<string, () => Promise<{ bench: Bench }>> = {
  P1: () => import('./p1-cold-sync.ts'),
  P2: () => import('./p2-propagation.ts'),
  P3: () => import('./p3-backlog.ts'),
  P4: () => import('./p4-decide.ts'),
  P5: () => import('./p5-idle.ts'),
  P6: () => import('./p6-pull.ts'),
  P7: () => import('./p7-scan.ts'),
  P8: () => import('./p8-pay.ts'),
  P9: () => import('./p9-cold-till.ts'),
  P10: () => import('./p10-size.ts'),
  P11: () => import('./p11-lists.ts'),
  P12: () => import('./p12-start.ts'),
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { quick: { type: 'boolean' } } })
const wanted = positionals.length === 0 ? Object.keys(benches) : positionals.map((id) => id.toUpperCase())
const unknown = wanted.filter((id) => !(id in benches))
if (unknown.length > 0) {
  process.stderr.write(`No such benchmark: ${unknown.join(', ')}. There are ${Object.keys(benches).join(', ')}.\n`)
  process.exit(2)
}

const isQuick = values.quick === true
const startedAt = new Date()
const began = performance.now()
const lines: Line[] = []
/** After each benchmark: what was measured in an hour is not lost by whatever befalls the next one. */
const report = () => writeReport(lines, { isQuick, startedAt, seconds: (performance.now() - began) / 1000 })
const failed: string[] = []
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    process.stderr.write(`broken off by ${signal}; ending the servers and databases that were started\n`)
    closeAllGrounds().then(
      () => process.exit(1),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`)
        process.exit(1)
      },
    )
  })
}
for (const id of wanted) {
  const { bench } = (await benches[id]?.()) ?? {}
  if (!bench) continue
  const start = performance.now()
  const say = (sentence: string) =>
    process.stderr.write(`${id} ${String(Math.round((performance.now() - start) / 1000)).padStart(4)} s  ${sentence}\n`)
  say(bench.title)
  try {
    const measured = await bench.run({ isQuick, say })
    lines.push(...measured)
    report()
    process.stdout.write(`\n${formatTable(measured)}\n`)
  } catch (error) {
    // The others are still worth having; the exit code tells.
    failed.push(id)
    process.stderr.write(`${id} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  }
}

process.stdout.write(`\n${formatTable(lines)}\n`)
const file = report()
process.stdout.write(`\n${file}${isQuick ? '  (quick: not to be judged by)' : ''}\n`)
const missed = lines.filter((line) => line.isMet === false)
process.stdout.write(
  `${lines.length} lines, ${missed.length} over budget${failed.length > 0 ? `, failed: ${failed.join(', ')}` : ''}\n`,
)
process.exit(failed.length > 0 ? 1 : 0)
