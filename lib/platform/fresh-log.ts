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

import type { Clock } from '../sync/ports.ts'
import { requestDone, transactionDone } from './idb.ts'

/** LevelDB begins a new log after 4 MiB, and after less on small disks. */
const enoughBytes = 4_800_000
/** Noise, because it cannot be compressed. What is larger, Chromium keeps in a file of its own, beside the log. */
const valueBytes = 60_000
const name = 'rodnik-filling'
/** A tab that sleeps in the middle of its own filling holds up this one; the start must not hang on that. */
const patienceMs = 3_000
const notFilled = 'The browser was not led to begin a new log of its databases'

export type LogFilling = { factory: IDBFactory; random: (length: number) => Uint8Array; clock: Pick<Clock, 'after'> }

/** To be awaited before anything is written that must not be lost. Ends in any case: without it can be worked. */
export function beginFreshLog({ factory, random, clock }: LogFilling): Promise<void> {
  return new Promise((resolve) => {
    const stopWaiting = clock.after(patienceMs, () => {
      console.warn(notFilled, 'in time')
      resolve()
    })
    fillAndEmpty(factory, random)
      .catch((cause: unknown) => console.warn(notFilled, cause))
      .finally(() => {
        stopWaiting()
        resolve()
      })
  })
}

async function fillAndEmpty(factory: IDBFactory, random: LogFilling['random']): Promise<void> {
  const opening = factory.open(name)
  opening.onupgradeneeded = () => opening.result.createObjectStore(name)
  const database = await requestDone(opening, notFilled)
  try {
    await fill(database, random(valueBytes))
  } finally {
    database.close()
  }
  await requestDone(factory.deleteDatabase(name), notFilled)
}

/** Under keys of their own: what is written over would be kept for the case of failure, and cost as much again. */
function fill(database: IDBDatabase, noise: Uint8Array): Promise<void> {
  const transaction = database.transaction(name, 'readwrite', { durability: 'relaxed' })
  const store = transaction.objectStore(name)
  for (let bytes = 0; bytes < enoughBytes; bytes += noise.length) store.put(noise, bytes)
  return transactionDone(transaction, notFilled)
}
