/**
 * A local store in memory, for tests and the simulator. A `Disk` is what survives; a store is one tab's way to it.
 *
 *     disk.open(faults)   a tab opens the disk; several may be open at once and conflict like browser tabs do
 *     disk.crash()        all tabs die: whatever they do later rejects; open again to go on from what was written
 *     disk.powerCut(…)    a crash that also takes rows or cursors that were not flushed yet
 *
 * Every single row written is a step of its own, so that a crash can fall between any two. `faults` is asked before
 * each step and may delay, fail or crash there.
 */
import { refKey } from '../domain/operation.ts'
import {
  StoreError,
  type DocumentStore,
  type LocalOperation,
  type LocalStore,
  type NoteStore,
  type OperationStore,
  type Row,
  type StoreFailure,
} from './ports.ts'

export type WriteStep = {
  what: 'append' | 'update' | 'forget' | 'row' | 'cursors' | 'offset'
  key: string
}

/**
 * `before` may await (a slow disk). What it returns happens: a failure makes this step and the call fail, `crash` ends
 * the tab there, `landed` fails the call although the row is written.
 */
export type StoreFaults = {
  before?: (step: WriteStep) => Promise<Fault | null> | Fault | null
  /** Slows reads down; may not fail them. */
  reading?: () => Promise<void> | void
}
export type Fault = StoreFailure | 'crash' | 'landed'

/** `close`: this tab alone goes, in the middle of whatever it does. */
export type MemoryStore = LocalStore & { close(): void }

export type Disk = {
  open(faults?: StoreFaults): MemoryStore
  crash(): void
  /** A crash that takes what relaxed durability may lose: the newest rows, or cursors not flushed by a strict write. */
  powerCut(lost: { rows?: number; cursors?: boolean }): void
  /** The bytes of this operation cannot be read any more. */
  damage(seq: number): void
  /** The browser gave the space to someone else. */
  evict(): void
  /** A copy of what is on it, as when a profile is backed up or a disk cloned. */
  copy(): Disk
  /** Called after every row written (the state a screen could show) and every cursor moved. */
  watch(onRow: OnRow, onCursor?: OnCursor): void
  operations(): LocalOperation[]
  rows(): Row[]
  cursors(): Record<string, number>
}

export type OnRow = (key: string, before: Row | null, after: Row | null) => void
export type OnCursor = (scope: string, position: number | null) => void

type State = {
  operations: Map<number, LocalOperation>
  damaged: Set<number>
  lastSeq: number
  rows: Map<string, Row>
  cursors: Map<string, number>
  offset: number | null
}

export function createDisk(initial: State = emptyState()): Disk {
  let state = initial
  /** What the cursors were when something durable was last written; a power cut goes back to it. */
  let flushedCursors = new Map(state.cursors)
  /** Newest last: how to undo rows that were not flushed. */
  let unflushedRows: { key: string; before: Row | null }[] = []
  let power = 1
  const rowWatchers: OnRow[] = []
  const cursorWatchers: OnCursor[] = []

  const flush = (): void => {
    flushedCursors = new Map(state.cursors)
  }

  const putRow = (key: string, row: Row | null): void => {
    const before = state.rows.get(key) ?? null
    unflushedRows.push({ key, before })
    if (unflushedRows.length > 200) unflushedRows.shift()
    if (row === null) state.rows.delete(key)
    else state.rows.set(key, row)
    for (const onRow of rowWatchers) onRow(key, before, row)
  }

  const putCursor = (scope: string, position: number | null): void => {
    if (position === null) state.cursors.delete(scope)
    else state.cursors.set(scope, position)
    for (const onCursor of cursorWatchers) onCursor(scope, position)
  }

  return {
    open: (faults = {}) => {
      const opened = power
      return openTab(
        { state: () => state, isDead: () => power !== opened, die: () => (power += 1), putRow, putCursor, flush },
        faults,
      )
    },
    crash() {
      power += 1
      flush()
    },
    powerCut({ rows = 0, cursors = false }) {
      power += 1
      if (cursors) state.cursors = new Map(flushedCursors)
      const taken = rows > 0 ? unflushedRows.splice(-rows) : []
      for (const { key, before } of taken.reverse()) {
        if (before === null) state.rows.delete(key)
        else state.rows.set(key, before)
      }
      unflushedRows = []
    },
    damage(seq) {
      state.operations.delete(seq)
      state.damaged.add(seq)
    },
    evict() {
      power += 1
      state = emptyState()
      flush()
      unflushedRows = []
    },
    copy: () =>
      createDisk({
        operations: new Map(state.operations),
        damaged: new Set(state.damaged),
        lastSeq: state.lastSeq,
        rows: new Map(state.rows),
        cursors: new Map(state.cursors),
        offset: state.offset,
      }),
    watch(onRow, onCursor) {
      rowWatchers.push(onRow)
      if (onCursor) cursorWatchers.push(onCursor)
    },
    operations: () => ascending(state),
    rows: () => [...state.rows.values()],
    cursors: () => Object.fromEntries(state.cursors),
  }
}

const emptyState = (): State => ({
  operations: new Map(),
  damaged: new Set(),
  lastSeq: 0,
  rows: new Map(),
  cursors: new Map(),
  offset: null,
})

/** Numbers are appended ascending, save when one was taken by another tab or moved. */
function ascending({ operations }: State): LocalOperation[] {
  const rows = [...operations.values()]
  const inOrder = rows.every((row, i) => i === 0 || row.seq > (rows[i - 1]?.seq ?? 0))
  return inOrder ? rows : rows.sort((a, b) => a.seq - b.seq)
}

