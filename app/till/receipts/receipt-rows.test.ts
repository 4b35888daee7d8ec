import { expect, it } from 'vitest'
import { water } from '../../../lib/domain/till/sample-till.ts'
import { TillDay } from '../print/testing/till-day.ts'
import { receiptRows } from './receipt-rows.ts'

it('users.md 15: newest first by number, whatever the clock said, under a heading for each shift', () => {
  const day = new TillDay()
  day.close([water()])
  const one = day.receipts[0]
  if (!one) throw new Error('no receipt')
  const of = (shiftNumber: number, number: number, at: number) => {
    const id = `device:${shiftNumber}:${number}`
    return { id, pending: 0, body: { ...one, id, shiftId: `device:${shiftNumber}`, shiftNumber, number, at } }
  }
  const rows = receiptRows([of(2, 9, 500), of(3, 1, 900), of(3, 2, 100), of(2, 10, 400)])
  expect(rows.map((row) => (row.kind === 'shift' ? `shift ${row.number}` : row.key))).toEqual([
    'shift 3',
    'device:3:2',
    'device:3:1',
    'shift 2',
    'device:2:10',
    'device:2:9',
  ])
})
