import { expect, test } from 'vitest'
import { runFate } from './print-fates.ts'

const first = Number(process.env['PRINT_SEED'] ?? 1)
const seeds = process.env['PRINT_SEED'] === undefined ? Number(process.env['PRINT_SEEDS'] ?? 250) : 1

test(`users 8, 9, 19: ${seeds} seeded days, no receipt lost and none twice without КОПИЯ`, async () => {
  const failed: string[] = []
  const happened: Record<string, number> = {}
  for (let seed = first; seed < first + seeds; seed += 1) {
    const fate = await runFate(seed)
    if (fate.wrong.length > 0) failed.push(`PRINT_SEED=${seed}: ${fate.wrong.join('; ')}`)
    for (const [what, times] of Object.entries(fate.happened)) happened[what] = (happened[what] ?? 0) + times
  }
  expect(failed).toEqual([])
  // Days on which nothing goes wrong prove nothing.
  if (seeds >= 100)
    for (const what of ['reprinted', 'approved', 'loose', 'tab dies']) expect(happened[what]).toBeGreaterThan(seeds / 4)
})
