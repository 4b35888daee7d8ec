import { expect, test } from 'vitest'
import { rangesOf } from './ranges.ts'

test.each([
  [[], ''],
  [[3], '3'],
  [[3, 4], '3, 4'],
  [[1, 2, 3, 7, 9, 10, 11], '1–3, 7, 9–11'],
])('%j reads "%s"', (numbers, text) => expect(rangesOf(numbers)).toBe(text))
