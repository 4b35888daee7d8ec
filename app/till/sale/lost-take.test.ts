import { describe, expect, it } from 'vitest'
import type { Verdict } from '../../../lib/domain/operation.ts'
import { parkedSchema, type Parked } from '../../../lib/domain/till/parked.ts'
import { water } from '../../../lib/domain/till/sample-till.ts'
import { TillDay } from '../print/testing/till-day.ts'
import { isTakenBy, lostTakes, soldTakes, takenBefore } from './lost-take.ts'
import * as s from './sale.ts'

const refused = { kind: 'refused', reason: 'alreadyTaken', params: { by: 'Ирина', at: 7 } } as const
const take = (seq: number, id: string, verdict: Verdict | null = refused, kind = 'parked.take') => ({
  kind,
  target: { kind: 'parked', id },
  seq,
  verdict,
})

describe('a parked sale that another till took up before', () => {
  it('is told by the office’s refusal of this till’s own act, and by nothing else', () => {
    const tray = [
      take(9, 'p9'),
      take(8, 'p8', null),
      take(7, 'p7', { kind: 'accepted' }),
      take(6, 'p6', { kind: 'refused', reason: 'notAllowed', params: {} }),
      take(5, 'p5', { kind: 'refused', reason: 'alreadyExists', params: {} }, 'parked.put'),
    ]
    expect(lostTakes(tray)).toEqual([{ seq: 9, parkedId: 'p9', by: 'Ирина', at: 7 }])
    expect(takenBefore({})).toEqual({ by: null, at: null })
    expect(takenBefore({ by: '', at: 'noon' })).toEqual({ by: null, at: null })
  })

  it('was another’s, also where that other has the same name', () => {
    const params = { by: 'Ирина', byId: 'irina-1', at: 7 }
    expect(isTakenBy(params, 'irina-1')).toBe(true)
    expect(isTakenBy(params, 'irina-2')).toBe(false)
    expect(isTakenBy({ by: 'Ирина', at: 7 }, undefined), 'nobody is known').toBe(false)
  })

  it('stays on the screen with its lines, marked, until somebody decides; then it is a sale like any other', () => {
    const before = takenUp('p1')
    const mine = { id: 'p1', saleId: before.saleId }
    const lost = s.lose(before, mine, { by: 'Ирина', at: 7 })
    expect(lost).toEqual({ ...before, takenBefore: { by: 'Ирина', at: 7 } })
    const sold = s.sellHere(lost)
    expect(sold).toEqual({ ...before, parked: null })
    expect(s.lose(sold, mine, { by: 'Ирина', at: 7 }), 'decided once').toBe(sold)
    expect(s.lose(before, { ...mine, id: 'p2' }, { by: null, at: null }), 'another parked sale').toBe(before)
    expect(s.lose(before, { ...mine, saleId: 'next' }, { by: null, at: null }), 'the next customer').toBe(before)
  })

  it('names the receipt that it has become here meanwhile', () => {
    const day = new TillDay()
    const [first, second] = [day.close([water()]), day.close([water()])]
    const lost = lostTakes([take(9, 'p9'), take(8, 'p8'), take(7, 'p7')])
    const takenUpHere = [
      { parkedId: 'p9', saleId: 'put back' },
      { parkedId: 'p9', saleId: second.saleId },
      { parkedId: 'p8', saleId: 'on the screen' },
      { parkedId: 'other', saleId: first.saleId },
    ]
    expect(soldTakes(lost, takenUpHere, day.receipts)).toEqual([{ ...lost[0], receipt: second }])
  })
})

function takenUp(id: string): s.Sale {
  const { returnOf: _, fractional: _whole, discount: _none, ...line } = water()
  const parked: Parked = parkedSchema.parse({
    id,
    name: 'дама',
    tillName: 'Касса 1',
    customerId: null,
    lines: [{ ...line, discountMinor: 0 }],
    parked: { at: 1, by: 'kira', byName: 'Кира' },
    taken: null,
  })
  return s.takenUp(
    parked,
    () => false,
    () => 'sale-9',
  )
}
