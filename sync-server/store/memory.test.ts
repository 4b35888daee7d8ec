import { expect, it } from 'vitest'
import { storeContract } from './contract/store-contract.ts'
import { CrashError, createMemoryStore, type MemoryStep } from './memory.ts'
import { ConflictError } from './ports.ts'

const open = () => {
  const store = createMemoryStore()
  store.createOrganisation('water')
  return {
    store,
    org: 'water',
    addDevice: async (id: string) => store.addDevice('water', id),
    beginEpoch: async (now: number) => {
      const organisation = store.organisation('water')
      organisation.epoch = Math.max(organisation.epoch + 1, Math.floor(now / 1000))
    },
    close: async () => undefined,
  }
}

storeContract(async () => open())

const document = (id: string) => ({ ref: { kind: 'order', id }, before: null, body: {}, scopes: ['orders'] })

it('fails where the script says: before a commit nothing stands, after it everything does', async () => {
  for (const [dies, clock] of [
    ['beforeCommit', 0],
    ['afterCommit', 1],
  ] as const) {
    const steps: MemoryStep[] = []
    const announced: number[] = []
    const store = createMemoryStore({
      fault: (step) => {
        steps.push(step)
        if (step === dies) throw new CrashError(step)
      },
      onCommit: (announcement) => announced.push(announcement.clock),
    })
    store.createOrganisation('water')
    await expect(store.transaction('water', (tx) => tx.commit({ documents: [document('1')] }))).rejects.toThrow(
      CrashError,
    )
    expect(store.organisation('water').clock).toBe(clock)
    expect(announced).toEqual([])
    expect(steps).toEqual(
      dies === 'beforeCommit' ? ['begin', 'beforeCommit'] : ['begin', 'beforeCommit', 'afterCommit'],
    )
  }
})

it('finds two transactions that wait for each other', async () => {
  const { store } = open()
  let holding = 0
  let go = () => undefined as void
  const bothHold = new Promise<void>((resolve) => (go = resolve))
  const lockBoth = (first: string, second: string) =>
    store.transaction('water', async (tx) => {
      await tx.lockDocuments([document(first).ref])
      holding += 1
      if (holding === 2) go()
      await bothHold
      await tx.lockDocuments([document(second).ref])
    })
  const outcomes = await Promise.allSettled([lockBoth('1', '2'), lockBoth('2', '1')])
  const failures = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []))
  expect(failures).toHaveLength(1)
  expect(failures[0]).toBeInstanceOf(ConflictError)
})

it('gives out frozen bodies, so that a reader that writes is found out', async () => {
  const { store } = open()
  const body = { lines: [{ quantity: 1 }] }
  await store.transaction('water', (tx) => tx.commit({ documents: [{ ...document('1'), body }] }))
  body.lines[0] = { quantity: 5 }
  const [stored] = await store.transaction('water', (tx) => tx.documents([document('1').ref]))
  expect(stored?.body).toEqual({ lines: [{ quantity: 1 }] })
  expect(Object.isFrozen(stored?.body)).toBe(true)
})
