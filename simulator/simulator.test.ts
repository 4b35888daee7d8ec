import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import { runSeed } from './run.ts'
import type { SeedReport } from './seed-run.ts'

const run = promisify(execFile)
const script = fileURLToPath(new URL('./seed-run.ts', import.meta.url))

const seeds = 1000
/** Processes that share them. CI has two cores, and Vitest leaves one of two unused: it would run one file after another. */
const parts = 2
const perPart = seeds / parts
/** Only ends what hangs: 300 s for 125 seeds. */
const patience = { timeout: (perPart / 125) * 300_000 }

/** A failing seed prints itself; `node simulator/fuzz.ts --seed N` shows everything that happened in it. */
describe.concurrent('a company’s bad day, from a seed', () => {
  const startedAt = performance.now()
  afterAll(() => {
    console.log(`${seeds} seeds in ${Math.round((performance.now() - startedAt) / 1000)} s`)
  })

  for (let from = 1; from <= seeds; from += perPart) {
    const to = from + perPart - 1
    it(`agrees, loses nothing and does nothing twice: seeds ${from} to ${to}`, patience, async ({ signal }) => {
      const { stdout } = await run(process.execPath, [script, '--from', String(from), '--to', String(to)], {
        signal, // a run that is given up leaves no process behind
        maxBuffer: Infinity,
      })
      const { ran, failing } = JSON.parse(stdout) as SeedReport
      expect(failing).toEqual([])
      expect(ran).toBe(perPart)
    })
  }
})

describe('a seed in which something is thrown', () => {
  it.each([
    ['before the company opens', 'pageLimit'],
    ['in the middle of its day', 'minutes'],
  ] as const)('fails by its number: %s', async (_when, name) => {
    const { seed, failures } = await runSeed(4711, {
      change: (weather) =>
        Object.defineProperty(weather, name, {
          get: () => {
            throw new Error('the roof came down')
          },
        }),
    })
    expect(seed).toBe(4711)
    expect(failures).toEqual([expect.stringMatching(/^threw Error: the roof came down\n +at /)])
  })
})
