/**
 * The acts that somebody still has a use for, in memory: those whose effect has not arrived stand in every view that is
 * made (`lib/sync/views.ts`), and the tray shows those that a person should know of (S6). A question to IndexedDB costs as
 * much as a durable write, and an act would ask two.
 *
 * This tab's own changes are told with the write; another tab's are read when its news comes. While such a reading is under
 * way nothing is answered from here. A tab whose news is still on its way, or never comes, is found out by what it wrote: a
 * document, a number, an operation. Then everything is loaded anew.
 */
import { refKey } from '../domain/operation.ts'
import type { LocalOperation, OperationStore } from './local-store.ts'
import { createSource, type Live } from './live.ts'

export type OperationMemory = {
  /** Waiting, held, and refused until seen. Newest first. */
  tray: Live<readonly LocalOperation[]>
  /** All that are unsettled, ascending; null: the disk must be asked. */
  unsettled(): LocalOperation[] | null
  /** Those on one document, by its key. */
  unsettledOn(target: string): LocalOperation[] | null
  /** Rows as the disk had them. One that is unknown here is another tab's that died before it told: all is loaded anew. */
  found(rows: LocalOperation[]): void
  apply(changes: OperationChange[]): void
  /** Another tab changed these. */
  reread(seqs: number[]): Promise<void>
  load(): Promise<void>
  /** Nothing is answered from here until the next `load`. */
  forget(): void
}

/** A row as it now stands; null: forgotten. */
export type OperationChange = { seq: number; operation: LocalOperation | null }

export function createOperationMemory(disk: Pick<OperationStore, 'get' | 'read'>): OperationMemory {
  const inTray = new Map<number, LocalOperation>()
  const unsettled = new Map<number, LocalOperation>()
  const byTarget = new Map<string, Set<number>>()
  const tray = createSource<readonly LocalOperation[]>([])
  let isLoaded = false
  /** Per reading under way: changes that arrive meanwhile, which are later than what is read. */
  const readings = new Set<Map<number, LocalOperation | null>>()

  const drop = (seq: number): boolean => {
    const known = unsettled.get(seq)
    if (known !== undefined) {
      unsettled.delete(seq)
      const onTarget = byTarget.get(refKey(known.target))
      onTarget?.delete(seq)
      if (onTarget?.size === 0) byTarget.delete(refKey(known.target))
    }
    return inTray.delete(seq)
  }

  /** Answers whether the tray shows something else now. */
  const put = ({ seq, operation }: OperationChange): boolean => {
    const wasInTray = drop(seq)
    if (operation === null) return wasInTray
    if (!operation.settled) {
      unsettled.set(seq, operation)
      const target = refKey(operation.target)
      byTarget.set(target, (byTarget.get(target) ?? new Set()).add(seq))
    }
    if (!isForTray(operation)) return wasInTray
    inTray.set(seq, operation)
    return true
  }

  const showTray = (): void => tray.set([...inTray.values()].sort((a, b) => b.seq - a.seq))

  const apply: OperationMemory['apply'] = (changes) => {
    let isTrayChanged = false
    for (const change of changes) {
      for (const later of readings) later.set(change.seq, change.operation)
      isTrayChanged = put(change) || isTrayChanged
    }
    if (isTrayChanged) showTray()
  }

  const read = async (from: () => Promise<LocalOperation[]>) => {
    const later = new Map<number, LocalOperation | null>()
    readings.add(later)
    try {
      return { rows: await from(), later }
    } catch (error) {
      isLoaded = false
      throw error
    } finally {
      readings.delete(later)
    }
  }

  const isSure = (): boolean => isLoaded && readings.size === 0

  const load = async (): Promise<void> => {
    const { rows, later } = await read(async () =>
      (await Promise.all([disk.read({ settled: false }), disk.read({ states: ['refused'] })])).flat(),
    )
    for (const numbers of [inTray, unsettled, byTarget]) numbers.clear()
    for (const operation of rows) put({ seq: operation.seq, operation })
    for (const [seq, operation] of later) put({ seq, operation })
    isLoaded = true
    showTray()
  }

  return {
    tray,
    unsettled: () => (isSure() ? [...unsettled.values()].sort((a, b) => a.seq - b.seq) : null),
    unsettledOn(target) {
      if (!isSure()) return null
      const found = [...(byTarget.get(target) ?? [])]
        .map((seq) => unsettled.get(seq))
        .filter((one) => one !== undefined)
      return found.sort((a, b) => a.seq - b.seq)
    },
    apply,
    async reread(seqs) {
      const { rows, later } = await read(() => disk.get(seqs))
      const found = new Map(rows.map((operation) => [operation.seq, operation]))
      const fresh = seqs.filter((seq) => !later.has(seq))
      apply(fresh.map((seq) => ({ seq, operation: found.get(seq) ?? null })))
    },
    found(rows) {
      if (!isSure() || rows.every(({ seq, settled }) => settled || unsettled.has(seq))) return
      // Who cannot read now is not sure of anything, and asks the disk.
      load().catch(() => undefined)
    },
    load,
    forget() {
      isLoaded = false
    },
  }
}

const isForTray = ({ state, seen }: LocalOperation): boolean =>
  state === 'waiting' || state === 'held' || (state === 'refused' && !seen)
