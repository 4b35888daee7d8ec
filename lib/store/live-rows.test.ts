import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Live } from './live.ts'
import type { DeviceStore } from './open-store.ts'
import type { Item } from './sorted-rows.ts'
import { sampleRow } from './store-contract.ts'
import { createTestDevice, until, type TestDevice } from './testing/test-device.ts'

let device: TestDevice
let store: DeviceStore
beforeEach(async () => {
  device = createTestDevice()
  store = await device.open()
})
afterEach(async () => {
  await device.closeAll()
  expect(device.failures).toEqual([])
})

type Named = { id: string; name: string }
const row = (kind: string, id: string, name = id) => sampleRow({ kind, id }, { base: { id, name }, body: { id, name } })

const put = (tab: DeviceStore, ...rows: ReturnType<typeof row>[]) =>
  tab.local.documents.change(
    rows.map(({ ref }) => ref),
    async () => rows,
  )
const remove = (tab: DeviceStore, kind: string, ...ids: string[]) =>
  tab.local.documents.change(
    ids.map((id) => ({ kind, id })),
    async (rows) => rows.map(() => null),
  )
const names = (items: readonly Item[] | null | undefined) => items?.map(({ body }) => (body as Named).name)

/** A screen: looks, and counts how often it was told. */
function look<T>(live: Live<T>) {
  const seen = { told: 0, get: () => live.get(), leave: () => undefined as void }
  seen.leave = live.subscribe(() => (seen.told += 1))
  return seen
}

describe('lists', () => {
  test('a list is null until it is read, then last first', async () => {
    await put(store, row('customer', 'b'), row('customer', 'a'), row('customer', 'c'), row('person', 'x'))
    const list = look(store.rows.list({ kind: 'customer' }))
    expect(list.get()).toBeNull()
    await until(list.get, (items) => items !== null)
    expect(names(list.get())).toEqual(['c', 'b', 'a'])
    const ascending = look(store.rows.list({ kind: 'customer', order: 'asc' }))
    await until(ascending.get, (items) => items !== null)
    expect(names(ascending.get())).toEqual(['a', 'b', 'c'])
  })

  test('a change replaces the changed rows and no others; what changes nothing tells nobody', async () => {
    await put(store, row('customer', 'a'), row('customer', 'b'))
    const list = look(store.rows.list({ kind: 'customer', order: 'asc' }))
    const before = await until(list.get, (items) => items?.length === 2)
    list.told = 0
    await put(store, row('customer', 'c'), row('person', 'p'))
    expect(list.told).toBe(1)
    const after = list.get()!
    expect(names(after)).toEqual(['a', 'b', 'c'])
    expect(after[0]).toBe(before?.[0])
    await put(store, row('person', 'q'))
    expect(list.get()).toBe(after)
    await put(store, row('customer', 'a', 'z'))
    expect(names(list.get())).toEqual(['b', 'c', 'z'])
    await remove(store, 'customer', 'b', 'c')
    expect(names(list.get())).toEqual(['z'])
  })

  test('a row with nothing to show is in no list', async () => {
    await put(store, row('customer', 'a'), sampleRow({ kind: 'customer', id: 'b' }, { body: null }))
    const list = look(store.rows.list({ kind: 'customer' }))
    await until(list.get, (items) => items !== null)
    expect(names(list.get())).toEqual(['a'])
    await put(store, sampleRow({ kind: 'customer', id: 'a' }, { body: null }))
    expect(list.get()).toEqual([])
  })

  test('what is written while the list is being read is not lost and not overwritten', async () => {
    await put(store, row('order', '1', 'old'))
    const list = look(store.rows.list({ kind: 'order' }))
    const writing = put(store, row('order', '1', 'new'), row('order', '2', 'other'))
    await writing
    await until(list.get, (items) => items?.length === 2)
    expect(names(list.get())).toEqual(['other', 'new'])
  })

  test('two screens that ask the same get the same list, also after looking away', async () => {
    await put(store, row('customer', 'a'))
    const first = store.rows.list({ kind: 'customer' })
    expect(store.rows.list({ kind: 'customer' })).toBe(first)
    const screen = look(first)
    await until(screen.get, (items) => items !== null)
    screen.leave()
    await put(store, row('customer', 'b'))
    expect(names(store.rows.list({ kind: 'customer' }).get())).toEqual(['b', 'a'])
  })

  test('a list that was dropped while nobody looked is right again when somebody does', async () => {
    await put(store, row('customer', 'a'))
    const held = store.rows.list({ kind: 'customer' })
    const screen = look(held)
    await until(screen.get, (items) => items !== null)
    screen.leave()
    // More lists than are kept idle.
    for (let i = 0; i < 30; i += 1) look(store.rows.list({ kind: `kind${i}` })).leave()
    const successor = look(store.rows.list({ kind: 'customer' }))
    await put(store, row('customer', 'b'))
    const again = look(held)
    await until(again.get, (items) => items?.length === 2)
    await put(store, row('customer', 'c'))
    expect(names(again.get())).toEqual(['c', 'b', 'a'])
    await until(successor.get, (items) => items?.length === 3)
  })
})

