/**
 * What is held waits for the office (S22): it is decided after all, as it stands now, or refused. Either way its device
 * hears of it by the outcome document. Held is not blocked: the device's later operations were decided meanwhile.
 */
import { refused, type Verdict } from '../../lib/domain/operation.ts'
import { schemaVersion } from '../../lib/domain/trade.ts'
import type { StoredOperation } from '../store/ports.ts'
import type { SyncDeps } from './deps.ts'
import { outcomeDocument } from './outcome-document.ts'
import { upgraded } from './take.ts'
import { transact } from './transact.ts'
import { Workspace } from './workspace.ts'

export type HeldRef = { org: string; deviceId: string; seq: number }
export type HeldOutcome =
  | { kind: 'decided'; verdict: Verdict }
  /** Somebody decided it already, or there never was such an operation. */
  | { kind: 'notHeld' }

/**
 * Decides again, with the rules and the documents of now. `by` (a person's id) answers for it: an actor who may no longer
 * act is no obstacle this time, a forged one is. What fails again stays held.
 */
export function decideHeldAgain(deps: SyncDeps, held: HeldRef, by: string): Promise<HeldOutcome> {
  return settle(deps, held, by, async (stored, workspace) => {
    const { operation } = stored
    if ('lost' in operation) return { kind: 'lost' }
    if (operation.schema > schemaVersion) return { kind: 'held', cause: 'schema' }
    const actors = await deps.actors.actors(held.org, held.deviceId, [operation.actorId])
    const known = actors.get(operation.actorId)
    if (!known) return refused('notAllowed')
    const [verdict] = await workspace.decide([
      { operation: upgraded(deps, operation), actor: known.actor, now: deps.now() },
    ])
    if (!verdict) throw new Error('An operation was left without a verdict')
    return verdict
  })
}

export function refuseHeld(deps: SyncDeps, held: HeldRef, by: string): Promise<HeldOutcome> {
  return settle(deps, held, by, async () => refused('refusedByOffice', { by }))
}

function settle(
  deps: SyncDeps,
  { org, deviceId, seq }: HeldRef,
  by: string,
  judge: (stored: StoredOperation, workspace: Workspace) => Promise<Verdict>,
): Promise<HeldOutcome> {
  return transact(deps, org, async (tx): Promise<HeldOutcome> => {
    const stored = await tx.lockHeld(deviceId, seq)
    if (!stored) return { kind: 'notHeld' }
    const workspace = new Workspace(tx, deps.trade, (_, error) => {
      deps.observe?.({ kind: 'held', org, deviceId, seq, cause: 'fault', error })
    })
    const verdict = await judge(stored, workspace)
    const { derived, ...effects } = workspace.result()
    await tx.commit({
      ...effects,
      derived: [...derived, outcomeDocument(deviceId, stored.operation, verdict)],
      redecided: [{ deviceId, seq, verdict, by }],
    })
    return { kind: 'decided', verdict }
  })
}
