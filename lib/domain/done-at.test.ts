import { expect, test } from 'vitest'
import { doneAt } from './done-at.ts'
import type { Facts, Operation } from './operation.ts'

const now = 1_760_000_000_000
const day = 24 * 3_600_000
const at = (madeAt: number, clockOffsetMs: number | null = 0) =>
  doneAt({ madeAt, clockOffsetMs } as Operation, { now } as Facts)

test('the device’s time, put right by what it knew of the server’s', () => {
  expect(at(now - 3 * day)).toBe(now - 3 * day)
  expect(at(now - 3 * day, 5000)).toBe(now - 3 * day + 5000)
  expect(at(now - 3 * day, null)).toBe(now - 3 * day)
})

test('a time that cannot be is told as now: money must not vanish into a year that nobody looks at', () => {
  for (const impossible of [now + 1, 8e15, 0, -5, now - 400 * day]) expect(at(impossible)).toBe(now)
})