describe('single documents', () => {
  test('undefined until read, null when there is none, then what is written', async () => {
    await put(store, row('customer', 'a'))
    const there = look(store.rows.one({ kind: 'customer', id: 'a' }))
    const none = look(store.rows.one({ kind: 'customer', id: 'b' }))
    expect([there.get(), none.get()]).toEqual([undefined, undefined])
    await until(there.get, (item) => item !== undefined)
    expect(there.get()).toEqual({ id: 'a', body: { id: 'a', name: 'a' }, pending: 0 })
    expect(none.get()).toBeNull()
    await put(store, row('customer', 'b'))
    expect(none.get()?.id).toBe('b')
    await remove(store, 'customer', 'a')
    expect(there.get()).toBeNull()
  })

  test('what is written while it is being read wins', async () => {
    await put(store, row('customer', 'a', 'old'))
    const one = look(store.rows.one({ kind: 'customer', id: 'a' }))
    await put(store, row('customer', 'a', 'new'))
    await until(one.get, (item) => item !== undefined)
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect((one.get()?.body as Named).name).toBe('new')
  })
})

describe('two tabs (S4)', () => {
  test('lists, documents and the tray of the other tab follow', async () => {
    const other = await device.open()
    await put(store, row('customer', 'a'))
    const list = look(other.rows.list({ kind: 'customer' }))
    const one = look(other.rows.one({ kind: 'customer', id: 'a' }))
    await until(list.get, (items) => items?.length === 1)
    await until(one.get, (item) => item !== undefined)
    await put(store, row('customer', 'a', 'changed'), row('customer', 'b'))
    await until(list.get, (items) => names(items)?.join() === 'changed,b')
    expect((one.get()?.body as Named).name).toBe('changed')
    await remove(store, 'customer', 'b')
    await until(list.get, (items) => items?.length === 1)
  })

  test('a page of the catalogue is told as its kinds, not as thousands of keys, and still arrives', async () => {
    const other = await device.open()
    const list = look(other.rows.list({ kind: 'product' }))
    await until(list.get, (items) => items !== null)
    await put(store, ...Array.from({ length: 700 }, (_, i) => row('product', `p${i}`)))
    await until(list.get, (items) => items?.length === 700)
    expect(JSON.stringify(device.news).length).toBeLessThan(300)
  })

  test('a note set in one tab is seen in the other', async () => {
    const other = await device.open()
    await store.notes.set('keep/cart', { lines: [1] })
    await until(
      () => other.notes.get('keep/cart'),
      (cart) => cart !== undefined,
    )
    expect(other.notes.get('keep/cart')).toEqual({ lines: [1] })
    await other.notes.set('keep/cart', undefined)
    await until(
      () => store.notes.get('keep/cart'),
      (cart) => cart === undefined,
    )
  })
})
