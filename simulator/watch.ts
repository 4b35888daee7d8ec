/**
 * What is checked while a seed runs: at every row a screen could have shown, and at every cursor that moved. A breach
 * stands where it happened, not only in what is wrong at the end.
 */
import type { LocalOperation, Row } from '../lib/sync/ports.ts'
import type { SimDevice } from './device.ts'
import { isOwnMark, markOf, marksOf } from './marked-trade.ts'
import type { ServerFarm } from './server-farm.ts'
import { refKey } from '../lib/domain/operation.ts'

export type WatchOptions = {
  device: SimDevice
  farm: ServerFarm
  /** The database went back to a backup: views may go back with it. */
  restored: () => boolean
  /** A power cut takes rows away; until they are found missing (S29) cursors stand beyond them. */
  hadPowerCut: () => boolean
  /** The rules found on this device that the document is so already. */
  foundDone: ReadonlySet<string>
  /** And so the server found. */
  changedNothing: ReadonlySet<string>
  fail: (text: string) => void
}

export type Watch = {
  /** S3: fails when an operation on the disk that still counts is not in its view. */
  checkShown(mark: string): void
}

export function watchDevice({
  device,
  farm,
  restored,
  hadPowerCut,
  foundDone,
  changedNothing,
  fail,
}: WatchOptions): Watch {
  const { id, disk } = device

  const onRow = (key: string, before: Row | null, after: Row | null): void => {
    const now = marksOf(after?.body)
    // Until it is filled anew, a view of before the backup may hold what is decided again.
    if (new Set(now).size !== now.length && !restored()) {
      fail(`${id} ${key}: an operation counts twice in a view: ${now.join(', ')}`)
    }
    const gone = marksOf(before?.body).filter((mark) => isOwnMark(id, mark) && !now.includes(mark))
    // After a power cut a view may be older than what was settled, until the comparison finds it.
    if (gone.length === 0 || restored() || hadPowerCut()) return
    const operations = disk.operations()
    for (const mark of gone) {
      const operation = operations.find((one) => markOf(one) === mark)
      if (!operation) {
        if (!device.lossy) fail(`${id} ${key}: ${mark} left the view and is not on the disk`)
      } else if (!mayLeave(operation, after)) {
        fail(
          `S8 ${id} ${key}: own ${mark} (${operation.seq}, ${operation.state} at ${operation.clock}) flickers out of the view: ${shape(before)} → ${shape(after)}`,
        )
      }
    }
  }

  /** Why an own operation may disappear from a view that had it. */
  const mayLeave = (operation: LocalOperation, after: Row | null): boolean => {
    if (operation.state === 'refused' || operation.state === 'lost') return true
    if (after?.skipped.includes(operation.seq) || foundDone.has(markOf(operation))) return true
    if (changedNothing.has(markOf(operation))) return true
    const stored = farm.organisation().operation(id, operation.seq)
    const decided = stored && !('lost' in stored.operation) && markOf(stored.operation) === markOf(operation)
    // Numbered anew after its store was evicted: the server counts another act under this number, until it says so.
    if (stored && !decided) return true
    // Refused by the server, of which only the documents tell so far.
    if (decided && stored.verdict.kind === 'refused') return true
    // S9: the document is not this device's (any more, or as far as it has heard); what had been decided went with it.
    const isForeign = after === null || after.scopes.length === 0 || !isGranted(operation)
    return decided === true && stored.verdict.kind === 'accepted' && isForeign
  }

  const isGranted = ({ target }: LocalOperation): boolean => {
    const granted = farm.grants(id) ?? []
    return (
      farm
        .organisation()
        .document(target)
        ?.scopes.some((scope) => granted.includes(scope)) ?? false
    )
  }

  const onCursor = (scope: string, position: number | null): void => {
    const organisation = farm.organisation()
    if (position === null || position === 0 || restored() || hadPowerCut() || position > organisation.clock) return
    const [page] = organisation.pull({ deviceId: id, cursors: [{ scope, after: 0 }], limit: 1_000_000 }).pages
    const rows = new Map(disk.rows().map((row) => [refKey(row.ref), row]))
    for (const { ref, seq, gone, version } of page?.changes ?? []) {
      if (seq > position) continue
      const row = rows.get(refKey(ref))
      const held = row?.scopes.includes(scope) ?? false
      if (gone && held)
        fail(`S7 ${id}: cursor ${scope} at ${position}, but ${refKey(ref)} left it at ${seq} and is here`)
      if (!gone && (!held || row?.version !== version)) {
        fail(`S7 ${id}: cursor ${scope} at ${position}, but ${refKey(ref)} version ${version} of ${seq} is not here`)
      }
    }
  }

  disk.watch(onRow, onCursor)

  return {
    checkShown(mark) {
      if (restored() || hadPowerCut()) return
      const operation = disk.operations().find((one) => markOf(one) === mark)
      if (!operation || operation.settled) return
      const row = disk.rows().find(({ ref }) => refKey(ref) === refKey(operation.target)) ?? null
      if (marksOf(row?.body).includes(mark) || mayLeave(operation, row)) return
      fail(
        `S3 ${id} ${refKey(operation.target)}: ${mark} (${operation.seq}, ${operation.state}) is not shown: ${shape(row)}`,
      )
    },
  }
}

const shape = (row: Row | null): string =>
  row === null ? 'no row' : JSON.stringify({ ...row, ref: undefined, base: marksOf(row.base), body: marksOf(row.body) })
