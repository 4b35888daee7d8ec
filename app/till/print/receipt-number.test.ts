import { expect, it } from 'vitest'
import { parseReceiptNumber, receiptNumberOf, writeReceiptNumber } from './receipt-number.ts'

it('is read from a document name and back from what people type', () => {
  expect(receiptNumberOf('till:a:3:12')).toBe('3-0012')
  expect(writeReceiptNumber({ shift: 12, number: 10_345 })).toBe('12-10345')
  for (const typed of ['3-0012', '3-12', ' 3 - 12 ', '№ 3-0012', '3–0012', '#3/12'])
    expect(parseReceiptNumber(typed), typed).toEqual({ shift: 3, number: 12 })
})

it.each(['', '12', '3-', 'abc', '1 250', '250.50', '0-12', '3-0', '1-2-3', '3-1234567890'])(
  '“%s” is no number of a receipt',
  (typed) => {
    expect(parseReceiptNumber(typed)).toBeNull()
  },
)

it('shows a name of another shape as it is', () => {
  expect(receiptNumberOf('old-17')).toBe('old-17')
})
