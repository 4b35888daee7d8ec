import { expect, test } from 'vitest'
import { readInPieces } from './read-in-pieces.ts'
import type { Range } from './table.ts'

const keys = { lower: 'a/', upper: 'a0', openUpper: true }

test.each([0, 1, 2, 3, 4, 7, 9, 10])('%i rows come whole, in order and once, three at a time', async (count) => {
  const rows = Array.from({ length: count }, (_, n) => ({ key: `a/${String(n).padStart(3, '0')}` }))
  const asked: (number | undefined)[] = []
  const read = ({ lower, openLower, limit }: Range) => {
    asked.push(limit)
    const from = rows.filter(({ key }) => (openLower ? key > String(lower) : key >= String(lower)))
    return Promise.resolve(from.slice(0, limit))
  }
  expect(await readInPieces(read, keys, 3)).toEqual(rows)
  expect(asked).toEqual(Array.from({ length: Math.floor(count / 3) + 1 }, () => 3))
})

test('what is taken away between two pieces takes nothing else with it', async () => {
  let rows = ['a/1', 'a/2', 'a/3', 'a/4', 'a/5'].map((key) => ({ key }))
  const read = ({ lower, openLower, limit }: Range) => {
    const found = rows.filter(({ key }) => (openLower ? key > String(lower) : key >= String(lower))).slice(0, limit)
    rows = rows.filter(({ key }) => key !== 'a/2')
    return Promise.resolve(found)
  }
  expect((await readInPieces(read, keys, 2)).map(({ key }) => key)).toEqual(['a/1', 'a/2', 'a/3', 'a/4', 'a/5'])
})
