import { expect, it } from 'vitest'
import { createBuckets, type Bucket } from './buckets.ts'

const a = { name: 'a', most: 10, perSecond: 2 }
const b = { name: 'b', most: 3, perSecond: 1 }

function taking(mostKept: number) {
  const buckets = createBuckets(mostKept)
  return (from: (Bucket & { name: string })[], count: number, now: number) =>
    buckets.take(
      from.map((bucket) => ({ ...bucket, count })),
      now,
    )
}

it('is full at first, is emptied by use, and fills up steadily to the brim and no further', () => {
  const take = taking(10)
  expect(take([a], 10, 0)).toBe(true)
  expect(take([a], 1, 0)).toBe(false)
  expect(take([a], 1, 499)).toBe(false)
  expect(take([a], 1, 500)).toBe(true)
  expect(take([a], 11, 1e9)).toBe(false)
  expect(take([a], 10, 1e9)).toBe(true)
})

it('what one of them does not have is taken from none', () => {
  const take = taking(10)
  expect(take([a, b], 4, 0)).toBe(false)
  expect(take([a, b], 3, 0)).toBe(true)
  expect(take([a], 7, 0)).toBe(true)
})

it('a clock that is set back takes nothing away, nor gives', () => {
  const take = taking(10)
  take([a], 10, 1_000_000)
  expect(take([a], 1, 0)).toBe(false)
})

it('remembers no more than it may, those used last', () => {
  const take = taking(2)
  for (const name of ['1', '2', '1', '3']) take([{ ...a, name }], 5, 0)
  expect(['1', '3', '2'].map((name) => take([{ ...a, name }], 6, 0))).toEqual([false, false, true])
})
