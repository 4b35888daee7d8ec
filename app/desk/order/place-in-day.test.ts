import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lastPosition, placeInDay, type DayStop } from './place-in-day.ts'

describe('the place of a stop in the day', () => {
  test('between two others, only that one is told', () => {
    const others = [
      { id: 'a', position: 100 },
      { id: 'b', position: 200 },
    ]
    expect(placeInDay(others, 'x', 1)).toEqual([{ id: 'x', position: 150 }])
    expect(placeInDay(others, 'x', 0)).toEqual([{ id: 'x', position: 50 }])
    expect(placeInDay(others, 'x', 2)).toEqual([{ id: 'x', position: 300 }])
  })

  test('whatever the day looks like: the stop stands where it was put, the others keep their order', () => {
    const day = fc.array(fc.integer({ min: 0, max: lastPosition }), { maxLength: 60 })
    fc.assert(
      fc.property(day, fc.nat(), (positions, place) => {
        const others: DayStop[] = positions.sort((a, b) => a - b).map((position, i) => ({ id: `s${i}`, position }))
        const index = place % (others.length + 1)
        const moves = new Map(placeInDay(others, 'x', index).map((stop) => [stop.id, stop.position]))
        const positionOf = (stop: DayStop) => moves.get(stop.id) ?? stop.position
        const mine = moves.get('x') ?? -1
        expect(mine).toBeGreaterThanOrEqual(0)
        expect(mine).toBeLessThanOrEqual(lastPosition)
        others.forEach((stop, i) => {
          if (i < index) expect(positionOf(stop)).toBeLessThan(mine)
          else expect(positionOf(stop)).toBeGreaterThan(mine)
        })
      }),
    )
  })
})
