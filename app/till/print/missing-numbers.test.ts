import { expect, it } from 'vitest'
import { missingNumbers } from './missing-numbers.ts'

it('users.md 7: a shift’s report tells which numbers are on no receipt', () => {
  expect(missingNumbers([1, 2, 4, 7], 8)).toEqual([3, 5, 6, 8])
  expect(missingNumbers([3, 1, 2], 3)).toEqual([])
  expect(missingNumbers([], 0)).toEqual([])
})
