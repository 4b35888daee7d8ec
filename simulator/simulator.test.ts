import { describe, expect, it } from 'vitest'
import { runSeed } from './run.ts'

const perTest = 125

/** A failing seed prints itself; `node simulator/fuzz.ts --seed N` shows everything that happened in it. */
describe('a company’s bad day, from a seed', () => {
  for (let from = 1; from <= 1000; from += perTest) {
    it(`agrees, loses nothing and does nothing twice: seeds ${from} to ${from + perTest - 1}`, async () => {
      const failing: { seed: number; failures: string[] }[] = []
      for (let seed = from; seed < from + perTest; seed += 1) {
        const { failures } = await runSeed(seed)
        if (failures.length > 0) failing.push({ seed, failures })
      }
      expect(failing).toEqual([])
    }, 120_000)
  }
})
