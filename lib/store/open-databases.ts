/**
 * The two databases of a device. Work is strict: a write is answered when it is on the disk (S1). Views are relaxed:
 * what a power cut takes from them comes again with the next pull or comparison (S13, S29).
 *
 * NOTE RxDB's `multiInstance` is off: it would copy every written row, catalogue pages too, into every other tab.
 * `tab-news.ts` tells them the keys instead, and they read what they show.
 */
import { createRxDatabase, type RxCollection, type RxDatabase } from 'rxdb/plugins/core'
import { getRxStorageDexie } from 'rxdb/plugins/storage-dexie'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { createFirstFilling, noFilling, type FirstFilling } from './first-filling.ts'
import { NewerStoreError } from './local-store.ts'
import { blankOperation, blankRow } from './row-codec.ts'
import {
  viewsCollections,
  viewsDatabasePrefix,
  viewsVersion,
  workCollections,
  workDatabaseName,
  workVersion,
  type StoredCursor,
  type StoredNote,
  type StoredOperation,
  type Room,
  type StoredRow,
} from './schemas.ts'
import { spareCosts, tellNobody, type TableCosts } from './spare-costs.ts'
import { createTable, type Table } from './table.ts'

export type WorkDatabase = RxDatabase<{ operations: RxCollection<StoredOperation>; notes: RxCollection<StoredNote> }>
export type ViewsDatabase = RxDatabase<{
  catalog: RxCollection<StoredRow>
  work: RxCollection<StoredRow>
  registers: RxCollection<StoredRow>
  cursors: RxCollection<StoredCursor>
}>

export const viewsDatabaseName = `${viewsDatabasePrefix}${viewsVersion}`
/** After a failed opening: RxDB remembers the failure of a name until the page is loaded anew. */
export const renewedViewsDatabaseName = `${viewsDatabaseName}-renewed`

/** Where the databases lie. Tests bring their own IndexedDB and tell their tabs apart. */
export type Environment = { tab: string; indexedDB?: IDBFactory; IDBKeyRange?: typeof IDBKeyRange }

export type Work = { database: WorkDatabase; operations: Table<StoredOperation>; notes: Table<StoredNote> }
export type Views = {
  database: ViewsDatabase
  rooms: Record<Room, Table<StoredRow>>
  fillings: Record<Room, FirstFilling>
  cursors: Table<StoredCursor>
}

/** Throws `NewerStoreError`, before anything is opened; where the browser does not tell the names, it cannot. */
export async function refuseNewerWork(environment: Environment): Promise<void> {
  if ((await namesOnDisk(environment)).some(isNewerWork)) throw new NewerStoreError()
}

function isNewerWork(name: string): boolean {
  const start = `rxdb-dexie-${workDatabaseName}--`
  return name.startsWith(start) && Number.parseInt(name.slice(start.length), 10) > workVersion
}

export async function openWork(environment: Environment): Promise<Work> {
  const database: WorkDatabase = await createRxDatabase({
    ...common,
    name: workDatabaseName,
    storage: storage('strict', environment, { operations: { filling: noFilling, keysFollowEachOther: true } }),
  })
  await addCollections(database, () => database.addCollections(workCollections))
  const { operations, notes } = database
  return {
    database,
    operations: createTable(operations, { blank: blankOperation, filling: noFilling }),
    notes: createTable(notes, { blank: (key) => ({ key, value: 'null' }), filling: noFilling }),
  }
}

