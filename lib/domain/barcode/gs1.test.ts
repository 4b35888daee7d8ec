import { describe, expect, it } from 'vitest'
import { hasCheckDigit } from './check-digit.ts'
import { parseGs1 } from './gs1.ts'
import { gtinCodes, readScan } from './read-scan.ts'

const gs = '\u001d'
const gtin = '04600000000015'
const nothing = { gtin: null, weightGrams: null, count: null, priceMinor: null, lot: null, serial: null, expires: null }

describe('the check digit', () => {
  it.each(['4600000000015', '012345678905', '96385074', '04600000000015', '2100123012343'])('%s', (code) => {
    expect(hasCheckDigit(code)).toBe(true)
    for (let digit = 0; digit < 10; digit += 1) {
      const other = code.slice(0, -1) + String(digit)
      expect(hasCheckDigit(other)).toBe(other === code)
    }
  })

  it.each(['', '1234567', '460000000001x', '123456789012345'])('%j has none', (code) =>
    expect(hasCheckDigit(code)).toBe(false),
  )
})

describe('GS1 element strings', () => {
  it.each([
    [`01${gtin}`, { gtin }],
    [`01${gtin}3103001234`, { gtin, weightGrams: 1234 }],
    [`01${gtin}3102001234`, { gtin, weightGrams: 12_340 }],
    [`01${gtin}3106001234`, { gtin, weightGrams: 1 }],
    [`01${gtin}10A-7${gs}17270131`, { gtin, lot: 'A-7', expires: '2027-01-31' }],
    [`17270200${gs}01${gtin}`, { gtin, expires: '2027-02-28' }],
    [`01${gtin}302${gs}10B`, { gtin, count: 2, lot: 'B' }],
    [`02${gtin}3712`, { gtin, count: 12 }],
    [`01${gtin}392212345`, { gtin, priceMinor: 12_345 }],
    [`01${gtin}3920123`, { gtin, priceMinor: 12_300 }],
    [`01${gtin}215Qw"4%&${gs}91EE05${gs}92sgn==`, { gtin, serial: '5Qw"4%&' }],
    [`${gs}01${gtin}21abc`, { gtin, serial: 'abc' }],
    [`00346000000000000017`, {}],
    [`01${gtin}3203001234`, { gtin }],
    [`01${gtin}8005000123${gs}10L`, { gtin, lot: 'L' }],
  ])('%j', (text, found) => expect(parseGs1(text)).toEqual({ ...nothing, ...found }))

  it.each([
    ['nothing', ''],
    ['a wrong check digit', '0104600000000016'],
    ['a short GTIN', '01460000000001'],
    ['letters in a weight', `01${gtin}310300x234`],
    ['a weight that is cut off', `01${gtin}31030012`],
    ['a thirteenth month', `01${gtin}17271301`],
    ['a thirtieth of February', `01${gtin}17270230`],
    ['an identifier that is none', `01${gtin}6012`],
    ['an empty lot', `01${gtin}10${gs}17270131`],
    ['a lot that is too long', `01${gtin}10${'A'.repeat(21)}`],
    ['an ordinary code', '4600000000015'],
  ])('%s is none', (_, text) => expect(parseGs1(text)).toBeNull())
})

describe('what a scanner sent', () => {
  it.each([
    ['4600000000015', '4600000000015'],
    ['4600000000015\r\n', '4600000000015'],
    ['\u00024600000000015\u0003', '4600000000015'],
    ['\t4600000000015\t', '4600000000015'],
    [']E04600000000015', '4600000000015'],
    [']C0ABC-1', 'ABC-1'],
    [']Q1https://shop.example/r/1', 'https://shop.example/r/1'],
    // What says that it is GS1 and is not is looked up as it stands.
    [']C1ABC', 'ABC'],
    [`AB${gs}CD`, 'ABCD'],
    // An ordinary code that begins with 01.
    ['0112345678905', '0112345678905'],
  ])('%j is the code %j', (raw, code) => expect(readScan(raw)).toEqual({ kind: 'code', code }))

  it.each([`]C101${gtin}10A7`, `]d201${gtin}10A7`, `]Q301${gtin}10A7`, `01${gtin}10A7`, `${gs}01${gtin}10A7\r`])(
    '%j is a GS1 code',
    (raw) => expect(readScan(raw)).toMatchObject({ kind: 'gs1', gtin, lot: 'A7' }),
  )

  it.each(['', '\r\n', ' ', ']E0', gs])('%j is nothing', (raw) => expect(readScan(raw)).toEqual({ kind: 'empty' }))

  it('a box is never taken for what is in it', () => {
    expect(gtinCodes(gtin)).toEqual(['4600000000015', gtin])
    expect(gtinCodes('14600000000012')).toEqual(['14600000000012'])
    expect(gtinCodes('00000096385074')).toEqual(['96385074', '0000096385074', '00000096385074'])
  })
})
