/**
 * Runs the simulator with one fault built in, until it is caught:
 *
 *     node simulator/mutant-run.ts --name "a withdrawn scope is not dropped (S26)"
 *
 * Exit code 0: caught. The source is changed while it is loaded; no file is touched.
 */
import { registerHooks } from 'node:module'
import { parseArgs } from 'node:util'
import { mutants } from './mutants.ts'

const { values } = parseArgs({ options: { name: { type: 'string' }, seeds: { type: 'string' } } })
const mutant = mutants.find(({ name }) => name === values.name)
if (mutant === undefined) throw new Error(`There is no mutant ${values.name}`)
Error.stackTraceLimit = 0

let isApplied = false
registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context)
    if (!decodeURI(url).endsWith(`/${mutant.file}`)) return loaded
    const source = loaded.source === undefined || loaded.source === null ? '' : sourceText(loaded.source)
    const parts = source.split(mutant.find)
    if (parts.length !== 2) throw new Error(`${mutant.file} holds the place ${parts.length - 1} times: ${mutant.find}`)
    isApplied = true
    return { ...loaded, source: parts.join(mutant.replace) }
  },
})

const { runSeed } = await import('./run.ts')
if (!isApplied) throw new Error(`${mutant.file} was never loaded`)

const seeds = Number(values.seeds ?? mutant.seeds)
let caught: { seed: number; how: string } | null = null
for (let seed = 1; seed <= seeds && caught === null; seed += 1) {
  try {
    const { failures } = await runSeed(seed)
    if (failures[0] !== undefined) caught = { seed, how: failures[0] }
  } catch (error) {
    caught = { seed, how: String(error) }
  }
}
console.log(caught ? `caught by seed ${caught.seed}: ${caught.how.slice(0, 200)}` : `not caught within ${seeds} seeds`)
process.exitCode = caught ? 0 : 1

function sourceText(source: string | ArrayBuffer | NodeJS.TypedArray): string {
  return typeof source === 'string' ? source : Buffer.from(source as Uint8Array).toString('utf8')
}