export async function openViews(environment: Environment, name: string): Promise<Views> {
  const fillings = { catalog: createFirstFilling(), work: createFirstFilling(), registers: createFirstFilling() }
  const costs = (filling: FirstFilling): TableCosts => ({ filling, keysFollowEachOther: false })
  const database: ViewsDatabase = await createRxDatabase({
    ...common,
    name,
    storage: storage('relaxed', environment, {
      catalog: costs(fillings.catalog),
      work: costs(fillings.work),
      registers: costs(fillings.registers),
    }),
  })
  await addCollections(database, () => database.addCollections(viewsCollections))
  const room = (name: Room) => createTable(database[name], { blank: blankRow, filling: fillings[name] })
  return {
    database,
    rooms: { catalog: room('catalog'), work: room('work'), registers: room('registers') },
    fillings,
    cursors: createTable(database.cursors, { blank: (key) => ({ key, position: 0 }), filling: noFilling }),
  }
}

const common = { multiInstance: false, eventReduce: false, hashFunction }

function storage(
  chromeTransactionDurability: 'strict' | 'relaxed',
  { tab, ...own }: Environment,
  costs: Record<string, TableCosts>,
) {
  const storage = getRxStorageDexie({
    ...own,
    chromeTransactionDurability,
    cache: 'disabled',
    // RxDB names a collection's database `…--collection`.
    onCreate: (dexie, name) => {
      tellNobody(dexie)
      const spare = costs[name.slice(name.lastIndexOf('--') + 2)]
      if (spare) spareCosts(dexie, spare)
    },
  })
  // RxDB goes on before the database is open and would learn of a failure with the first write.
  const create = storage.createStorageInstance.bind(storage)
  storage.createStorageInstance = async (params) => {
    const instance = await create(params)
    await instance.internals
    return instance
  }
  // RxDB refuses the same database twice in one page. Tests have two tabs in one process, which they tell apart here.
  if (tab) storage.name += tab
  return storage
}

async function addCollections(database: { close(): Promise<unknown> }, add: () => Promise<unknown>): Promise<void> {
  try {
    await add()
  } catch (error) {
    // What is half open would stand in the way of deleting it.
    await database.close().catch((closing: unknown) => console.warn('A broken database did not close', closing))
    throw error
  }
}

/** RxDB's own one needs `crypto.subtle`, which a browser withholds on plain http; a trial in a shop's LAN runs there. */
async function hashFunction(input: string | ArrayBuffer | Blob): Promise<string> {
  if (typeof input === 'string') return bytesToHex(sha256(utf8ToBytes(input)))
  const buffer = input instanceof ArrayBuffer ? input : await input.arrayBuffer()
  return bytesToHex(sha256(new Uint8Array(buffer)))
}

/** None where the browser does not tell them: without that knowledge can be worked, without opening cannot. */
async function namesOnDisk(environment: Environment): Promise<string[]> {
  const disk: Partial<IDBFactory> = factory(environment)
  try {
    // Firefox before 126 has no such question; some browsers refuse it in a private window.
    return ((await disk.databases?.()) ?? []).map(({ name }) => name ?? '')
  } catch (cause) {
    console.warn('The browser does not tell which databases there are', cause)
    return []
  }
}

/** The IndexedDB databases that RxDB made for views: of this name, or of every other one. */
export async function viewsOnDisk(environment: Environment, which: 'all' | 'unused', used: string): Promise<string[]> {
  const own = `rxdb-dexie-${used}--`
  return (await namesOnDisk(environment))
    .filter((name) => name.startsWith(`rxdb-dexie-${viewsDatabasePrefix}`))
    .filter((name) => which === 'all' || !name.startsWith(own))
}

/** `rxdb-dexie-NAME--0--collection`. */
export const rxdbNameOf = (indexedDbName: string): string =>
  indexedDbName.slice('rxdb-dexie-'.length, indexedDbName.indexOf('--'))

export const deleteDatabase = (environment: Environment, name: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const request = factory(environment).deleteDatabase(name)
    request.onsuccess = () => resolve()
    request.onerror = () => reject(request.error ?? new Error(`${name} could not be deleted`))
    // Another tab has it open and did not let go: it stays for the next time.
    request.onblocked = () => resolve()
  })

const factory = (environment: Environment): IDBFactory => environment.indexedDB ?? indexedDB
