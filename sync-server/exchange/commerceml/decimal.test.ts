import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseMoneyMinor, parseQuantityMilli } from './decimal.ts'

const nbsp = '\u00a0'
const narrow = '\u202f'

describe('parseMoneyMinor', () => {
  it.each([
    ['0', 0],
    ['7', 700],
    ['12356.00', 1_235_600],
    ['1719', 171_900],
    ['1234,50', 123_450],
    ['1234.5', 123_450],
    ['1 234.5', 123_450],
    [`1${nbsp}234,5`, 123_450],
    [`1${narrow}234${narrow}567`, 123_456_700],
    ['1,234.50', 123_450],
    ['1,234,567', 123_456_700],
    ['1.234,50', 123_450],
    ['0,500', 50],
    ['.5', 50],
    ['5.', 500],
    ['+5', 500],
    ['-5', -500],
    ['−5,25', -525],
    ['-0', 0],
    ['  42 ', 4200],
    ['0.29', 29],
    ['1.10', 110],
    ['100000.01', 10_000_001],
    ['90071992547409.91', 9_007_199_254_740_991],
  ])('reads %j as %i', (text, minor) => {
    expect(parseMoneyMinor(text)).toEqual({ kind: 'number', value: minor, rounded: false })
  })

  it.each([
    ['0.005', 1],
    ['0.004', 0],
    ['12.345', 1235],
    ['-12.345', -1235],
    ['1.999', 200],
    ['99.9999', 10_000],
  ])('rounds %j away from zero to %i and says so', (text, minor) => {
    expect(parseMoneyMinor(text)).toEqual({ kind: 'number', value: minor, rounded: true })
  })

  it('does not call dropped zeros a rounding', () => {
    expect(parseMoneyMinor('12356.0000')).toEqual({ kind: 'number', value: 1_235_600, rounded: false })
  })

  it.each(['', '   ', nbsp, '\n\t'])('finds nothing in %j', (text) => {
    expect(parseMoneyMinor(text)).toEqual({ kind: 'empty' })
  })

  it.each(['1,234', '12,500', '-1,234'])('refuses to guess what %j means', (text) => {
    expect(parseMoneyMinor(text)).toEqual({ kind: 'bad', reason: 'ambiguous' })
  })

  it.each([
    '12 руб',
    'abc',
    '1e5',
    '0x10',
    'NaN',
    'Infinity',
    '12 34',
    '1 2345',
    '1234 567',
    '1,23,456',
    '1.2.3',
    '1.234.567',
    '1,2,3',
    '--5',
    '5-',
    '.',
    ',',
    '-',
    '٣',
    '1'.repeat(41),
  ])('refuses %j', (text) => {
    expect(parseMoneyMinor(text)).toEqual({ kind: 'bad', reason: 'notANumber' })
  })

  it('refuses what does not fit, rather than coming near it', () => {
    expect(parseMoneyMinor('90071992547409.92')).toEqual({ kind: 'bad', reason: 'tooLarge' })
  })

  it('gives back every amount of minor units that was written down, however it was grouped', () => {
    fc.assert(
      fc.property(
        fc.maxSafeInteger(),
        fc.constantFrom('', ' ', nbsp, narrow),
        fc.constantFrom('.', ','),
        (minor, blank, point) => {
          const digits = String(Math.abs(minor)).padStart(3, '0')
          const whole = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, blank)
          const text = `${minor < 0 ? '-' : ''}${whole}${point}${digits.slice(-2)}`
          expect(parseMoneyMinor(text)).toEqual({ kind: 'number', value: minor, rounded: false })
        },
      ),
    )
  })
})

describe('parseQuantityMilli', () => {
  it.each([
    ['20', 20_000],
    ['1,234', 1234],
    ['0.001', 1],
    ['-3.5', -3500],
    ['1 000', 1_000_000],
    ['2.500', 2500],
  ])('reads %j as %i', (text, milli) => {
    expect(parseQuantityMilli(text)).toEqual({ kind: 'number', value: milli, rounded: false })
  })

  it('rounds the fourth digit', () => {
    expect(parseQuantityMilli('0.0005')).toEqual({ kind: 'number', value: 1, rounded: true })
  })
})
