// users.md 16: a damaged store is noticed, opens all the same, and repair never touches the operations.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openStore } from './open-store.ts'
import { sampleOperation, sampleRow } from './store-contract.ts'
import { noChannel } from './tab-news.ts'
import { createTestDevice, rawTable, sortByName, until, type TestDevice } from './testing/test-device.ts'
import { IDBKeyRange } from 'fake-indexeddb'

let device: TestDevice
beforeEach(() => {
  device = createTestDevice()
})
afterEach(() => device.closeAll())

async function damage(collection: string, key: string, change: object): Promise<void> {
  const raw = await rawTable(device.indexedDB, collection)
  await raw.put({ ...((await raw.get(key)) as object), ...change })
  raw.close()
}

describe('operations', () => {
  test.each([
    ['cut short', '{"deviceId":"d1","seq":2,'],
    ['of another number', JSON.stringify(sampleOperation(7))],
    ['emptied', 'null'],
  ])('a content %s is left out, told of, and its number is not used again', async (_how, content) => {
    const before = await device.open()
    for (const seq of [1, 2, 3]) await before.local.operations.append(sampleOperation(seq))
    await device.closeAll()
    await damage('operations', '000000000002', { content })
    const store = await device.open()
    const read = await store.local.operations.read({})
    expect(read.map(({ seq }) => seq)).toEqual([1, 3])
    expect(store.damage.get().operations).toEqual([2])
    expect(store.tray.get().map(({ seq }) => seq)).toEqual([3, 1])
    expect(await store.local.operations.lastSeq()).toBe(3)
    expect(await store.local.operations.append(sampleOperation(2))).toBe('taken')
    await store.local.operations.update([{ seq: 2, state: 'accepted' }])
    await device.closeAll()
    const raw = await rawTable(device.indexedDB, 'operations')
    expect(await raw.get('000000000002')).toMatchObject({ content, state: 'waiting' })
    raw.close()
  })

  test('one at the head of the queue does not keep those behind it from being found, one by one', async () => {
    const before = await device.open()
    for (const seq of [1, 2, 3]) await before.local.operations.append(sampleOperation(seq))
    await device.closeAll()
    await damage('operations', '000000000001', { content: '' })
    const { operations } = (await device.open()).local
    expect((await operations.read({ states: ['waiting'], limit: 1 })).map(({ seq }) => seq)).toEqual([2])
    expect((await operations.read({ states: ['waiting'], limit: 2 })).map(({ seq }) => seq)).toEqual([2, 3])
  })

  test('numbers go on above those of a database that was lost (S21)', async () => {
    const before = await device.open()
    for (const seq of [1, 2, 3]) await before.local.operations.append(sampleOperation(seq))
    expect(device.highWater.seq).toBe(3)
    await device.closeAll()
    const evicted = createTestDevice()
    evicted.highWater.seq = device.highWater.seq
    const store = await evicted.open()
    expect(await store.local.operations.lastSeq()).toBe(3)
    expect(await store.local.operations.read({})).toEqual([])
    await evicted.closeAll()
  })

  test('the number kept outside catches up at the next start: a crash may have come before it was on the disk', async () => {
    const before = await device.open()
    for (const seq of [1, 2, 3]) await before.local.operations.append(sampleOperation(seq))
    await device.closeAll()
    device.highWater.seq = 1
    await device.open()
    expect(device.highWater.seq).toBe(3)
  })
})

describe('documents', () => {
  test('a row that cannot be read counts as missing until it is written again', async () => {
    const refs = ['a', 'b'].map((id) => ({ kind: 'customer', id }))
    const write = (store: Awaited<ReturnType<TestDevice['open']>>) =>
      store.local.documents.change(refs, async () => refs.map((ref) => sampleRow(ref, { scopes: ['customers'] })))
    await write(await device.open())
    await device.closeAll()
    await damage('registers', 'customer/a', { body: '{"id":' })
    const store = await device.open()
    const list = store.rows.list({ kind: 'customer' })
    list.subscribe(() => undefined)
    await until(list.get, (items) => items !== null)
    expect(list.get()?.map(({ id }) => id)).toEqual(['b'])
    expect((await store.local.documents.read(refs)).map((row) => row?.ref.id)).toEqual([undefined, 'b'])
    expect(store.damage.get().documents).toBe(1)
    expect((await store.local.documents.inScope('customers', null, 10)).map(({ ref }) => ref.id)).toEqual(['b'])
    await write(store)
    expect((await store.local.documents.inScope('customers', null, 10)).map(({ ref }) => ref.id)).toEqual(['a', 'b'])
    expect(list.get()).toHaveLength(2)
  })

  test('views that cannot be opened are begun anew; operations and notes stay', async () => {
    const before = await device.open()
    await before.local.operations.append(sampleOperation(1))
    await before.local.documents.change([{ kind: 'order', id: 'o' }], async () => [
      sampleRow({ kind: 'order', id: 'o' }),
    ])
    await before.local.notes.setCursors({ orders: 5 })
    await before.notes.set('keep/sound', true)
    await device.closeAll()
    const store = await openStore({
      sortKeyOf: sortByName,
      channel: noChannel,
      highWater: { read: () => 0, write: () => undefined, reset: () => undefined },
      onNews: () => undefined,
      onFailure: (error) => expect.fail(String(error)),
      usage: { hold: () => () => undefined, ifUnused: (_database, work) => work() },
      environment: { tab: '-broken', indexedDB: refusing(device.indexedDB, '--work'), IDBKeyRange },
    })
    expect(store.damage.get().viewsRenewed).toBe(true)
    expect(await store.local.documents.read([{ kind: 'order', id: 'o' }])).toEqual([null])
    expect(await store.local.notes.cursors()).toEqual({})
    expect(await store.local.operations.read({})).toHaveLength(1)
    expect(store.notes.get('keep/sound')).toBe(true)
    await store.local.documents.change([{ kind: 'order', id: 'o' }], async () => [
      sampleRow({ kind: 'order', id: 'o' }),
    ])
    await store.close()
  })
})

/** The first opening of a database of this name fails, as a broken file does. */
function refusing(indexedDB: IDBFactory, nameEnd: string): IDBFactory {
  return new Proxy(indexedDB, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target)
      if (typeof value !== 'function') return value
      return (...given: unknown[]): unknown => {
        if (property === 'open' && String(given[0]).endsWith(`views-1--0${nameEnd}`))
          throw new DOMException('Internal error opening backing store', 'UnknownError')
        return (value as (...given: unknown[]) => unknown).apply(target, given)
      }
    },
  })
}
