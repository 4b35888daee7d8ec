import { expect, test } from 'vitest'
import { longestCode } from '../domain/till/receipt-code.ts'
import { qrDots, qrSquares } from './qr-size.ts'

const narrow = 32 * 12
const wide = 48 * 12

test.each([
  [14, 21],
  [15, 25],
  [62, 33],
  [63, 37],
  [412, 77],
  [857, 109],
  [2331, 177],
  [2332, null],
])('%i bytes take %j squares a side', (bytes, squares) => expect(qrSquares(bytes)).toBe(squares))

test('a short code is as large as ever, a long one shrinks until it fits', () => {
  expect(qrDots('1'.repeat(50), narrow)).toBe(6)
  expect(qrDots('1'.repeat(250), narrow)).toBe(5)
  expect(qrDots('1'.repeat(400), narrow)).toBe(4)
  expect(qrDots('1'.repeat(400), wide)).toBe(6)
})

test('the longest code of a receipt fits paper of 58 mm in squares of three dots, the white around it too', () => {
  const dots = qrDots('1'.repeat(longestCode), narrow)
  expect(dots).toBe(3)
  expect(((qrSquares(longestCode) ?? 0) + 8) * (dots ?? 0)).toBeLessThanOrEqual(narrow)
})

test('what no paper holds is not printed', () => {
  expect(qrDots('1'.repeat(1300), narrow)).toBeNull()
  expect(qrDots('1'.repeat(1300), wide)).toBe(3)
  expect(qrDots('1'.repeat(4000), wide)).toBeNull()
})
