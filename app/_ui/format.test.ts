import { describe, expect, test } from 'vitest'
import { createFormat, isoMoment } from './format.ts'

const now = Date.UTC(2026, 5, 1, 9)
const impossible = [Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER, 8.64e15 + 1, 1e300, NaN, Infinity, -Infinity]

describe.each(['ru', 'en'] as const)('in %s', (language) => {
  const format = createFormat(language)

  test.each(impossible)('%d is no moment, and a screen that shows it survives', (at) => {
    expect(format.when(at, now)).toBe('—')
    expect(format.time(at)).toBe('—')
    expect(format.day(at, now)).toBe('—')
    expect(format.exact(at)).toBe('—')
    expect(format.exactDay(at)).toBe('—')
    expect(isoMoment(at)).toBeUndefined()
    expect(format.duration(at)).not.toMatch(/NaN|Infinity|∞/)
  })

  test('the wildest moments a device may have are shown', () => {
    for (const at of [0, Date.UTC(1900, 0), Date.UTC(9999, 11, 31), 8.64e15, -8.64e15]) {
      expect(format.when(at, now)).toMatch(/\d\d:\d\d/)
      expect(isoMoment(at)).toMatch(/T/)
    }
  })
})

test('what a device stores is said in the largest fitting unit', () => {
  const { bytes } = createFormat('en')
  expect([0, 70_000, 1_500_000, 2e9, 9e12].map(bytes)).toEqual([
    '0\u00a0KB',
    '70\u00a0KB',
    '1.5\u00a0MB',
    '2\u00a0GB',
    '9\u00a0TB',
  ])
})

test('many days are counted in groups of digits', () => {
  expect(createFormat('en').duration(2_000_000 * 86_400_000)).toBe('2,000,000\u00a0d')
})
