import { describe, expect, it } from 'vitest'
import type { Shift } from '../../../lib/domain/till/shift.ts'
import { compareShift, drawerDifference, isSame, moneyApart } from './compare-shift.ts'

const totals = {
  sales: { count: 3, amountMinor: 90_000 },
  returns: { count: 1, amountMinor: 25_000 },
  tenders: { cash: 40_000, card: 25_000, deposit: 0, points: 0 },
  discountMinor: 0,
  vat: { '22': 11_721, '10': 100 },
  cashiers: [{ id: 'kira', name: 'Кира', count: 4, amountMinor: 65_000 }],
  cashInMinor: 0,
  cashOutMinor: 20_000,
}
const who = { at: 1, by: 'kira', byName: 'Кира' }
const closing = { ...who, countedMinor: 119_900, expectedMinor: 120_000, reason: 'мелочь', totals, lastReceipt: 4 }
const shift: Shift = {
  id: 'till:3',
  tillId: 'till',
  tillName: 'Касса 1',
  number: 3,
  state: 'closed',
  opened: who,
  openingMinor: 100_000,
  movements: [],
  closing,
}
const register = {
  opening: 100_000,
  sale: 90_000,
  saleCount: 3,
  return: 25_000,
  returnCount: 1,
  cash: 40_000,
  card: 25_000,
  'vat:22': 11_721,
  'vat:10': 100,
  'cashier:kira': 65_000,
  cashOut: 20_000,
  counted: 119_900,
}
const differing = (books: Record<string, number>) =>
  compareShift(shift, books)
    .filter((row) => !isSame(row))
    .map(({ kind, of }) => [kind, of].filter(Boolean).join(' '))

describe('a shift beside the ledger', () => {
  it('agrees to the kopeck, in every row that either of them has', () => {
    const rows = compareShift(shift, register)
    expect(rows.filter((row) => !isSame(row))).toEqual([])
    expect(rows.map(({ kind, of }) => `${kind} ${of}`.trim())).toEqual([
      'sales',
      'returns',
      'tender cash',
      'tender card',
      'vat 10',
      'vat 22',
      'cashier kira',
      'opening',
      'cashOut',
      'counted',
    ])
    expect(moneyApart(rows)).toBe(0)
    expect(drawerDifference(shift)).toBe(-100)
  })

  it('names every row in which they differ, also those that only one of them has', () => {
    const missing = { ...register, return: 0, returnCount: 0, cash: 65_000, 'cashier:kira': 90_000, 'cashier:olga': 5 }
    expect(differing(missing)).toEqual(['returns', 'tender cash', 'cashier kira', 'cashier olga'])
    expect(moneyApart(compareShift(shift, missing))).toBe(-25_000)
    expect(differing({ ...register, returnCount: 2 })).toEqual(['returns'])
    expect(differing({})).toHaveLength(10)
  })

  it('an open one has no word of its own yet', () => {
    const open: Shift = { ...shift, state: 'open', closing: null }
    const rows = compareShift(open, { opening: 100_000, cash: 5_000, sale: 5_000, saleCount: 1 })
    expect(rows.map(({ kind, tillMinor, booksMinor }) => [kind, tillMinor, booksMinor])).toEqual([
      ['sales', null, 5_000],
      ['tender', null, 5_000],
      ['opening', 100_000, 100_000],
    ])
    expect(rows.every(isSame)).toBe(true)
    expect([moneyApart(rows), drawerDifference(open)]).toEqual([0, null])
  })
})
