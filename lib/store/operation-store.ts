/** The operations of this device in RxDB, strictly durable (S1). */
import { refKey } from '../domain/operation.ts'
import type { LocalOperation, OperationStore } from './local-store.ts'
import { StoreError } from './local-store.ts'
import { createOperationMemory, type OperationChange, type OperationMemory } from './operation-memory.ts'
import { lastSeqKey, readOperation, seqKey, storeOperation, todoStates } from './row-codec.ts'
import type { StoredOperation } from './schemas.ts'
import type { Kept, Table } from './table.ts'

/** The highest number used, kept outside IndexedDB, so that a database lost or emptied does not begin at 1 again (S21). */
export interface HighWater {
  read(): number
  write(seq: number): void
  reset(): void
}

export type OperationStoreOptions = {
  table: Table<StoredOperation>
  highWater: HighWater
  onChanged: (changes: OperationChange[]) => void
  /** A row that cannot be read. It is left as it is and its number is never used again. */
  onDamaged: (key: string) => void
}

const maxTries = 20

export function createOperationStore(options: OperationStoreOptions): {
  operations: OperationStore
  memory: OperationMemory
} {
  const { table, highWater, onDamaged } = options
  const decode = (rows: Kept<StoredOperation>[]): LocalOperation[] => {
    const operations: LocalOperation[] = []
    for (const row of rows) {
      const operation = readOperation(row)
      if (operation) operations.push(operation)
      else onDamaged(row.key)
    }
    return operations
  }

  const candidates: OperationStore['read'] = async ({ from = 1, states, settled, limit }) => {
    const fits = (operation: LocalOperation) =>
      operation.seq >= from &&
      (settled === undefined || operation.settled === settled) &&
      (states === undefined || states.includes(operation.state))
    // A limit can be passed on only where every row read fits.
    if (states?.length === 1 && todoStates.includes(states[0]!) && settled === undefined) {
      const state = states[0]!
      if (from > 1) return scan(fits, from, limit)
      const all = { index: 'todo', lower: state, upper: state }
      const rows = await table.range({ ...all, ...(limit && { limit }) })
      const read = decode(rows)
      // Rows that cannot be read must not stand in the way of those behind them.
      return (read.length < rows.length && limit ? decode(await table.range(all)) : read).filter(fits)
    }
    if (settled === false) {
      return decode(await table.range({ index: 'unsettled', lower: '', upper: '\uffff' })).filter(fits)
    }
    if (states?.every((state) => todoStates.includes(state))) {
      const found = await Promise.all(states.map((state) => table.range({ index: 'todo', lower: state, upper: state })))
      return decode(found.flat()).filter(fits)
    }
    return scan(fits, from, limit)
  }

  /** By number, in steps, until enough fit. */
  const scan = async (fits: (operation: LocalOperation) => boolean, from: number, limit = Infinity) => {
    const found: LocalOperation[] = []
    for (let lower = seqKey(from), openLower = false; ; openLower = true) {
      const step = Math.min(1000, Math.max(100, limit))
      const rows = await table.range({ lower, upper: lastSeqKey, openLower, limit: step })
      found.push(...decode(rows).filter(fits))
      if (rows.length < step || found.length >= limit) return found
      lower = rows.at(-1)!.key
    }
  }

  const read: OperationStore['read'] = async (query) => {
    const found = await candidates(query)
    found.sort((a, b) => a.seq - b.seq)
    return query.limit === undefined ? found : found.slice(0, query.limit)
  }

  const get: OperationStore['get'] = async (seqs) => {
    const kept = await table.get(seqs.map(seqKey))
    const found = decode([...kept.values()].filter(({ _deleted }) => !_deleted))
    return found.sort((a, b) => a.seq - b.seq)
  }

  const unsettledOn = async (target: string): Promise<LocalOperation[]> =>
    decode(await table.range({ index: 'unsettled', lower: target, upper: target }))

  const memory = createOperationMemory({ get, read, unsettledOn })

  /** What is sent next and what stands in views: both are unsettled, and all of those are known. */
  const fromMemory: (query: Parameters<OperationStore['read']>[0]) => LocalOperation[] | null = (query) => {
    const { from = 1, states, settled, limit } = query
    if (settled !== false && !states?.every((state) => state === 'waiting' || state === 'held')) return null
    const fits = ({ seq, state }: LocalOperation) => seq >= from && (states === undefined || states.includes(state))
    return memory.unsettled()?.filter(fits).slice(0, limit) ?? null
  }

  /** A write whose answer is an error may have happened all the same. */
  const write: typeof table.write = (writes) =>
    table.write(writes).catch((error: unknown) => {
      // What cannot be read either is asked of the disk again and again.
      memory.load().catch(() => undefined)
      throw error
    })

  const changed = (changes: OperationChange[]): void => {
    memory.apply(changes)
    options.onChanged(changes)
  }

  const store: OperationStore = {
    async lastSeq() {
      const [key] = await table.keys({ lower: '', upper: lastSeqKey, descending: true, limit: 1 })
      return Math.max(key === undefined ? 0 : Number(key), highWater.read())
    },

    async append(operation) {
      // Also a number whose row is long forgotten.
      if (operation.seq <= highWater.read()) return 'taken'
      const key = seqKey(operation.seq)
      const stored = storeOperation(operation)
      const { conflicts } = await write([{ key, previous: undefined, next: stored }])
      if (conflicts.length > 0) return 'taken'
      if (operation.seq > highWater.read()) highWater.write(operation.seq)
      // What the disk would say: the payload is the caller's, who may go on working with it.
      changed([{ seq: operation.seq, operation: readOperation(stored) }])
      return 'stored'
    },

    async read(query) {
      const known = fromMemory(query)
      if (known !== null) return known
      const found = await read(query)
      memory.found(found)
      return found
    },

    get,

    async unsettledOn(ref) {
      const target = refKey(ref)
      return memory.unsettledOn(target) ?? unsettledOn(target)
    },

    async update(rows) {
      let left = new Map(rows.map((row) => [seqKey(row.seq), row]))
      for (let tries = 0; left.size > 0; tries += 1) {
        if (tries === maxTries) throw new StoreError('conflict', 'Another tab keeps changing the same operations')
        const kept = await table.get([...left.keys()])
        const next = new Map<string, LocalOperation>()
        const writes = []
        for (const [key, change] of left) {
          const previous = kept.get(key)
          if (previous === undefined || previous._deleted) continue
          const [before] = decode([previous])
          if (before === undefined) continue
          const after = { ...before, ...change }
          next.set(key, after)
          writes.push({ key, previous, next: storeOperation(after) })
        }
        const conflicts = new Set((await write(writes)).conflicts)
        const written = [...next].filter(([key]) => !conflicts.has(key)).map(([, operation]) => operation)
        if (written.length > 0) changed(written.map((operation) => ({ seq: operation.seq, operation })))
        left = new Map([...left].filter(([key]) => conflicts.has(key)))
      }
    },

    async forget(seqs) {
      if (seqs.includes(await store.lastSeq()))
        throw new Error('The highest number must stay: the next one is made from it')
      const kept = await table.get(seqs.map(seqKey))
      const writes = []
      for (const [key, previous] of kept) {
        if (previous._deleted) continue
        if (previous.unsettled !== null) throw new Error(`Operation ${Number(key)} is still needed for a view`)
        writes.push({ key, previous, next: null })
      }
      const conflicts = new Set((await write(writes)).conflicts)
      const gone = writes.filter(({ key }) => !conflicts.has(key)).map(({ key }) => Number(key))
      if (gone.length > 0) changed(gone.map((seq) => ({ seq, operation: null })))
    },
  }
  return { operations: store, memory }
}
