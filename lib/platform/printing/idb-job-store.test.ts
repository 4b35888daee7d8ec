import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { expect, test, vi } from 'vitest'
import type { JobState, PrintJob } from '../../printing/queue/print-job.ts'
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

const at = 1_700_000_000_000
const monthMs = 30 * 24 * 60 * 60_000

const job = (id: string, state: JobState): Omit<PrintJob, 'seq'> => ({
  id,
  title: '',
  slip: { blocks: [] },
  language: 'ru',
  createdAt: at,
  changedAt: at,
  copy: false,
  torn: false,
  oneWay: false,
  approvedAt: null,
  lost: [],
  state,
})

test('jobs that ended a month ago are forgotten, open ones never', async () => {
  const factory = new IDBFactory()
  const first = await openJobStore({ factory, now: () => at, onFault: fail })
  await first.append(job('open', 'queued'))
  await first.append(job('ended', 'printed'))
  first.close()
  const later = await openJobStore({ factory, now: () => at + 40 * 24 * 60 * 60_000, onFault: fail, newest: 0 })
  await expect.poll(() => later.listEnded(10)).toEqual([])
  expect((await later.listOpen()).map(({ id }) => id)).toEqual(['open'])
})

test('of jobs that ended a month ago the newest stay: the clock may have been years slow', async () => {
  const factory = new IDBFactory()
  const first = await openJobStore({ factory, now: () => at, onFault: fail })
  for (const id of ['1', '2', '3', '4', '5']) await first.append(job(id, 'printed'))
  await first.append({ ...job('6', 'printed'), changedAt: at + monthMs })
  first.close()
  const later = await openJobStore({ factory, now: () => at + monthMs + 1, onFault: fail, newest: 3 })
  await expect.poll(async () => (await later.listEnded(10)).map(({ id }) => id)).toEqual(['6', '5', '4'])
  expect(await later.has('4')).toBe(true)
})

test('jobs of the first version of the database keep their place', async () => {
  const factory = new IDBFactory()
  const old = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = factory.open('rodnik-print', 1)
    request.onupgradeneeded = () => {
      const store = request.result.createObjectStore('jobs', { keyPath: 'seq', autoIncrement: true })
      store.createIndex('id', 'id', { unique: true })
      store.createIndex('openSeq', 'openSeq')
      store.createIndex('endedAt', 'endedAt')
      const job = { title: '', slip: { blocks: [] }, language: 'ru', createdAt: 1, changedAt: 1, copy: false }
      const rest = { oneWay: false, approvedAt: null, lost: [] }
      store.add({ ...job, ...rest, id: 'first', state: 'queued', openSeq: 1 })
      store.add({ ...job, ...rest, id: 'printed', state: 'printed', endedAt: 1 })
      store.add({ ...job, ...rest, id: 'second', state: 'interrupted', openSeq: 3 })
    }
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(new Error('not opened'))
  })
  old.close()
  const store = await openJobStore({ factory, now: () => 5000, onFault: fail })
  const open = await store.listOpen()
  expect(open.map(({ id, seq }) => `${seq} ${id}`)).toEqual(['1 first', '3 second'])
  expect(open[0]).not.toHaveProperty('openSeq')
  expect((await store.listEnded(10)).map(({ id }) => id)).toEqual(['printed'])
  const { seq: _seq, ...another } = open[0]!
  expect((await store.append({ ...another, id: 'next' })).seq).toBe(4)
})
