import { expect, test } from 'vitest'
import { noAttempts, takeOfflineAttempt, type OfflineAttempts } from './offline-attempts.ts'

const minute = 60_000

function go(before: OfflineAttempts, now: number) {
  const verdict = takeOfflineAttempt(before, now)
  if (verdict.kind !== 'go') throw new Error(`Expected to go, was ${verdict.kind}`)
  return verdict
}

test('four are free, the fifth locks for a minute, every further one twice as long, up to an hour', () => {
  let state = noAttempts
  let now = 1_000_000
  for (const left of [4, 3, 2, 1, 0]) {
    const verdict = go(state, now)
    expect(verdict.attemptsLeft).toBe(left)
    state = verdict.counted
  }
  for (const minutes of [1, 2, 4, 8, 16, 32, 60, 60]) {
    expect(takeOfflineAttempt(state, now + minutes * minute - 1)).toEqual({
      kind: 'locked',
      untilMs: now + minutes * minute,
    })
    now += minutes * minute
    state = go(state, now).counted
  }
})

test('after twenty only the server can say, whatever the clock is set to', () => {
  let state = noAttempts
  for (let i = 0; i < 20; i += 1) state = go(state, i * 24 * 60 * minute).counted
  expect(takeOfflineAttempt(state, Number.MAX_SAFE_INTEGER)).toEqual({ kind: 'askServer' })
})

test('a clock set back keeps nobody out for more than an hour', () => {
  const locked = { wrong: 6, lockedUntil: 1_000_000 * minute }
  expect(takeOfflineAttempt(locked, 5)).toEqual({ kind: 'locked', untilMs: 5 + 60 * minute })
})
