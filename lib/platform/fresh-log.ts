/**
 * Keeps a crash from costing everything at the start after next.
 *
 * Chromium keeps all IndexedDB databases of a site in one LevelDB, and goes on at the end of the log that the last run
 * left. Where a crash or a power cut left half a record there, the next start reads up to it and appends behind it; the
 * start after that meets the half record in the middle of the log, calls the log damaged, and Chromium throws all
 * databases away, strictly durable writes too. No page can see or mend that log, but a log that is full is replaced:
 * what it holds goes into a table and a new log begins. So each start writes as much as fills one, and removes it again.
 * Proof and other ways: docs/decisions/016-a-fresh-log-at-each-start.md.
 */

/** LevelDB begins a new log after 4 MiB, and after less on small disks. */
const enoughBytes = 4_800_000
/** Noise, because it cannot be compressed. What is larger, Chromium keeps in a file of its own, beside the log. */
const valueBytes = 60_000
const name = 'rodnik-filling'

/** To be awaited before anything is written that must not be lost. Never fails: without it can be worked. */
export async function beginFreshLog({
  factory,
  random,
}: {
  factory: IDBFactory
  random: (length: number) => Uint8Array
}): Promise<void> {
  try {
    const database = await open(factory)
    try {
      await fill(database, random(valueBytes))
    } finally {
      database.close()
    }
    await done(factory.deleteDatabase(name))
  } catch (cause) {
    console.warn('The browser was not led to begin a new log of its databases', cause)
  }
}

function open(factory: IDBFactory): Promise<IDBDatabase> {
  const request = factory.open(name)
  request.onupgradeneeded = () => request.result.createObjectStore(name)
  return done(request)
}

/** Under keys of their own: what is written over would be kept for the case of failure, and cost as much again. */
function fill(database: IDBDatabase, noise: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(name, 'readwrite', { durability: 'relaxed' })
    const store = transaction.objectStore(name)
    for (let bytes = 0; bytes < enoughBytes; bytes += noise.length) store.put(noise, bytes)
    transaction.oncomplete = () => resolve()
    transaction.onabort = () => reject(transaction.error ?? new Error('It could not be written'))
  })
}

const done = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('It could not be done'))
  })
