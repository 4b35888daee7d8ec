import { expect, it } from 'vitest'
import { createMemoryStore, type MemoryStep } from '../store/memory.ts'
import { TooSlowError, UnavailableError, type SyncStore, type TransactionResult } from '../store/ports.ts'
import { act, createSyncWorld, make, ok, wire } from './testing/sync-world.ts'

function start(fault?: (step: MemoryStep) => Promise<void> | void) {
  const store = createMemoryStore(fault ? { fault } : {})
  store.createOrganisation('water')
  const devices = ['d1', 'd2', 'd3', 'd4', 'd5']
  for (const device of devices) store.addDevice('water', device)
  return { devices, store, world: createSyncWorld(store, 'water') }
}

/** `why` is asked with the devices whose operations are in the commit. */
function failingAtCommit(
  store: SyncStore,
  why: (sent: string[], result: Partial<TransactionResult>) => Error | null,
): SyncStore {
  return {
    ...store,
    transaction: (org, work) =>
      store.transaction(org, (tx) =>
        work({
          lockDevices: (ids) => tx.lockDevices(ids),
          sent: (...range) => tx.sent(...range),
          lockHeld: (...ref) => tx.lockHeld(...ref),
          hold: (holds) => tx.hold(holds),
          lockDocuments: (refs) => tx.lockDocuments(refs),
          documents: (refs) => tx.documents(refs),
          list: (query) => tx.list(query),
          readOwners: (owners) => tx.readOwners(owners),
          lockOwners: (owners) => tx.lockOwners(owners),
          orderNumbers: (number) => tx.orderNumbers(number),
          async commit(result) {
            const error = why(
              [...new Set((result.operations ?? []).map(({ operation }) => operation.deviceId))],
              result,
            )
            if (error) throw error
            return tx.commit(result)
          },
        }),
      ),
  }
}

it('those who come while others are decided go in together', async () => {
  const commits: MemoryStep[] = []
  const { devices, world } = start((step) => {
    if (step === 'beforeCommit') commits.push(step)
  })
  await world.verdicts('d1', wire(1, make('shared')))
  const many = await Promise.all(
    devices.map((device, i) => world.verdicts(device, wire(i === 0 ? 2 : 1, make(device), act('count', 'shared')))),
  )
  expect(many).toEqual(devices.map(() => [ok, ok]))
  // The first alone, the second alone beside it, the other three together.
  expect(commits).toHaveLength(1 + 3)
  expect(await world.boxes()).toMatchObject({ shared: { count: 5 } })
})

it('a fault that takes the whole transaction down is laid to the one who brought it', async () => {
  const { devices, world, store } = start()
  // Postings to an owner that has no document: the commit of whoever brings them fails as a whole.
  const trade = world.deps.trade
  const broken = createSyncWorld(store, 'water', {
    ...trade,
    decide: (body, operation, facts) => {
      const decision = trade.decide(body, operation, facts)
      if (operation.deviceId !== 'd3' || decision.kind === 'refused') return decision
      const account = 'basket/1/deposit' as `balance/${string}/${string}`
      const postings = [{ account, delta: 1, floored: false, entry: 'x', ref: operation.target }]
      return { ...decision, effects: [{ kind: 'post' as const, postings }] }
    },
  })
  await broken.verdicts('d1', wire(1, make('shared')))
  const outcomes = await Promise.all(
    devices.map((device, i) => broken.verdicts(device, wire(i === 0 ? 2 : 1, make(device), act('count', 'shared')))),
  )
  expect(outcomes).toEqual([
    [ok, ok],
    [ok, ok],
    [
      { kind: 'held', cause: 'fault' },
      { kind: 'held', cause: 'fault' },
    ],
    [ok, ok],
    [ok, ok],
  ])
  expect(await world.boxes()).toMatchObject({ shared: { count: 4 } })
})

