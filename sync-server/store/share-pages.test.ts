import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sharePages } from './share-pages.ts'

it('shares a limit out fairly', () => {
  expect(sharePages([10, 10], 10)).toEqual([5, 5])
  expect(sharePages([2, 100], 10)).toEqual([2, 8])
  expect(sharePages([0, 3, 0], 10)).toEqual([0, 3, 0])
  expect(sharePages([5, 5, 5], 10)).toEqual([4, 3, 3])
})

it('S25: gives every scope with changes at least one, even when that exceeds the limit', () => {
  expect(sharePages([4, 4, 4], 1)).toEqual([1, 1, 1])
})

it('uses the limit up, never gives more than there is, and never starves anyone', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(200), { maxLength: 12 }), fc.integer({ min: 1, max: 300 }), (available, limit) => {
      const shares = sharePages(available, limit)
      const sum = (numbers: number[]) => numbers.reduce((total, one) => total + one, 0)
      const scopes = available.filter((count) => count > 0).length
      expect(sum(shares)).toBe(Math.min(sum(available), Math.max(limit, scopes)))
      for (const [index, share] of shares.entries()) {
        expect(share).toBeLessThanOrEqual(available[index] ?? 0)
        expect(share > 0).toBe((available[index] ?? 0) > 0)
      }
    }),
  )
})
