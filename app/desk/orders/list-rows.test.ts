import { describe, expect, test } from 'vitest'
import type { Order } from '../../../lib/domain/order/order.ts'
import type { Shown } from '../../../lib/workplace-types.ts'
import { anchorAt, listRows, rowHeights, rowStarts } from './list-rows.ts'

const noon = new Date(2026, 10, 20, 12).getTime()
const day = 24 * 3_600_000
const order = (id: string, createdAt: number): Shown<Order> => ({
  id,
  pending: 0,
  body: { id, createdAt } as unknown as Order, // only what the list looks at
})

describe('rows of the list', () => {
  test('each day has one heading with its count', () => {
    const rows = listRows([order('a', noon), order('b', noon - 1), order('c', noon - day)])
    expect(rows.map((row) => (row.kind === 'day' ? row.count : row.key))).toEqual([2, 'a', 'b', 1, 'c'])
  })

  test('keys are unique also when a day comes up again', () => {
    const keys = listRows([order('a', noon), order('b', noon - day), order('c', noon)]).map((row) => row.key)
    expect(new Set(keys).size).toBe(keys.length)
  })

  test('what is in sight stays where it is when orders come in above', () => {
    const before = listRows([order('a', noon), order('b', noon - 1), order('c', noon - 2)])
    const scrollTop = rowHeights.day + rowHeights.order + 30
    const anchor = anchorAt(before, rowStarts(before), scrollTop)
    expect(anchor).toEqual({ key: 'b', offset: -30 })
    const after = listRows([order('new', noon + 1), order('a', noon), order('b', noon - 1), order('c', noon - 2)])
    const start = rowStarts(after)[after.findIndex((row) => row.key === 'b')] ?? 0
    expect(start - (anchor?.offset ?? 0)).toBe(scrollTop + rowHeights.order)
  })
})
