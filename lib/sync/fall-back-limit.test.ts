import { expect, test } from 'vitest'
import { createFallBackLimit } from './fall-back-limit.ts'
import { TransportError } from './ports.ts'

test('a server restored from a backup is believed, one that forgets again and again is not', () => {
  let now = 0
  const onFallBack = createFallBackLimit(() => now)
  const often = (count: number) => {
    for (let n = 0; n < count; n += 1) onFallBack()
  }
  often(5)
  expect(() => often(1)).toThrow(TransportError)
  now += 61_000
  often(5)
})

test('a device that keeps trying while it is put off is let through when a minute is over', () => {
  let now = 0
  const onFallBack = createFallBackLimit(() => now)
  for (let n = 0; n < 5; n += 1) onFallBack()
  for (now = 1_000; now < 60_000; now += 1_000) expect(onFallBack).toThrow(TransportError)
  expect(onFallBack).not.toThrow()
})

test('a clock that is set back does not shut the device out', () => {
  let now = 7_200_000
  const onFallBack = createFallBackLimit(() => now)
  for (let n = 0; n < 5; n += 1) onFallBack()
  now = 0
  expect(onFallBack).not.toThrow()
})
