import { IDBFactory } from 'fake-indexeddb'
import { expect, test } from 'vitest'
import { openCodeIndex } from './code-index.ts'

const goods = (...entries: [string, string[]][]) => new Map(entries)

test('a code is found over a restart, and what changed is what is there', async () => {
  const factory = new IDBFactory()
  const first = await openCodeIndex(factory)
  expect(await first.find('46001')).toEqual([])
  await first.keep(goods(['46001', ['water']], ['46002', ['cup', 'cup-blue']]))
  first.close()
  const second = await openCodeIndex(factory)
  expect([await second.find('46001'), await second.find('46002')]).toEqual([['water'], ['cup', 'cup-blue']])
  await second.keep(goods(['46002', ['cup']], ['46003', ['tea']]))
  expect(await Promise.all(['46001', '46002', '46003'].map((code) => second.find(code)))).toEqual([
    [],
    ['cup'],
    ['tea'],
  ])
  second.close()
})

test('more than one batch is kept whole', async () => {
  const index = await openCodeIndex(new IDBFactory())
  await index.keep(new Map(Array.from({ length: 2_500 }, (_, n) => [String(n), [`p${n}`]])))
  expect([await index.find('0'), await index.find('2499')]).toEqual([['p0'], ['p2499']])
  await index.keep(new Map())
  expect([await index.find('0'), await index.find('2499')]).toEqual([[], []])
  index.close()
})
