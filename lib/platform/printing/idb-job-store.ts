/**
 * Print jobs in a small database of their own, shared by the tabs of this browser. Every write is strictly durable before
 * it resolves: after a power cut the store says what may be on paper.
 */
import { isOpen, type PrintJob, type PrintJobStore } from '../../printing/queue/print-job.ts'

export type IdbJobStore = PrintJobStore & { close(): void }

/** A job, and where it stands in the two lists. A job is in exactly one of them. */
type Row = PrintJob & { openSeq?: number; endedAt?: number }

const databaseName = 'rodnik-print'
const jobs = 'jobs'
const keptMs = 30 * 24 * 60 * 60_000

export async function openJobStore({
  factory = indexedDB,
  now,
  onFault,
}: {
  factory?: IDBFactory
  now: () => number
  onFault: (error: unknown) => void
}): Promise<IdbJobStore> {
  const database = await open(factory)
  // Another tab wants to change or clear the database: whoever holds it open would block that.
  database.onversionchange = () => database.close()
  forgetOld(database, now() - keptMs).catch(onFault)

  return {
    append: (job) =>
      write(database, async (store) => {
        const seq = Number(await done(store.add(rowOf({ ...job, seq: 0 }))))
        const kept = { ...job, seq }
        await done(store.put(rowOf(kept)))
        return kept
      }),
    update: (id, patch) =>
      write(database, async (store) => {
        const row = await done(store.index('id').get(id) as IDBRequest<Row | undefined>)
        if (row === undefined) return null
        const changed = { ...jobOf(row), ...patch }
        await done(store.put(rowOf(changed)))
        return changed
      }),
    async listOpen() {
      const rows = await done(read(database).index('openSeq').getAll() as IDBRequest<Row[]>)
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

/** `seq` is the key; a new row gets its number from the database, so the field must not be there. */
function rowOf(job: PrintJob): Row | Omit<Row, 'seq'> {
  const { seq, ...rest } = job
  const place = isOpen(job) ? { openSeq: seq } : { endedAt: job.changedAt }
  return seq === 0 ? { ...rest, ...place } : { ...rest, seq, ...place }
}

function jobOf({ openSeq: _open, endedAt: _ended, ...job }: Row): PrintJob {
  return job
}

function open(factory: IDBFactory): Promise<IDBDatabase> {
  const request = factory.open(databaseName, 1)
  request.onupgradeneeded = () => {
    const store = request.result.createObjectStore(jobs, { keyPath: 'seq', autoIncrement: true })
    store.createIndex('id', 'id', { unique: true })
    store.createIndex('openSeq', 'openSeq')
    store.createIndex('endedAt', 'endedAt')
  }
  return done(request)
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

async function forgetOld(database: IDBDatabase, before: number): Promise<void> {
  await write(database, async (store) => {
    const request = store.index('endedAt').openCursor(IDBKeyRange.upperBound(before))
    for (let cursor = await done(request); cursor !== null; cursor = await done(request)) {
      cursor.delete()
      cursor.continue()
    }
  })
}

/** Each success of the request; a cursor's comes again and again. */
function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(asError(request.error))
  })
}

const asError = (error: unknown): Error =>
  error instanceof Error ? error : new Error('The print job could not be stored', { cause: error })
