import { describe, expect, it } from 'vitest'
import type { Shift } from '../../../lib/domain/till/shift.ts'
import type { ShiftState } from '../../../lib/workplace-types.ts'
import { concernsOf, wantsSomebody } from './shift-concerns.ts'

const hour = 3_600_000
const who = { at: 0, by: 'kira', byName: 'Кира' }
const open: Shift = {
  id: 'till:3',
  tillId: 'till',
  tillName: 'Касса 1',
  number: 3,
  state: 'open',
  opened: who,
  openingMinor: 100,
  movements: [],
  closing: null,
}
const totals = {
  sales: { count: 1, amountMinor: 50 },
  returns: { count: 0, amountMinor: 0 },
  tenders: { cash: 50, card: 0, deposit: 0, points: 0 },
  discountMinor: 0,
  vat: {},
  cashiers: [{ id: 'kira', name: 'Кира', count: 1, amountMinor: 50 }],
  cashInMinor: 0,
  cashOutMinor: 0,
}
const closed = (countedMinor: number): Shift => ({
  ...open,
  state: 'closed',
  closing: { ...who, countedMinor, expectedMinor: 150, reason: null, totals, lastReceipt: 1 },
})
const register = { opening: 100, sale: 50, saleCount: 1, cash: 50, 'cashier:kira': 50, counted: 150 }
const state: ShiftState = {
  shiftId: 'till:3',
  lastNumber: 3,
  receipts: 1,
  held: [2],
  voided: [],
  missing: [3],
  late: { count: 0, longestMs: 0 },
}
const kinds = (shift: Shift, books: Record<string, number>, told: ShiftState | null, now = hour) =>
  concernsOf(shift, { register: books, state: told, now }).map(({ kind }) => kind)

describe('what of a shift the office should look at', () => {
  it('nothing, where all agrees; before the server has told of the numbers nobody is alarmed', () => {
    expect(kinds(closed(150), register, { ...state, held: [], missing: [] })).toEqual([])
    expect(kinds(closed(150), register, null)).toEqual([])
  })

  it('receipts that wait, numbers that are missing, and a Z that the books do not say', () => {
    expect(kinds(closed(150), { ...register, cash: 40 }, state)).toEqual(['held', 'missing', 'differs'])
  })

  it('its Z or money moved that waits: also while it counts as open', () => {
    const waiting: ShiftState = { ...state, held: [], missing: [], heldActs: 2 }
    const concerns = concernsOf(open, { register: { opening: 100 }, state: waiting, now: hour })
    expect(concerns).toEqual([{ kind: 'heldActs', count: 2 }])
    expect(wantsSomebody(concerns)).toBe(true)
    expect(kinds(open, { opening: 100 }, { ...waiting, heldActs: 0 })).toEqual([])
  })

  it('a drawer that was short is told, but there is nothing to decide', () => {
    const concerns = concernsOf(closed(140), { register: { ...register, counted: 140 }, state: null, now: hour })
    expect(concerns).toEqual([{ kind: 'drawer', minor: -10 }])
    expect(wantsSomebody(concerns)).toBe(false)
    expect(wantsSomebody(concernsOf(closed(150), { register: {}, state: null, now: hour }))).toBe(true)
  })

  it('an open one only when it was left open over night', () => {
    expect(kinds(open, { opening: 100 }, null, 23 * hour)).toEqual([])
    expect(kinds(open, { opening: 100 }, null, 25 * hour)).toEqual(['openLong'])
  })
})
