import { describe, expect, it } from 'vitest'
import { expectAccepted, actors } from '../../../lib/domain/sample-books.ts'
import type { Shift } from '../../../lib/domain/till/shift.ts'
import { water } from '../../../lib/domain/till/sample-till.ts'
import { dayShift, TillDay, waterBack } from '../print/testing/till-day.ts'
import { closePayload, closingOf, isClosable } from './shift-closing.ts'

function soldDay(): TillDay {
  const day = new TillDay()
  day.close([water()])
  day.close([waterBack(1000)])
  day.move('out', 20_000, 'инкассация')
  return day
}

describe('closing a shift', () => {
  it('users.md 10: counts the till’s own receipts of this shift and no other, sent or not', () => {
    const day = soldDay()
    const other = day.receipts.map((receipt) => ({ ...receipt, shiftId: 'device:2', number: 99 }))
    expect(closingOf(day.shift, [...other, ...day.receipts])).toEqual({
      totals: day.totals(),
      expectedMinor: 130_100,
      lastReceipt: 2,
      voided: [],
    })
  })

  it('users.md 7: says which numbers are on no receipt, also the last one given out', () => {
    const day = soldDay()
    const [first] = day.receipts
    if (!first) throw new Error('no receipt')
    expect(closingOf(day.shift, [{ ...first, number: 3 }], 4)).toMatchObject({ lastReceipt: 4, voided: [1, 2, 4] })
    expect(closingOf(day.shift, [], 2)).toMatchObject({ lastReceipt: 2, voided: [1, 2] })
  })

  it('users.md 11: opening, sales, returns and movements make what should be there; nothing sold is the opening', () => {
    expect(closingOf(new TillDay(7_700).shift, [])).toMatchObject({ expectedMinor: 7_700, lastReceipt: 0 })
    expect(closingOf(soldDay().shift, soldDay().receipts).expectedMinor).toBe(100_000 + 75_150 - 25_050 - 20_000)
  })

  it('users.md 11: any count closes it; a difference wants a reason', () => {
    expect(isClosable(130_100, null, '')).toBe(false)
    expect(isClosable(130_100, 130_100, '')).toBe(true)
    expect(isClosable(130_100, 0, '  ')).toBe(false)
    expect(isClosable(130_100, 0, 'украли')).toBe(true)
  })

  it('is taken by the rules as it is, with and without a difference', () => {
    for (const [countedMinor, reason, kept] of [
      [130_100, 'лишняя', null],
      [130_000, ' мелочь ', 'мелочь'],
    ] as const) {
      const day = soldDay()
      const payload = closePayload(closingOf(day.shift, day.receipts), { countedMinor, reason })
      const closed = expectAccepted(day.books.act({ actor: actors.kira, kind: 'shift.close', id: dayShift, payload }))
      expect((closed.body as Shift).closing).toMatchObject({ countedMinor, reason: kept, expectedMinor: 130_100 })
    }
  })
})
