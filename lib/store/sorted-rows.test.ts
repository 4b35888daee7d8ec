import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareEntries, mergeEntries, type Entry } from './sorted-rows.ts'

const entry = (key: string, sort: string): Entry => ({ key, sort, item: { id: key, body: {}, pending: 0 } })

test('a merge is what sorting everything anew would give, and leaves unchanged entries the same objects', () => {
  const key = fc.constantFrom(...'abcdefghij')
  const sort = fc.constantFrom('1', '2', '3')
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(key, sort), { selector: ([one]) => one }),
      fc.uniqueArray(fc.tuple(key, fc.option(sort)), { selector: ([one]) => one }),
      (before, after) => {
        const entries = before.map(([one, by]) => entry(one, by)).sort(compareEntries)
        const changes = new Map(after.map(([one, by]) => [one, by === null ? null : entry(one, by)]))
        const merged = mergeEntries(entries, changes)
        const expected = [
          ...entries.filter((one) => !changes.has(one.key)),
          ...[...changes.values()].filter((one) => one !== null),
        ].sort(compareEntries)
        expect(merged).toHaveLength(expected.length)
        merged.forEach((one, i) => expect(one).toBe(expected[i]))
      },
    ),
  )
})
