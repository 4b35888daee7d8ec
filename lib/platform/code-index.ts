/**
 * Which product has which barcode, as it was when the goods were last read whole, in a small database of its own. A till
 * that has just been opened finds the first codes by it, while tens of thousands of goods are still being read. It only
 * points: whoever finds an id looks at the product itself, so an entry that is out of date sells nothing wrong.
 */
import { requestDone, transactionDone } from './idb.ts'

export type CodeIndex = {
  /** Empty: unknown here, which does not mean that nobody has it. */
  find(code: string): Promise<string[]>
  /** Makes it what is given, and writes only what differs. */
  keep(codes: ReadonlyMap<string, readonly string[]>): Promise<void>
  close(): void
}

type Row = { code: string; ids: string[] }

const databaseName = 'rodnik-codes'
const codes = 'codes'
const batchRows = 1_000

export async function openCodeIndex(factory: IDBFactory = indexedDB): Promise<CodeIndex> {
  const database = await open(factory)
  database.onversionchange = () => database.close()
  const reading = (): IDBObjectStore => database.transaction(codes).objectStore(codes)
  return {
    async find(code) {
      const row = await done(reading().get(code) as IDBRequest<Row | undefined>)
      return row?.ids ?? []
    },
    async keep(wanted) {
      const kept = new Map(
        (await done(reading().getAll() as IDBRequest<Row[]>)).map(({ code, ids }) => [code, ids.join(' ')]),
      )
      const puts = [...wanted].filter(([code, ids]) => kept.get(code) !== ids.join(' '))
      const gone = [...kept.keys()].filter((code) => !wanted.has(code))
      for (let at = 0; at < puts.length; at += batchRows)
        await write(database, (store) => {
          for (const [code, ids] of puts.slice(at, at + batchRows)) store.put({ code, ids: [...ids] } satisfies Row)
        })
      for (let at = 0; at < gone.length; at += batchRows)
        await write(database, (store) => {
          for (const code of gone.slice(at, at + batchRows)) store.delete(code)
        })
    },
    close: () => database.close(),
  }
}

function open(factory: IDBFactory): Promise<IDBDatabase> {
  const request = factory.open(databaseName, 1)
  request.onupgradeneeded = () => request.result.createObjectStore(codes, { keyPath: 'code' })
  return done(request)
}

/** Can be made again at any time, so nothing waits for the disk. */
function write(database: IDBDatabase, work: (store: IDBObjectStore) => void): Promise<void> {
  const transaction = database.transaction(codes, 'readwrite', { durability: 'relaxed' })
  const written = transactionDone(transaction, 'The codes of the goods could not be stored')
  work(transaction.objectStore(codes))
  return written
}

const done = <T>(request: IDBRequest<T>): Promise<T> => requestDone(request, 'The codes of the goods could not be read')
