/**
 * Runs some seeds in a process of its own and answers which of them fail, as JSON:
 *
 *     node simulator/seed-run.ts --from 1 --to 500
 *
 * Exit code 0 also when some fail: the answer tells. A seed that takes the whole process down is named on standard error.
 */
import { parseArgs } from 'node:util'
import { runSeed } from './run.ts'

export type SeedReport = { ran: number; failing: { seed: number; failures: string[] }[] }

const { values } = parseArgs({ options: { from: { type: 'string' }, to: { type: 'string' } } })
const [from, to] = [Number(values.from), Number(values.to)]

let seed = from
// Something that nobody caught, or a day that never ends because nothing is left that could end it.
process.on('exit', (code) => {
  if (code !== 0) console.error(`Seed ${seed} took the process down (node simulator/fuzz.ts --seed ${seed})`)
})

const report: SeedReport = { ran: 0, failing: [] }
for (; seed <= to; seed += 1) {
  const { failures } = await runSeed(seed)
  report.ran += 1
  if (failures.length > 0) report.failing.push({ seed, failures })
}
console.log(JSON.stringify(report))
