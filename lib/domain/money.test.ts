import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatMoney, lineAmount, maxAmount, parseMoney, sumAmounts } from './money.ts'
import { formatQuantity, isOrderable, parseQuantity } from './quantity.ts'

describe('a line amount', () => {
  it.each([
    // price, quantity in thousandths, amount
    [25_050, 2000, 50_100],
    [99_999, 333, 33_300], // 33 299.667
    [1, 500, 1], // exactly half: away from zero
    [1, 499, 0],
    [3, 500, 2], // 1.5
    [5, 500, 3], // 2.5: not to even
    [-1, 500, -1],
    [-3, 500, -2],
    [-1, 499, 0],
    [0, 5000, 0],
    [99_999_999_999, 1000, 99_999_999_999], // exact beyond 2^53 / 1000
    [90_071_992_547, 1111, 100_069_983_720], // 100 069 983 719.717: too large
  ])('%i × %i ‰ is %i', (price, quantityMilli, amount) => {
    expect(lineAmount(price, quantityMilli)).toBe(amount > maxAmount ? null : amount)
  })

  it('is the exact product rounded half away from zero, however large, and never a negative zero', () => {
    fc.assert(
      fc.property(fc.integer({ min: -maxAmount, max: maxAmount }), fc.nat(1_000_000_000), (price, quantityMilli) => {
        const exact = BigInt(price) * BigInt(quantityMilli)
        const magnitude = ((exact < 0n ? -exact : exact) * 2n + 1000n) / 2000n
        const expected = magnitude > BigInt(maxAmount) ? null : Number(exact < 0n ? -magnitude : magnitude)
        const amount = lineAmount(price, quantityMilli)
        expect(amount).toBe(expected)
      }),
    )
  })

  it('is null beyond the largest amount instead of a rounded lie', () => {
    expect(lineAmount(maxAmount, 1000)).toBe(maxAmount)
    expect(lineAmount(maxAmount, 1001)).toBeNull()
    expect(sumAmounts([maxAmount, 1])).toBeNull()
    expect(sumAmounts([maxAmount, -1, 1])).toBe(maxAmount)
    expect(sumAmounts([])).toBe(0)
  })
})

describe('a typed amount', () => {
  it.each([
    ['1250', 125_000],
    ['1 250,50', 125_050],
    ['1\u00a0250,5', 125_050],
    ['1250.5', 125_050],
    ['1,250.50', 125_050],
    ['1.250,50', 125_050],
    ['0,01', 1],
    [' 7 ', 700],
    ["1'000", 100_000],
  ])('%j is %i', (text, minor) => expect(parseMoney(text)).toBe(minor))

  it.each([
    '',
    ' ',
    ',',
    '.',
    '1,',
    '1,250',
    '1.234',
    '-5',
    '+5',
    '1e3',
    '12,345,67',
    '12.3.4',
    'сто',
    '5 ₽',
    '0x10',
    '1'.repeat(16),
    '1000000000,01',
  ])('%j is no amount', (text) => expect(parseMoney(text)).toBeNull())

  it('what is shown can be typed again', () => {
    fc.assert(
      fc.property(fc.nat(maxAmount), fc.constantFrom('ru' as const, 'en' as const), (minor, locale) => {
        expect(parseMoney(formatMoney(minor, locale))).toBe(minor)
      }),
    )
  })
})

describe('shown amounts', () => {
  it.each([
    [125_050, 'ru', 'RUB', '1\u00a0250,50\u00a0₽'],
    [125_050, 'en', 'RUB', '₽1,250.50'],
    [-5, 'ru', 'RUB', '−0,05\u00a0₽'],
    [0, 'ru', undefined, '0,00'],
    [123_456_789, 'ru', undefined, '1\u00a0234\u00a0567,89'],
    [100, 'ru', 'руб.', '1,00\u00a0₽'],
    [100, 'en', 'KZT', 'KZT\u00a01.00'],
  ] as const)('%i in %s as %s is %j', (minor, locale, currency, shown) => {
    expect(formatMoney(minor, locale, currency)).toBe(shown)
  })
})

describe('quantities', () => {
  it.each([
    [1000, 'ru', '1'],
    [1500, 'ru', '1,5'],
    [250, 'en', '0.25'],
    [1_234_567, 'ru', '1\u00a0234,567'],
    [-2000, 'en', '−2'],
  ] as const)('%i in %s is shown as %j', (milli, locale, shown) => expect(formatQuantity(milli, locale)).toBe(shown))

  it.each([
    ['2', 2000],
    ['1,5', 1500],
    ['0.250', 250],
    ['1,2345', null],
    ['1000001', null],
    ['', null],
  ] as const)('typed %j is %s', (text, milli) => expect(parseQuantity(text)).toBe(milli))

  it('are whole unless the product is sold in fractions, and never nothing', () => {
    expect([1000, 1500, 0, -1000, 1_000_001_000].map((milli) => isOrderable(milli, false))).toEqual([
      true,
      false,
      false,
      false,
      false,
    ])
    expect(isOrderable(1500, true)).toBe(true)
  })
})
