import { expect, test } from 'vitest'
import { Untouched } from './untouched.ts'

const limit = 5 * 60_000
const start = Date.UTC(2026, 0, 31, 12)

test('it is over after the limit, counted from the last touch', () => {
  const untouched = new Untouched(start)
  expect(untouched.isOver(limit, start + limit - 1)).toBe(false)
  untouched.touch(start + limit - 1)
  expect(untouched.isOver(limit, start + limit)).toBe(false)
  expect(untouched.isOver(limit, start + 2 * limit - 1)).toBe(true)
})

test('a clock that was set back by a year does not hold the till open for that year: the limit counts anew', () => {
  const untouched = new Untouched(start)
  const back = start - 365 * 24 * 3_600_000
  expect(untouched.isOver(limit, back)).toBe(false)
  expect(untouched.isOver(limit, back + limit - 1)).toBe(false)
  expect(untouched.isOver(limit, back + limit)).toBe(true)
})

test('a clock that leaps forward, or a till that slept, is locked', () => {
  expect(new Untouched(start).isOver(limit, start + 24 * 3_600_000)).toBe(true)
})
