import { expect, test } from 'vitest'
import { afterQuiet } from './after-quiet.ts'
import { handClock } from './testing/hand-clock.ts'

test('what is over is told once, on time', () => {
  const { clock, pass } = handClock()
  let told = 0
  afterQuiet(clock, 100, () => (told += 1))
  pass(99)
  expect(told).toBe(0)
  pass(5)
  expect(told).toBe(1)
  pass(10_000)
  expect(told).toBe(1)
})

test('a page that stood still looks at what came meanwhile before it says that it is over', () => {
  const { clock, pass } = handClock()
  let told = 0
  const stop = afterQuiet(clock, 100, () => (told += 1))
  pass(400)
  expect(told).toBe(0)
  // The next piece had come long ago, and is read now.
  stop()
  pass(10_000)
  expect(told).toBe(0)
})

test('a page that is always late comes to an end too', () => {
  const { clock, pass } = handClock()
  let told = 0
  afterQuiet(clock, 100, () => (told += 1))
  for (let times = 0; times < 3; times += 1) pass(1_000)
  expect(told).toBe(0)
  pass(1_000)
  expect(told).toBe(1)
})
