import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { IDBDatabase } from 'fake-indexeddb'
import type { Ref } from '../domain/operation.ts'
import type { DeviceStore } from './open-store.ts'
import { createRowMemory } from './row-memory.ts'
import { sampleOperation, sampleRow } from './store-contract.ts'
import { noChannel } from './tab-news.ts'
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

describe('another tab whose news does not come', () => {
  let here: DeviceStore
  let mute: DeviceStore
  beforeEach(async () => {
    here = await device.open()
    mute = await device.open(noChannel)
    await here.local.documents.change([order], async () => [sampleRow(order, { version: 1 })])
    await mute.local.documents.change([order], async () => [sampleRow(order, { version: 2 })])
  })

  test('a change of the row that is remembered is asked again with the row as it is', async () => {
    const asked: (number | undefined)[] = []
    await here.local.documents.change([order], async ([row]) => {
      asked.push(row?.version)
      return [sampleRow(order, { version: (row?.version ?? 0) + 10 })]
    })
    expect(asked).toEqual([1, 2])
    expect((await here.local.documents.read([order]))[0]?.version).toBe(12)
  })

  test('“as it is” is said of the row on the disk, not of the one remembered', async () => {
    await here.local.documents.change([order], async ([row]) =>
      row?.version === 1 ? [row] : [sampleRow(order, { version: 12 })],
    )
    expect(await versionOnDisk()).toBe(12)
  })

  test('a row that it removed can be made again', async () => {
    await mute.local.documents.change([order], async () => [null])
    await here.local.documents.change([order], async () => [sampleRow(order, { version: 3 })])
    expect(await versionOnDisk()).toBe(3)
    await here.local.documents.change([order], async () => [sampleRow(order, { version: 4 })])
    expect(await versionOnDisk()).toBe(4)
  })

  test('its verdict is seen as soon as a row turns out to be written by it', async () => {
    await here.local.operations.append(sampleOperation(1, { target: order }))
    await mute.local.operations.update([{ seq: 1, state: 'refused', settled: true }])
    await mute.local.documents.change([order], async () => [sampleRow(order, { version: 3 })])
    const asked: number[] = []
    await here.local.documents.change([order], async () => {
      asked.push((await here.local.operations.unsettledOn(order)).length)
      return [sampleRow(order, { version: 4 })]
    })
    expect(asked).toEqual([1, 0])
  })

  test('a row found to be its work is made of the operations that it has, told or not', async () => {
    await here.local.operations.append(sampleOperation(1, { target: order }))
    here.local.documents.forgetRemembered()
    await here.local.operations.read({ settled: false })
    await mute.local.operations.update([{ seq: 1, state: 'refused', settled: true }])
    await mute.local.operations.append(sampleOperation(2, { target: order }))
    await mute.local.documents.change([order], async () => [sampleRow(order, { version: 3 })])
    await here.local.documents.read([order])
    const asked: number[][] = []
    await here.local.documents.change([order], async () => {
      asked.push((await here.local.operations.unsettledOn(order)).map(({ seq }) => seq))
      return [sampleRow(order, { version: 4 })]
    })
    expect(asked).toEqual([[2]])
    expect(here.tray.get().map(({ seq }) => seq)).toEqual([2, 1])
  })

  test('an operation that it wrote down and died is known as soon as somebody comes across it', async () => {
    expect(await here.local.operations.unsettledOn(order)).toEqual([])
    await mute.local.operations.append(sampleOperation(1, { target: order }))
    expect((await here.local.operations.read({ from: 1 })).map(({ seq }) => seq)).toEqual([1])
    expect((await here.local.operations.unsettledOn(order)).map(({ seq }) => seq)).toEqual([1])
    expect((await here.local.operations.read({ states: ['waiting'], limit: 1 })).map(({ seq }) => seq)).toEqual([1])
  })

  test('an act that finds its number taken sees what the other act was', async () => {
    await mute.local.operations.append(sampleOperation(1, { target: order }))
    expect(await here.local.operations.append(sampleOperation(1))).toBe('taken')
    here.local.documents.forgetRemembered()
    expect((await here.local.operations.unsettledOn(order)).map(({ seq }) => seq)).toEqual([1])
  })

  const versionOnDisk = async (): Promise<number | undefined> => {
    mute.local.documents.forgetRemembered()
    return (await mute.local.documents.read([order]))[0]?.version
  }
})

test('whoever goes on working with what it acted with changes nothing of the act', async () => {
  const store = await device.open()
  const payload = { note: 'as it was' }
  await store.local.operations.append(sampleOperation(1, { target: order, payload }))
  payload.note = 'as it is now'
  expect((await store.local.operations.unsettledOn(order))[0]?.payload).toEqual({ note: 'as it was' })
})

test('a row changed here is changed again with one write and no reading', async () => {
  const transactions = vi.spyOn(IDBDatabase.prototype, 'transaction')
  const store = await device.open()
  const change = (version: number) => store.local.documents.change([order], async () => [sampleRow(order, { version })])
  await change(1)
  transactions.mockClear()
  await change(2)
  await change(3)
  expect(transactions.mock.calls.map(([, mode]) => mode)).toEqual(['readwrite', 'readwrite'])
  transactions.mockRestore()
})

test('what was being read when something was written is not kept', () => {
  const memory = createRowMemory(10)
  const remember = memory.reading()
  memory.wrote('order/o', { row: sampleRow(order, { version: 2 }), revision: undefined })
  remember('order/o', { row: sampleRow(order, { version: 1 }), revision: undefined })
  expect(memory.get('order/o')?.row?.version).toBe(2)
})

test('the rows wanted longest ago make room for others', () => {
  const memory = createRowMemory(2)
  const absent = { row: null, revision: undefined }
  for (const key of ['a', 'b']) memory.wrote(key, absent)
  memory.get('a')
  memory.wrote('c', absent)
  expect([memory.get('a'), memory.get('b'), memory.get('c')]).toEqual([absent, undefined, absent])
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
