import { expect, test } from 'vitest'
import { historyRows } from './history-rows.ts'

const minute = 60_000
const mark = (at: number, delivered: number, more: object = {}) => ({
  at,
  by: 'a',
  byName: 'А',
  what: 'deliverLine',
  params: { product: 'Вода', deliveredMilli: delivered },
  ...more,
})

test('pressing plus three times is one line with the last figure; the newest stands first', () => {
  const submit = { at: 0, by: 'a', byName: 'А', what: 'submit', params: {} }
  const rows = historyRows([submit, mark(minute, 1000), mark(minute + 1, 2000), mark(minute + 2, 3000)])
  expect(rows.map((row) => row.params.deliveredMilli ?? row.what)).toEqual([3000, 'submit'])
})

test('another person, another product or another visit is a line of its own', () => {
  expect(historyRows([mark(0, 1000), mark(1, 2000, { by: 'b' })])).toHaveLength(2)
  expect(historyRows([mark(0, 1000), mark(1, 2000, { params: { product: 'Чай' } })])).toHaveLength(2)
  expect(historyRows([mark(0, 1000), mark(11 * minute, 2000)])).toHaveLength(2)
})
