/**
 * S12: work that left its device as a file comes in at the office, exactly once, whatever comes over the network before
 * or after: it is the same push of the same numbers. What does not follow on is reported and not taken.
 */
import { createHash } from 'node:crypto'
import type { Verdict } from '../../lib/domain/operation.ts'
import { maxPushOperations, type WireOperation } from '../../lib/protocol/sync.ts'
import type { WorkFile } from '../../lib/protocol/work-file.ts'
import type { SyncDeps } from './deps.ts'
import { arrivalOf } from './push.ts'
import { takeTogether } from './gathering.ts'

export type ImportedWork =
  | {
      kind: 'imported'
      /** Numbers that had arrived before: nothing happened for them. */
      known: number
      /** Taken now, by verdict. */
      taken: Record<Verdict['kind'], number>
      /** In the file, but not taken: numbers before them are missing. The device must send those, or say they are lost. */
      left: number
      /** The number the server waits for when something was left. */
      expected: number | null
    }
  | { kind: 'damaged' }
  | { kind: 'unknownDevice' }

export async function importWork(deps: SyncDeps, org: string, file: WorkFile): Promise<ImportedWork> {
  if (checksumOf(file.operations) !== file.checksum) return { kind: 'damaged' }
  const caller = { org, deviceId: file.deviceId }
  const result = { known: 0, taken: { accepted: 0, refused: 0, held: 0, lost: 0 }, left: 0 }
  const runs = consecutiveRuns(file.operations)
  for (const [index, run] of runs.entries()) {
    const arrivedAt = deps.now()
    const answer = await takeTogether(deps, org, await arrivalOf(deps, caller, run, arrivedAt))
    if (answer.kind === 'unknownDevice') return { kind: 'unknownDevice' }
    if (answer.kind === 'gap') {
      const left = runs.slice(index).reduce((sum, rest) => sum + rest.length, 0)
      return { kind: 'imported', ...result, left, expected: answer.expected }
    }
    result.known += answer.known
    for (const { verdict } of answer.verdicts.slice(answer.known)) result.taken[verdict.kind] += 1
  }
  return { kind: 'imported', ...result, expected: null }
}

const checksumOf = (operations: WireOperation[]): string =>
  createHash('sha256').update(JSON.stringify(operations)).digest('hex')

/** In the order of their numbers, cut at gaps and at what one push may hold. Of the same number twice the first stays. */
export function consecutiveRuns(operations: WireOperation[]): WireOperation[][] {
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
