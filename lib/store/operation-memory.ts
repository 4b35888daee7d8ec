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
  /**
   * To be awaited by whoever is going to make the view of these documents on rows that another tab may have written: what it
   * did to operations before is known then, whatever has become of its news. Otherwise this view would undo its.
   */
  recheck(targets: string[]): Promise<void>
  load(): Promise<void>
  /** Nothing is answered from here until the next `load`. */
  forget(): void
}

/** A row as it now stands; null: forgotten. */
export type OperationChange = { seq: number; operation: LocalOperation | null }

/** `unsettledOn`: by the document's key. */
export type OperationDisk = Pick<OperationStore, 'get' | 'read'> & {
  unsettledOn(target: string): Promise<LocalOperation[]>
}

/** `later`: what was told or read after this reading began, which is not older than what it reads. */
type Reading = { later: Map<number, LocalOperation | null>; isOutdated: boolean }

/** As many documents as an act has; for more of them everything is read at once. */
const maxRechecked = 2

export function createOperationMemory(disk: OperationDisk): OperationMemory {
  const inTray = new Map<number, LocalOperation>()
  const unsettled = new Map<number, LocalOperation>()
  const byTarget = new Map<string, Set<number>>()
  const tray = createSource<readonly LocalOperation[]>([])
  let isLoaded = false
  /** Under way, in the order of their beginnings: they may end in another one. */
  const readings = new Set<Reading>()

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

  const before = (reading: Reading): Reading[] => {
    const all = [...readings]
    return all.slice(0, all.indexOf(reading))
  }

  const take = (changes: OperationChange[], older: Iterable<Reading>): void => {
    let isTrayChanged = false
    for (const change of changes) {
      for (const { later } of older) later.set(change.seq, change.operation)
      isTrayChanged = put(change) || isTrayChanged
    }
    if (isTrayChanged) showTray()
  }

  const read = async (
    from: () => Promise<LocalOperation[]>,
    taken: (rows: LocalOperation[], reading: Reading) => void,
  ): Promise<void> => {
    const reading: Reading = { later: new Map(), isOutdated: false }
    readings.add(reading)
    try {
      const rows = await from()
      if (!reading.isOutdated) taken(rows, reading)
    } catch (error) {
      isLoaded = false
      // A loading that began before does not know what this one was to find.
      for (const older of before(reading)) older.isOutdated = true
      throw error
    } finally {
      readings.delete(reading)
    }
  }

  const isSure = (): boolean => isLoaded && readings.size === 0

  const load = (): Promise<void> =>
    read(
      async () => (await Promise.all([disk.read({ settled: false }), disk.read({ states: ['refused'] })])).flat(),
      (rows, reading) => {
        for (const numbers of [inTray, unsettled, byTarget]) numbers.clear()
        for (const operation of rows) put({ seq: operation.seq, operation })
        for (const [seq, operation] of reading.later) put({ seq, operation })
        for (const older of before(reading)) older.isOutdated = true
        isLoaded = true
        showTray()
      },
    )

  /** These are gone if they are not among what is read. */
  const readThese = (seqs: number[], from: () => Promise<LocalOperation[]>): Promise<void> =>
    read(from, (rows, reading) => {
      const found = new Map(rows.map((operation) => [operation.seq, operation]))
      const fresh = [...new Set([...seqs, ...found.keys()])].filter((seq) => !reading.later.has(seq))
      take(
        fresh.map((seq) => ({ seq, operation: found.get(seq) ?? null })),
        before(reading),
      )
    })

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
    apply: (changes) => take(changes, readings),
    reread: (seqs) => readThese(seqs, () => disk.get(seqs)),
    async recheck(targets) {
      if (!isSure() || targets.length > maxRechecked) return load()
      const known = targets.flatMap((target) => [...(byTarget.get(target) ?? [])])
      await readThese(known, async () => {
        const there = (await Promise.all(targets.map((target) => disk.unsettledOn(target)))).flat()
        const gone = known.filter((seq) => there.every((operation) => operation.seq !== seq))
        return gone.length > 0 ? [...there, ...(await disk.get(gone))] : there
      })
    },
    found(rows) {
      if (!isSure() || rows.every(({ seq, settled }) => settled || unsettled.has(seq))) return
      // Who cannot read now is not sure of anything, and asks the disk.
      load().catch(() => undefined)
    },
    load,
    forget() {
      isLoaded = false
      for (const reading of readings) reading.isOutdated = true
    },
  }
}

const isForTray = ({ state, seen }: LocalOperation): boolean =>
  state === 'waiting' || state === 'held' || (state === 'refused' && !seen)
