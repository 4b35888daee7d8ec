/**
 * S12: work that left its device as a file comes in at the office, exactly once, whatever comes over the network before
 * or after: it is the same push of the same numbers. What does not follow on is reported and not taken.
 */
import type { Verdict } from '../../lib/domain/operation.ts'
import { maxPushOperations, type WireOperation } from '../../lib/protocol/sync.ts'
import type { UntakenWork } from '../../lib/protocol/office.ts'
import type { SyncDeps } from './deps.ts'
import { arrivalOf, observeDecided } from './push.ts'
import { takeTogether } from './gathering.ts'

export type ImportedWork =
  | {
      kind: 'imported'
      /** Numbers that had arrived before: nothing happened for them. */
      known: number
      /** Taken now, by verdict. */
      taken: Record<Verdict['kind'], number>
      /** In the file, but not taken; null: everything was. */
      left: UntakenWork | null
    }
  | { kind: 'unknownDevice' }

/** The file's content as `readWorkFile` has found it whole. */
export async function importWork(
  deps: SyncDeps,
  org: string,
  file: { deviceId: string; operations: WireOperation[] },
  broughtBy: string,
): Promise<ImportedWork> {
  const caller = { org, deviceId: file.deviceId }
  const result = { known: 0, taken: { accepted: 0, refused: 0, held: 0, lost: 0 } }
  const runs = consecutiveRuns(file.operations)
  for (const [index, run] of runs.entries()) {
    const arrivedAt = deps.now()
    const answer = await takeTogether(deps, org, { ...(await arrivalOf(deps, caller, run, arrivedAt)), broughtBy })
    if (answer.kind === 'unknownDevice') return { kind: 'unknownDevice' }
    if (answer.kind === 'gap') {
      const count = runs.slice(index).reduce((sum, rest) => sum + rest.length, 0)
      const { expected } = answer
      const why = expected < (run[0]?.seq ?? 0) ? 'gap' : 'differs'
      return { kind: 'imported', ...result, left: { count, expected, why } }
    }
    result.known += answer.known
    const decided = observeDecided(deps, answer, deps.now() - arrivedAt)
    for (const [verdict, count] of Object.entries(decided)) result.taken[verdict as Verdict['kind']] += count
  }
  return { kind: 'imported', ...result, left: null }
}

/** In the order of their numbers, cut at gaps and at what one push may hold. Of the same number twice the first stays. */
function consecutiveRuns(operations: WireOperation[]): WireOperation[][] {
  const runs: WireOperation[][] = []
  let last = -1
  for (const operation of operations.toSorted((a, b) => a.seq - b.seq)) {
    if (operation.seq === last) continue
    const run = runs.at(-1)
    if (run && operation.seq === last + 1 && run.length < maxPushOperations) run.push(operation)
    else runs.push([operation])
    last = operation.seq
  }
  return runs
}