type TabDisk = {
  state: () => State
  isDead: () => boolean
  die: () => void
  putRow: (key: string, row: Row | null) => void
  putCursor: (scope: string, position: number | null) => void
  flush: () => void
}

function openTab(disk: TabDisk, faults: StoreFaults): MemoryStore {
  let isClosed = false
  const closed = (): StoreError => new StoreError('closed', 'The store is closed')
  const alive = (): State => {
    if (isClosed || disk.isDead()) throw closed()
    return disk.state()
  }

  /** What was read may be old when it arrives: a slow disk is slow on the way there and on the way back. */
  const reading = async <T>(read: (state: State) => T): Promise<T> => {
    alive()
    await faults.reading?.()
    const found = read(alive())
    await faults.reading?.()
    alive()
    return found
  }

  /** One row written, or the script's failure instead. */
  const step = async (what: WriteStep['what'], key: string, write: (state: State) => void): Promise<void> => {
    alive()
    const fault = (await faults.before?.({ what, key })) ?? null
    const state = alive()
    if (fault === 'crash') {
      disk.die()
      throw closed()
    }
    if (fault === null || fault === 'landed') write(state)
    if (fault !== null)
      throw new StoreError(fault === 'landed' ? 'unknown' : fault, `Scripted failure of ${what} ${key}`)
  }

  const operations: OperationStore = {
    lastSeq: () => reading((state) => state.lastSeq),
    async append(operation) {
      const { seq } = operation
      if (alive().operations.has(seq) || alive().damaged.has(seq)) return 'taken'
      let taken = false
      await step('append', String(seq), (state) => {
        taken = state.operations.has(seq)
        if (taken) return
        state.operations.set(seq, { ...operation })
        state.lastSeq = Math.max(state.lastSeq, seq)
        disk.flush()
      })
      return taken ? 'taken' : 'stored'
    },
    read: ({ from = 1, states, settled, limit = Infinity }) =>
      reading((state) => {
        const found: LocalOperation[] = []
        for (const operation of ascending(state)) {
          if (operation.seq < from || (settled !== undefined && operation.settled !== settled)) continue
          if (states && !states.includes(operation.state)) continue
          if (found.length >= limit) break
          found.push({ ...operation })
        }
        return found
      }),
    get: (seqs) =>
      reading((state) =>
        ascending(state)
          .filter(({ seq }) => seqs.includes(seq))
          .map((operation) => ({ ...operation })),
      ),
    unsettledOn: (ref) =>
      reading((state) =>
        ascending(state)
          .filter((operation) => !operation.settled && refKey(operation.target) === refKey(ref))
          .map((operation) => ({ ...operation })),
      ),
    async update(rows) {
      for (const row of rows) {
        await step('update', String(row.seq), ({ operations: stored }) => {
          const before = stored.get(row.seq)
          if (before) stored.set(row.seq, { ...before, ...row })
          disk.flush()
        })
      }
    },
    async forget(seqs) {
      for (const seq of seqs) {
        const state = alive()
        if (seq === state.lastSeq) throw new Error(`Operation ${seq} has the highest number and must stay`)
        if (state.operations.get(seq)?.settled === false)
          throw new Error(`Operation ${seq} is not settled and must stay`)
        await step('forget', String(seq), ({ operations: stored }) => void stored.delete(seq))
      }
    },
  }

  const documents: DocumentStore = {
    // Nothing is remembered here: every reading is of the disk.
    forgetRemembered: () => undefined,
    read: (refs) => reading(({ rows }) => refs.map((ref) => rows.get(refKey(ref)) ?? null)),
    async change(refs, change) {
      const keys = refs.map(refKey)
      for (;;) {
        const before = keys.map((key) => alive().rows.get(key) ?? null)
        await faults.reading?.()
        const after = await change([...before])
        const state = alive()
        if (keys.some((key, i) => (state.rows.get(key) ?? null) !== before[i])) continue
        if (await writeAll(keys, before, after)) return
      }
    },
    pending: () => reading(({ rows }) => [...rows.values()].filter((row) => row.pending > 0).map((row) => row.ref)),
    scopes: () => reading(({ rows }) => [...new Set([...rows.values()].flatMap((row) => row.scopes))]),
    inScope: (scope, after, limit) =>
      reading(({ rows }) =>
        [...rows]
          .filter(([key, row]) => (after === null || key > after) && row.scopes.includes(scope))
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .slice(0, limit)
          .map(([, { ref, version }]) => ({ ref, version })),
      ),
  }

  /** Row by row, as a crash could part them. false: another tab was in between; ask again. */
  const writeAll = async (keys: string[], before: (Row | null)[], after: (Row | null)[]): Promise<boolean> => {
    for (const [i, key] of keys.entries()) {
      const next = after[i] ?? null
      const expected = before[i] ?? null
      if (next === expected) continue
      let conflict = false
      await step('row', key, (state) => {
        conflict = (state.rows.get(key) ?? null) !== expected
        if (!conflict) disk.putRow(key, next)
      })
      if (conflict) return false
    }
    return true
  }

  const notes: NoteStore = {
    cursors: () => reading((state) => Object.fromEntries(state.cursors)),
    async setCursors(cursors) {
      for (const [scope, position] of Object.entries(cursors)) {
        await step('cursors', scope, () => disk.putCursor(scope, position))
      }
    },
    clockOffsetMs: () => reading((state) => state.offset),
    async setClockOffsetMs(offset) {
      await step('offset', '', (state) => {
        state.offset = offset
      })
    },
  }

  return {
    operations,
    documents,
    notes,
    close() {
      isClosed = true
    },
  }
}
