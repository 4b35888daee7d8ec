/**
 * Operations travel up. The same request again, or a part of it, changes nothing and gets the same answer (S5); numbers
 * that do not follow on are not taken (S21); everything else is taken, in one transaction where possible (S20, S22).
 */
import type { Verdict } from '../../lib/domain/operation.ts'
import type { PushInput, PushOutput } from '../../lib/protocol/sync.ts'
import { MalformedRequestError, UnknownDeviceError, type Caller, type KnownActor, type SyncDeps } from './deps.ts'
import { takeTogether } from './gathering.ts'
import type { Answer, Arrival } from './take.ts'
import { fromWire } from './wire-operation.ts'

export async function push(deps: SyncDeps, caller: Caller, input: PushInput): Promise<PushOutput> {
  assertConsecutive(input.operations)
  const startedAt = deps.now()
  const answer = await takeTogether(deps, caller.org, await arrivalOf(deps, caller, input.operations, startedAt))
  const serverTime = deps.now()
  if (answer.kind === 'unknownDevice') throw new UnknownDeviceError(caller.deviceId)
  if (answer.kind === 'gap') return { ...answer, serverTime }
  observeDecided(deps, answer, serverTime - startedAt)
  return { kind: 'taken', verdicts: answer.verdicts, serverTime }
}

/** Who acted is asked once for the whole batch. */
export async function arrivalOf(
  deps: SyncDeps,
  { org, deviceId }: Caller,
  operations: PushInput['operations'],
  arrivedAt: number,
): Promise<Arrival> {
  const actorIds = new Set(operations.flatMap((operation) => ('lost' in operation ? [] : [operation.actorId])))
  return {
    deviceId,
    operations: operations.map((operation) => fromWire(deviceId, operation)),
    actors:
      actorIds.size === 0 ? new Map<string, KnownActor>() : await deps.actors.actors(org, deviceId, [...actorIds]),
    arrivedAt,
  }
}

function assertConsecutive(operations: PushInput['operations']): void {
  for (const [index, operation] of operations.entries()) {
    const before = operations[index - 1]
    if (before && operation.seq !== before.seq + 1) {
      throw new MalformedRequestError(`Operation ${operation.seq} follows ${before.seq}: numbers must be consecutive`)
    }
  }
}

/** Tells how many were decided now, and gives their number by verdict. Those that were known are not counted again. */
export function observeDecided(
  deps: SyncDeps,
  { known, verdicts }: Answer & { kind: 'taken' },
  ms: number,
): Record<Verdict['kind'], number> {
  const counts = { accepted: 0, refused: 0, held: 0, lost: 0 }
  for (const { verdict } of verdicts.slice(known)) counts[verdict.kind] += 1
  deps.observe?.({ kind: 'decided', ...counts, ms })
  return counts
}
