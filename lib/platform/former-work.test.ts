import { afterEach, beforeEach, expect, test } from 'vitest'
import type { DeviceSelf } from '../protocol/identity.ts'
import type { DeviceStore } from '../store/open-store.ts'
import { sampleOperation } from '../store/store-contract.ts'
import { createTestDevice, type TestDevice } from '../store/testing/test-device.ts'
import { adoptFormerWork, leaveFormerDevice } from './former-work.ts'

const former: DeviceSelf = { id: 'd1', name: 'Телефон', kind: 'customer', organisation: { id: 'o', name: 'Родник' } }
const next: DeviceSelf = { ...former, id: 'd2' }
const exportWork = async () => 'a work file'

let device: TestDevice
let store: DeviceStore
beforeEach(async () => {
  device = createTestDevice()
  store = await device.open()
  await store.local.operations.append(
    sampleOperation(1, { state: 'accepted', verdict: { kind: 'accepted' }, clock: 4 }),
  )
  await store.local.operations.append(sampleOperation(2, { payload: 'first' }))
  await store.local.operations.append(sampleOperation(3, { payload: 'second' }))
  await store.notes.set('keep/cart', ['water'])
})
afterEach(() => device.closeAll())

const operations = async () =>
  (await store.local.operations.read({})).map(({ deviceId, seq, payload }) => [deviceId, seq, payload])

test('a customer’s waiting work goes on under the new device, in its order and numbered from one', async () => {
  await leaveFormerDevice(store, { former, next, exportWork })
  expect(await operations()).toEqual([])
  await adoptFormerWork(store, 'd2')
  expect(await operations()).toEqual([
    ['d2', 1, 'first'],
    ['d2', 2, 'second'],
  ])
  expect(store.notes.get('keep/cart')).toEqual(['water'])
  await adoptFormerWork(store, 'd2')
  expect(await operations()).toHaveLength(2)
})

test('a crash between the steps neither loses nor doubles any of it', async () => {
  await leaveFormerDevice(store, { former, next, exportWork })
  await store.local.operations.append({ ...sampleOperation(9), deviceId: 'd2', seq: 1, payload: 'new' })
  const first = sampleOperation(2, { payload: 'first' })
  await store.local.operations.append({ ...first, deviceId: 'd2', seq: 2 })
  await device.closeAll()
  store = await device.open()
  await adoptFormerWork(store, 'd2')
  expect(await operations()).toEqual([
    ['d2', 1, 'new'],
    ['d2', 2, 'first'],
    ['d2', 3, 'second'],
  ])
})

test('it waits for the device it was put away for', async () => {
  await leaveFormerDevice(store, { former, next, exportWork })
  await adoptFormerWork(store, null)
  await adoptFormerWork(store, 'd3')
  expect(await operations()).toEqual([])
  await adoptFormerWork(store, 'd2')
  expect(await operations()).toHaveLength(2)
})

test('it is owed also when the phone becomes yet another device before anybody signed in', async () => {
  await leaveFormerDevice(store, { former, next, exportWork })
  await leaveFormerDevice(store, { former: next, next: { ...former, id: 'd3' }, exportWork })
  await adoptFormerWork(store, 'd3')
  expect(await operations()).toEqual([
    ['d3', 1, 'first'],
    ['d3', 2, 'second'],
  ])
})

test('of a staff device what was decided is kept too: the database may be one restored from before', async () => {
  await store.local.operations.update([2, 3].map((seq) => ({ seq, state: 'accepted' as const, settled: true })))
  await leaveFormerDevice(store, { former: { ...former, kind: 'staff' }, next, exportWork })
  expect(store.notes.get('keep/former-work')).toMatchObject([{ deviceId: 'd1', waiting: 0, content: 'a work file' }])
})

test.each([
  ['a staff device', { ...former, kind: 'staff' as const }],
  ['another company', { ...former, organisation: { id: 'other', name: 'Ключ' } }],
])('the work of %s is kept as a file and not sent', async (_who, was) => {
  await leaveFormerDevice(store, { former: was, next, exportWork })
  await adoptFormerWork(store, 'd2')
  expect(await operations()).toEqual([])
  const name = was.organisation.name
  const put = { deviceId: 'd1', deviceName: 'Телефон', organisation: name, waiting: 2, content: 'a work file' }
  expect(store.notes.get('keep/former-work')).toEqual([put])
})

test('what was put away before stays beside it', async () => {
  const staff = { ...former, kind: 'staff' as const }
  await leaveFormerDevice(store, { former: staff, next, exportWork })
  await store.local.operations.append(sampleOperation(1, { payload: 'later' }))
  await leaveFormerDevice(store, { former: staff, next, exportWork: async () => 'newer' })
  expect(store.notes.get('keep/former-work')).toMatchObject([
    { waiting: 2, content: 'a work file' },
    { waiting: 1, content: 'newer' },
  ])
})
