import { describe, expect, test } from 'vitest'
import { deliveryDays, hoursOn, isPast } from './delivery-days.ts'

const today = '2026-02-27'

describe('delivery wishes', () => {
  test('hours that have begun are not offered today, all are tomorrow', () => {
    expect(hoursOn(today, today, '12:30').map((span) => span.from)).toEqual(['15:00', '18:00'])
    expect(hoursOn('2026-02-28', today, '12:30')).toHaveLength(4)
  })

  test('late in the evening the first day is tomorrow, and months end', () => {
    expect(deliveryDays(today, '20:00').slice(0, 2)).toEqual(['2026-02-28', '2026-03-01'])
    expect(deliveryDays(today, '08:00')[0]).toBe(today)
  })

  test.each([
    [null, false],
    [{ date: '2026-02-26', from: null }, true],
    [{ date: today, from: '09:00' }, true],
    [{ date: today, from: '15:00' }, false],
    [{ date: today, from: null }, false],
    [{ date: '2026-03-01', from: '09:00' }, false],
  ])('the wish %j is past at half past twelve: %j', (window, past) => {
    expect(isPast(window, today, '12:30')).toBe(past)
  })

  test('"today, any time" is past when the last hours have begun', () => {
    expect(isPast({ date: today, from: null }, today, '18:00')).toBe(true)
  })
})
