import { describe, expect, test } from 'vitest'
import { holdStill } from './hold-still.ts'

describe('cards of new orders', () => {
  test('follow the orders, newest first, while nobody points at them', () => {
    expect(holdStill(['b', 'a'], ['c', 'b'], false)).toEqual(['c', 'b'])
  })

  test('keep their places under a pointer: a new one comes last, one that was taken stays', () => {
    expect(holdStill(['b', 'a'], ['c', 'b'], true)).toEqual(['b', 'a', 'c'])
  })

  test('are the same list when nothing changed, so that nothing is drawn anew', () => {
    const shown = ['b', 'a']
    expect(holdStill(shown, ['b', 'a'], false)).toBe(shown)
    expect(holdStill(shown, ['b'], true)).toBe(shown)
  })
})
