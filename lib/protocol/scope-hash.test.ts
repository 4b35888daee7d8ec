import { describe, expect, test } from 'vitest'
import { createScopeHash } from './scope-hash.ts'

type Item = [kind: string, id: string, version: number]
const digestOf = (items: Item[]): string => {
  const hash = createScopeHash()
  for (const [kind, id, version] of items) hash.add({ kind, id }, version)
  return `${hash.count()}:${hash.digest()}`
}
const some: Item[] = [
  ['order', 'a', 1],
  ['order', 'b', 7],
  ['товар', 'вода 19 л', 3],
]

describe('hash of a scope (S29)', () => {
  test('does not depend on the order of reading', () => {
    expect(digestOf(some.toReversed())).toBe(digestOf(some))
  })

  test('is pinned, because both sides must agree over versions of the app', () => {
    expect(digestOf([])).toBe('0:0000000000000000')
    expect(digestOf(some)).toMatchInlineSnapshot(`"3:a012489acf2fb778"`)
  })

  const different: [string, Item[]][] = [
    ['a missing document', some.slice(1)],
    ['another version', [['order', 'a', 2], ...some.slice(1)]],
    ['another kind', [['receipt', 'a', 1], ...some.slice(1)]],
    ['the same document twice', [...some, some[0]!]],
    ['versions exchanged', [['order', 'a', 7], ['order', 'b', 1], some[2]!]],
  ]
  test.each(different)('sees %s', (_, items) => {
    expect(digestOf(items)).not.toBe(digestOf(some))
  })

  test('sees two documents missing that differ little', () => {
    const all: Item[] = Array.from({ length: 2000 }, (_, i): Item => ['order', `o${i}`, 1])
    const seen = new Set<string>()
    for (let i = 0; i < all.length; i += 1) seen.add(digestOf(all.filter((_, j) => j !== i)))
    expect(seen.size).toBe(all.length)
  })
})
