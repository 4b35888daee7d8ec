/**
 * What people do at the server itself (the office online, an import, a job) stands in the journal as everything else:
 * an operation of the server's own device, numbered by the server, decided by the same rules.
 */
import type { Actor, Operation, Ref, Verdict } from '../../lib/domain/operation.ts'
import { schemaVersion } from '../../lib/domain/trade.ts'
import { serverDeviceId } from '../store/ports.ts'
import type { SyncDeps } from './deps.ts'
import { takeTogether } from './gathering.ts'

export type ServerAct = { actor: Actor; kind: string; target: Ref; payload: unknown }

/** The caller has checked who `actor` is. Several processes may do this at once: numbers are given one after the other. */
export async function applyServerOperation(
  deps: SyncDeps,
  org: string,
  { actor, kind, target, payload }: ServerAct,
): Promise<{ seq: number; verdict: Verdict; clock: number }> {
  const now = deps.now()
  const operation: Operation = {
    deviceId: serverDeviceId,
    seq: 1,
    actorId: actor.id,
    kind,
    target,
    payload: payload ?? null,
    madeAt: now,
    clockOffsetMs: 0,
    schema: schemaVersion,
  }
  const answer = await takeTogether(deps, org, {
    deviceId: serverDeviceId,
    operations: [operation],
    actors: new Map([[actor.id, { actor, standing: 'active' }]]),
    arrivedAt: now,
    numberedHere: true,
  })
  const verdict = answer.kind === 'taken' ? answer.verdicts[0] : undefined
  if (!verdict) throw new Error('An operation of the server got no verdict')
  return verdict
}
