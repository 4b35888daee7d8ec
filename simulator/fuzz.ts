/**
 * Runs many seeds of the simulator and prints those that fail:
 *
 *     node simulator/fuzz.ts --seeds 1000 --from 1
 *     node simulator/fuzz.ts --seed 4711          one seed, with everything that happened
 */
import { parseArgs } from 'node:util'
import { runSeed } from './run.ts'

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    /** Stop after so many failing seeds. */
    stop: { type: 'string', default: '5' },
  },
})

// Thousands of scripted failures are errors that nobody reads the stack of.
Error.stackTraceLimit = values.seed === undefined ? 0 : 10

async function runOne(seed: number): Promise<boolean> {
  const { failures, trace, stats } = await runSeed(seed, { traced: true })
  console.log(trace.join('\n'))
  console.log(JSON.stringify(stats))
  console.log(failures.length === 0 ? `Seed ${seed} holds.` : `Seed ${seed} fails:\n  ${failures.join('\n  ')}`)
  return failures.length === 0
}

async function runMany(from: number, count: number, stop: number): Promise<boolean> {
  const startedAt = performance.now()
  const total = { acts: 0, operations: 0, refused: 0, held: 0, requests: 0 }
  const failing: number[] = []
  for (let seed = from; seed < from + count && failing.length < stop; seed += 1) {
    const { failures, stats } = await runSeed(seed)
    for (const key of Object.keys(total) as (keyof typeof total)[]) total[key] += stats[key]
    if (failures.length > 0) {
      failing.push(seed)
      console.log(`Seed ${seed} fails (node simulator/fuzz.ts --seed ${seed}):\n  ${failures.slice(0, 8).join('\n  ')}`)
    }
    if ((seed - from + 1) % 100 === 0) {
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
      console.log(`${seed - from + 1} seeds, ${failing.length} failing, ${seconds} s`)
    }
  }
  console.log(JSON.stringify({ ...total, failing }))
  return failing.length === 0
}

const holds =
  values.seed !== undefined
    ? await runOne(Number(values.seed))
    : await runMany(Number(values.from), Number(values.seeds), Number(values.stop))
process.exitCode = holds ? 0 : 1
