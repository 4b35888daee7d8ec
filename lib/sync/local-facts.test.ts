// What the rules are told on a device.
import { expect, test } from 'vitest'
import { doneAt } from '../domain/done-at.ts'
import type { Facts } from '../domain/operation.ts'
import { localFacts } from './local-facts.ts'
import { sample } from './testing/world.ts'

const hour = 3_600_000
const noon = Date.UTC(2026, 10, 22, 12)

test.each([
  ['two hours slow', -2 * hour],
  ['two hours fast', 2 * hour],
  ['right', 0],
])('users.md 15: a device whose clock is %s and which knows it says the time that the books will say', (_, skewMs) => {
  const operation = { ...sample, madeAt: noon + skewMs, clockOffsetMs: -skewMs }
  const onArrival = { now: noon + 5 * hour } as Facts
  expect(doneAt(operation, localFacts(operation, new Map()))).toBe(noon)
  expect(doneAt(operation, onArrival)).toBe(noon)
})

test('users.md 15: one that never heard the server has only its own clock, and the books take it too', () => {
  const operation = { ...sample, madeAt: noon, clockOffsetMs: null }
  expect(doneAt(operation, localFacts(operation, new Map()))).toBe(noon)
})