it('one that can be neither decided nor held fails alone: the others are answered, also those behind it', async () => {
  const { devices, store } = start()
  // As a number beyond its column does: the database takes such an operation in no way at all.
  const poisoned = createSyncWorld(
    failingAtCommit(store, (sent) => (sent.includes('d3') ? new Error('out of range') : null)),
    'water',
  )
  const outcomes = await Promise.allSettled(devices.map((device) => poisoned.verdicts(device, wire(1, make(device)))))
  expect(outcomes.map((outcome) => (outcome.status === 'fulfilled' ? outcome.value : String(outcome.reason)))).toEqual([
    [ok],
    [ok],
    'Error: out of range',
    [ok],
    [ok],
  ])
})

it('when the database goes away in the middle, what was committed before is answered all the same', async () => {
  const { devices, store } = start()
  store.addDevice('water', 'd6')
  store.addDevice('water', 'd7')
  const asked: string[] = []
  const fragile = createSyncWorld(
    failingAtCommit(store, (sent) => {
      if (sent.length > 1) return new Error('a fault takes the group apart')
      asked.push(...sent)
      return asked.includes('d4') ? new UnavailableError('gone') : null
    }),
    'water',
  )
  const outcomes = await Promise.allSettled(
    [...devices, 'd6', 'd7'].map((device) => fragile.verdicts(device, wire(1, make(device)))),
  )
  expect(outcomes.map(({ status }) => status.slice(0, 4))).toEqual([
    'fulf',
    'fulf',
    'fulf',
    ...Array<string>(4).fill('reje'),
  ])
  // One failure may be one's own; a database that is gone is not asked for everybody once more.
  expect(asked).toEqual(['d1', 'd2', 'd3', 'd4', 'd5'])
})

it('a database that is gone answers everyone so, and the next ones are taken again', async () => {
  let isGone = false
  const { devices, world } = start(() => {
    if (isGone) throw new UnavailableError('gone')
  })
  isGone = true
  const outcomes = await Promise.allSettled(devices.map((device) => world.push(device, wire(1, make(device)))))
  expect(
    outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason instanceof UnavailableError),
  ).toEqual(devices.map(() => true))
  isGone = false
  for (const device of devices) expect(await world.verdicts(device, wire(1, make(device)))).toEqual([ok])
})

it('nobody’s work is held while the device itself is what is locked, however long', async () => {
  let isLocked = false
  const { world } = start((step) => {
    if (step === 'lockDevices' && isLocked) throw new TooSlowError('locked')
  })
  await world.verdicts('d1', wire(1, make('1')))
  isLocked = true
  for (let request = 1; request <= 5; request += 1) {
    await expect(world.push('d1', wire(2, act('count', '1')))).rejects.toBeInstanceOf(UnavailableError)
  }
  isLocked = false
  expect(await world.verdicts('d1', wire(2, act('count', '1')))).toEqual([ok])
})

it('one whose work is too slow again and again does not make others’ be held', async () => {
  const { devices, world, store } = start()
  let isSlowForAll = true
  const trade = world.deps.trade
  const slow = createSyncWorld(
    failingAtCommit(store, (_, { documents = [] }) =>
      documents.some(({ ref }) => isSlowForAll || ref.id === 'd3') ? new TooSlowError('took too long') : null,
    ),
    'water',
    trade,
  )
  const push = async (device: string) => (await slow.verdicts(device, wire(1, make(device))))[0]
  for (let request = 1; request <= 2; request += 1) await expect(push('d3')).rejects.toBeInstanceOf(UnavailableError)
  // The third time together with others, who meet it for the first time.
  const first = await Promise.allSettled(devices.map(push))
  expect(first.map(({ status }) => status)).toContain('rejected')
  isSlowForAll = false
  const held = { kind: 'held', cause: 'fault' }
  expect(await Promise.all(devices.map(push))).toEqual([ok, ok, held, ok, ok])
})

it('two batches of one device never go in together: the second counts on the first', async () => {
  const { world } = start()
  const [first, second, third] = await Promise.all([
    world.verdicts('d1', wire(1, make('1'), act('count', '1'))),
    world.verdicts('d1', wire(3, act('count', '1'))),
    world.verdicts('d1', wire(1, make('1'), act('count', '1'))),
  ])
  expect([first, second, third]).toEqual([[ok, ok], [ok], [ok, ok]])
  expect(await world.boxes()).toMatchObject({ 1: { count: 2 } })
})
