import { afterEach, beforeEach, expect, test } from 'vitest'
import type { DeviceStore } from '../store/open-store.ts'
import { sampleOperation, sampleRow } from '../store/store-contract.ts'
import { createTestDevice, type TestDevice } from '../store/testing/test-device.ts'
import { forgetPersonal } from './forget-personal.ts'

let device: TestDevice
let store: DeviceStore
const order = (id: string) => ({ kind: 'order', id })
const refs = ['own', 'shared', 'public'].map(order)

beforeEach(async () => {
  device = createTestDevice()
  store = await device.open()
  await store.local.documents.change(refs, async () => [
    sampleRow(refs[0]!, { scopes: ['driver:7'] }),
    sampleRow(refs[1]!, { scopes: ['driver:7', 'orders'] }),
    sampleRow(refs[2]!, { scopes: ['orders'] }),
  ])
  await store.local.notes.setCursors({ 'driver:7': 40, orders: 41, catalog: 42 })
})
afterEach(() => device.closeAll())

const scopes = async () => (await store.local.documents.read(refs)).map((row) => row?.scopes)

test('what was here only for this person goes, the rest stays, and comes again from its beginning', async () => {
  await forgetPersonal(store.local)
  expect(await scopes()).toEqual([undefined, ['orders'], ['orders']])
  expect(await store.local.notes.cursors()).toEqual({ orders: 41, catalog: 42 })
})

test('while work waits for its effect nothing goes (S10)', async () => {
  await store.local.operations.append(sampleOperation(1, { target: refs[0]! }))
  await forgetPersonal(store.local)
  expect(await scopes()).toEqual([['driver:7'], ['driver:7', 'orders'], ['orders']])
  await store.local.operations.update([{ seq: 1, state: 'accepted', verdict: { kind: 'accepted' }, clock: 9 }])
  await forgetPersonal(store.local)
  expect((await scopes())[0]).toEqual(['driver:7'])
  await store.local.operations.update([{ seq: 1, settled: true }])
  await forgetPersonal(store.local)
  expect((await scopes())[0]).toBeUndefined()
})
