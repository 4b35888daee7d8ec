import { expect, it } from 'vitest'
import { water } from '../../../lib/domain/till/sample-till.ts'
import { TillDay, waterBack } from '../print/testing/till-day.ts'
import { searchReceipts } from './search-receipts.ts'

const day = new TillDay()
day.close([water()])
day.close([water({ name: 'Помпа', productId: 'pump', priceMinor: 60_000, quantityMilli: 1000 })], {
  customerId: 'anna',
})
day.close([waterBack(1000)])
const receipts = day.receipts.map((body) => ({ id: body.id, body, pending: 0 }))
const found = (typed: string) => searchReceipts(receipts, typed).map(({ body }) => body.number)

it('finds a receipt by number, sum, customer and goods', () => {
  expect(found('3-0002')).toEqual([2])
  expect(found('3-2')).toEqual([2])
  expect(found('4-0002')).toEqual([])
  expect(found('3')).toEqual([3])
  expect(found('751,50')).toEqual([1])
  expect(found('250.50')).toEqual([3])
  expect(found('600')).toEqual([2])
  expect(found('смирнова')).toEqual([2])
  expect(found('вода')).toEqual([1, 3])
  expect(found(' ')).toEqual([1, 2, 3])
  expect(found('нет такого')).toEqual([])
})
