/**
 * Print jobs in a small database of their own, shared by the tabs of this browser. Every write is strictly durable before
 * it resolves: after a power cut the store says what may be on paper.
 */
import { isOpen, type PrintJob, type PrintJobStore } from '../../printing/queue/print-job.ts'
import { requestDone } from '../idb.ts'

export type IdbJobStore = PrintJobStore & { close(): void }

/**
 * A job, and where it stands in the two lists: by `isOpen` and its number, or by `endedAt`. It is in exactly one of them,
 * and in a third as long as its piece is torn.
 */
type Row = PrintJob & { isOpen?: 1; endedAt?: number; isTorn?: 1 }
/** The number comes from the database, so the field must not be there yet. */
type NewRow = Omit<Row, 'seq'>

const databaseName = 'rodnik-print'
const jobs = 'jobs'
const keptMs = 30 * 24 * 60 * 60_000
/**
 * The newest are kept whatever the clock says: it may have been years slow when they were printed. A busy till prints
 * fewer in a week, and receipts of a week are looked up here, lest one be printed twice.
 */
const keptNewest = 5_000

/** `newest`: so many of the last jobs are never forgotten. */
export async function openJobStore({
  factory = indexedDB,
  now,
  onFault,
  newest = keptNewest,
}: {
  factory?: IDBFactory
  now: () => number
  onFault: (error: unknown) => void
  newest?: number
}): Promise<IdbJobStore> {
  const database = await open(factory)
  // Another tab wants to change or clear the database: whoever holds it open would block that.
  database.onversionchange = () => database.close()
  forgetOld(database, { before: now() - keptMs, newest }).catch(onFault)

  return {
    append: (job) =>
      // One request: the paper waits for it.
      write(database, async (store) => ({ ...job, seq: Number(await done(store.add(rowOf(job)))) })),
    update: (id, patch) =>
      write(database, async (store) => {
        const row = await done(store.index('id').get(id) as IDBRequest<Row | undefined>)
        if (row === undefined) return null
        const changed = { ...jobOf(row), ...patch }
        await done(store.put(rowOf(changed)))
        return changed
      }),
    has: async (id) => (await done(read(database).index('id').count(id))) > 0,
    async listOpen() {
      const rows = await done(read(database).index('open').getAll() as IDBRequest<Row[]>)
      return rows.map(jobOf)
    },
    async listTorn() {
      const rows = await done(read(database).index('torn').getAll() as IDBRequest<Row[]>)
      return rows.map(jobOf)
    },
    async listEnded(limit) {
      const ended: PrintJob[] = []
      const request = read(database).index('endedAt').openCursor(null, 'prev')
      for (let cursor = await done(request); cursor !== null && ended.length < limit; cursor = await done(request)) {
        ended.push(jobOf(cursor.value as Row))
        cursor.continue()
      }
      return ended
    },
    close: () => database.close(),
  }
}

const rowOf = <Job extends Omit<PrintJob, 'seq'>>(job: Job): Job & Pick<NewRow, 'isOpen' | 'endedAt' | 'isTorn'> => ({
  ...job,
  ...(isOpen(job) ? { isOpen: 1 } : { endedAt: job.changedAt }),
  ...(job.torn && { isTorn: 1 }),
})

function jobOf({ isOpen: _open, endedAt: _ended, isTorn: _torn, ...job }: Row): PrintJob {
  // Jobs of older versions do not know it.
  return { ...job, torn: job.torn === true }
}

function open(factory: IDBFactory): Promise<IDBDatabase> {
  const request = factory.open(databaseName, 3)
  request.onupgradeneeded = ({ oldVersion }) => {
    const store =
      oldVersion === 0
        ? request.result.createObjectStore(jobs, { keyPath: 'seq', autoIncrement: true })
        : request.transaction!.objectStore(jobs)
    if (oldVersion === 0) {
      store.createIndex('id', 'id', { unique: true })
      store.createIndex('endedAt', 'endedAt')
    }
    if (oldVersion < 2) store.createIndex('open', ['isOpen', 'seq'])
    store.createIndex('torn', ['isTorn', 'seq'])
    if (oldVersion === 1) fromVersion1(store)
  }
  return done(request)
}

/** Open jobs had their number once more, in `openSeq`, which took a second request to write. */
function fromVersion1(store: IDBObjectStore): void {
  store.deleteIndex('openSeq')
  const request = store.openCursor()
  request.onsuccess = () => {
    const cursor = request.result
    if (cursor === null) return
    const { openSeq: _openSeq, ...job } = cursor.value as Row & { openSeq?: number }
    cursor.update(rowOf(jobOf(job)))
    cursor.continue()
  }
}

const read = (database: IDBDatabase): IDBObjectStore => database.transaction(jobs).objectStore(jobs)

/** Resolves when it is on the disk. */
function write<T>(database: IDBDatabase, work: (store: IDBObjectStore) => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(jobs, 'readwrite', { durability: 'strict' })
    let result: { value: T } | null = null
    let failure: unknown = null
    transaction.oncomplete = () => {
      if (result === null) reject(new Error('The print job was not stored'))
      else resolve(result.value)
    }
    transaction.onabort = () => reject(asError(failure ?? transaction.error))
    work(transaction.objectStore(jobs)).then(
      (value) => (result = { value }),
      (error: unknown) => {
        failure = error
        // A request that failed has ended the transaction already.
        if (transaction.error === null) transaction.abort()
      },
    )
  })
}

async function forgetOld(database: IDBDatabase, { before, newest }: { before: number; newest: number }): Promise<void> {
  await write(database, async (store) => {
    const last = await done(store.openKeyCursor(null, 'prev'))
    if (last === null) return
    const ended = await done(store.index('endedAt').getAllKeys(IDBKeyRange.upperBound(before)))
    for (const seq of ended) if (Number(seq) <= Number(last.key) - newest) await done(store.delete(seq))
  })
}

const notStored = 'The print job could not be stored'
const done = <T>(request: IDBRequest<T>): Promise<T> => requestDone(request, notStored)
const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(notStored, { cause: error }))
