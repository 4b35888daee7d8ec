import { beforeEach, describe, expect, it } from 'vitest'
import type { StoredDocument } from '../ports.ts'
import { DocumentCache, type ChangeRow } from './document-cache.ts'

const ref = (id: string) => ({ kind: 'product', id })
const document = (id: string, scopes = ['catalog'], version = 1): StoredDocument => ({
  ref: ref(id),
  version,
  scopes,
  body: { id },
})
const changes = (clock: number, ...ids: string[]): ChangeRow[] =>
  ids.length === 0
    ? [{ clock: `${clock}`, kind: null, id: null }]
    : ids.map((id) => ({ clock: `${clock}`, kind: 'product', id }))

let cache: DocumentCache
beforeEach(() => {
  cache = new DocumentCache()
})

it('keeps what was read, until the feed says that it changed', () => {
  cache.keep([document('1'), document('2')], 10)
  expect(cache.question()).toEqual({ scopes: ['catalog'], after: [10] })
  cache.applyChanges(cache.question(), changes(15, '2'))
  expect(cache.get(ref('1'))).toEqual(document('1'))
  expect(cache.get(ref('2'))).toBeNull()
  expect(cache.question().after).toEqual([15])
})

it('watches the first scope of each document, and keeps none that is in no scope', () => {
  cache.keep([document('1', ['customers', 'customer:1']), document('2', [])], 10)
  expect(cache.question().scopes).toEqual(['customers'])
  expect(cache.get(ref('2'))).toBeNull()
})

describe('several transactions at once', () => {
  it('what was read in an older snapshot than the scope is known up to is not kept', () => {
    cache.keep([document('1')], 10)
    cache.applyChanges(cache.question(), changes(20))
    cache.keep([document('2')], 15)
    expect(cache.get(ref('2'))).toBeNull()
    cache.keep([document('2')], 20)
    expect(cache.get(ref('2'))).not.toBeNull()
  })

  it('an answer that comes late does not move a scope that was not in its question', () => {
    cache.keep([document('1')], 10)
    const early = cache.question()
    cache.keep([document('9', ['prices'])], 12)
    cache.applyChanges(early, changes(30))
    expect(cache.question()).toEqual({ scopes: ['catalog', 'prices'], after: [30, 12] })
  })

  it('an older answer after a newer one takes nothing back', () => {
    cache.keep([document('1')], 10)
    const question = cache.question()
    cache.applyChanges(question, changes(30))
    cache.applyChanges(question, changes(20))
    expect(cache.question().after).toEqual([30])
  })
})

it('forgets everything when more changed than is worth looking at', () => {
  cache.keep([document('1'), document('other')], 10)
  cache.applyChanges(cache.question(), changes(5_000, ...Array.from({ length: 1_000 }, (_, i) => `x${i}`)))
  expect(cache.get(ref('1'))).toBeNull()
  expect(cache.question().scopes).toEqual([])
})

it('forgets everything when the clock went back: the database was restored', () => {
  cache.keep([document('1')], 100)
  cache.applyChanges(cache.question(), changes(40))
  expect(cache.get(ref('1'))).toBeNull()
  cache.keep([document('1')], 41)
  expect(cache.question().after).toEqual([41])
})

it('stays small, in documents and in scopes', () => {
  cache.keep(
    Array.from({ length: 8_000 }, (_, i) => document(`${i}`)),
    1,
  )
  expect(cache.get(ref('0'))).toBeNull()
  expect(cache.get(ref('7999'))).not.toBeNull()
  for (let i = 0; i < 100; i += 1) cache.keep([document(`own-${i}`, [`driver:${i}`])], 1)
  expect(cache.question().scopes.length).toBeLessThan(40)
})
