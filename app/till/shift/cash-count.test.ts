import { expect, it } from 'vitest'
import fc from 'fast-check'
import { countedMinor, isAnythingCounted, pieceKey, pieces, piecesTyped } from './cash-count.ts'

it('adds notes and coins down to the kopeck', () => {
  expect(countedMinor({ note500000: '2', note1000: '1', coin1000: ' 3 ', coin50: '5', coin1: '7' })).toBe(1_004_257)
  expect(countedMinor({})).toBe(0)
})

it('is no sum while one of the counts is none', () => {
  expect(countedMinor({ note500000: '2', coin1: 'x' })).toBeNull()
  for (const typed of ['-1', '1.5', '1e3', '100000', 'много']) expect(piecesTyped(typed), typed).toBeNull()
})

it('knows whether anything was counted: a nought is', () => {
  expect(isAnythingCounted({})).toBe(false)
  expect(isAnythingCounted({ coin1: ' ' })).toBe(false)
  expect(isAnythingCounted({ coin1: '0' })).toBe(true)
})

it('every kind counts by what it is worth', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(99_999), { minLength: pieces.length, maxLength: pieces.length }), (numbers) => {
      const count = Object.fromEntries(pieces.map((piece, i) => [pieceKey(piece), String(numbers[i])]))
      const worth = pieces.reduce((sum, { minor }, i) => sum + minor * (numbers[i] ?? 0), 0)
      expect(countedMinor(count)).toBe(worth)
      expect(new Set(pieces.map(pieceKey)).size).toBe(pieces.length)
    }),
  )
})
