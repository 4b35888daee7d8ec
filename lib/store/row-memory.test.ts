import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Ref } from '../domain/operation.ts'
import { createRowMemory } from './row-memory.ts'
import { sampleOperation, sampleRow } from './store-contract.ts'
import { createTestDevice, type TestDevice } from './testing/test-device.ts'

const order: Ref = { kind: 'order', id: 'o' }

let device: TestDevice
beforeEach(() => {
  device = createTestDevice()
})
afterEach(() => device.closeAll())

test('a row that another tab changed, removed or made is read as it is now', async () => {
  const [here, there] = [await device.open(), await device.open()]
  const read = async () => (await here.local.documents.read([order]))[0]?.version ?? null
  expect(await read()).toBeNull()
  for (const version of [1, 2]) {
    await there.local.documents.change([order], async () => [sampleRow(order, { version })])
    await Promise.resolve()
    expect(await read()).toBe(version)
  }
  await here.local.documents.change([order], async () => [sampleRow(order, { version: 3 })])
  expect(await read()).toBe(3)
  await there.local.documents.change([order], async () => [null])
  await Promise.resolve()
  expect(await read()).toBeNull()
})

test('rows that came while another tab filled a kind are forgotten with the kind', async () => {
  const [here, there] = [await device.open(), await device.open()]
  const goods = Array.from({ length: 600 }, (_, i) => ({ kind: 'product', id: `p${i}` }))
  expect(await here.local.documents.read([goods[7]!])).toEqual([null])
  await there.local.documents.change(goods, async () => goods.map((ref) => sampleRow(ref)))
  await Promise.resolve()
  expect((await here.local.documents.read([goods[7]!]))[0]?.ref).toEqual(goods[7])
})

test('what was being read when something was written is not kept', () => {
  const memory = createRowMemory(10)
  const remember = memory.reading()
  memory.wrote('order/o', sampleRow(order, { version: 2 }))
  remember('order/o', sampleRow(order, { version: 1 }))
  expect(memory.get('order/o')?.version).toBe(2)
})

test('the rows wanted longest ago make room for others', () => {
  const memory = createRowMemory(2)
  for (const key of ['a', 'b']) memory.wrote(key, null)
  memory.get('a')
  memory.wrote('c', null)
  expect([memory.get('a'), memory.get('b'), memory.get('c')]).toEqual([null, undefined, null])
})

test('S2: a number is taken for ever, also when its row is long gone', async () => {
  const store = await device.open()
  await store.local.operations.append(sampleOperation(1, { state: 'accepted', settled: true }))
  await store.local.operations.append(sampleOperation(2))
  await store.local.operations.forget([1])
  await store.tidy()
  expect(await store.local.operations.append(sampleOperation(1))).toBe('taken')
  expect((await store.local.operations.read({})).map(({ seq }) => seq)).toEqual([2])
})
