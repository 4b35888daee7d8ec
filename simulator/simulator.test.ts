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
