import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { expect, test, vi } from 'vitest'
import { describeJobStore } from '../../printing/queue/testing/job-store-contract.ts'
import { openJobStore } from './idb-job-store.ts'

vi.stubGlobal('IDBKeyRange', IDBKeyRange)

const fail = (error: unknown): void => {
  throw error
}

describeJobStore('print jobs in IndexedDB', async () => {
  const factory = new IDBFactory()
  return { open: () => openJobStore({ factory, now: () => 5000, onFault: fail }), destroy: async () => undefined }
})

test('jobs that ended a month ago are forgotten, open ones never', async () => {
  const factory = new IDBFactory()
  const at = 1_700_000_000_000
  const first = await openJobStore({ factory, now: () => at, onFault: fail })
  const job = { title: '', slip: { blocks: [] }, language: 'ru' as const, createdAt: at, changedAt: at, copy: false }
  const rest = { oneWay: false, approvedAt: null, lost: [] }
  await first.append({ ...job, ...rest, id: 'open', state: 'queued' })
  await first.append({ ...job, ...rest, id: 'ended', state: 'printed' })
  first.close()
  const later = await openJobStore({ factory, now: () => at + 40 * 24 * 60 * 60_000, onFault: fail })
  await vi.waitFor(async () => expect(await later.listEnded(10)).toEqual([]))
  expect((await later.listOpen()).map(({ id }) => id)).toEqual(['open'])
})
