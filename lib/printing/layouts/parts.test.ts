import { expect, test } from 'vitest'
import { transliterate } from '../transliterate.ts'
import { penFor } from './parts.ts'

test.each([
  ['en', 'RUB', 45_000, '450.00 RUB'],
  ['en', 'руб.', -125_050, '-1,250.50 RUB'],
  ['en', '643', 45_000, '450.00 RUB'],
  ['en', 'EUR', 45_000, '450.00 EUR'],
  ['en', 'KZT', 45_000, '450.00 KZT'],
  ['en', null, 45_000, '450.00'],
  ['ru', 'RUB', 45_000, '450,00 руб.'],
  ['ru', null, 45_000, '450,00'],
] as const)('an amount that stands alone: %s, %s, %i', (language, currency, minor, printed) => {
  const { moneyAlone } = penFor({ language, currency })
  expect(transliterate(moneyAlone(minor), 'cp866')).toEqual({ text: printed, lost: [] })
})
