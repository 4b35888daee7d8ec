/**
 * What is held waits for the office (S22): it is decided after all, as it stands now or as it happened, or refused. Either
 * way its device hears of it by the outcome document. Held is not blocked: the device's later operations were decided
 * meanwhile.
 */
import { refused, type Ruling, type Verdict } from '../../lib/domain/operation.ts'
import { schemaVersion } from '../../lib/domain/trade.ts'
import { serverDeviceId, type StoredOperation, type TakenOperation } from '../store/ports.ts'
import type { SyncDeps } from './deps.ts'
import { outcomeDocument } from './outcome-document.ts'
import { isOfTheFuture, upgraded } from './take.ts'
import { transact } from './transact.ts'
import { Workspace } from './workspace.ts'

export type HeldRef = { org: string; deviceId: string; seq: number }
export type HeldOutcome =
  | { kind: 'decided'; verdict: Verdict }
  /** Somebody decided it already, or there never was such an operation. */
  | { kind: 'notHeld' }

/**
 * Decides again, with the rules and the documents of now. `by` (a person's id, or a machine's name) answers for it: an
 * actor who may no longer act is no obstacle this time, a forged one is. What fails again stays held.
 */
export function decideHeldAgain(deps: SyncDeps, held: HeldRef, by: string): Promise<HeldOutcome> {
  return settle(deps, held, { by }, decideNow(deps, held))
}

export function refuseHeld(
  deps: SyncDeps,
  held: HeldRef,
  by: string,
  reason: string | null = null,
): Promise<HeldOutcome> {
  const note = reason === null ? null : { kind: 'held.refuse', reason }
  return settle(deps, held, { by, note }, async () => refused('refusedByOffice', { by }))
}

/**
 * It has happened, and the office takes it: as it is, or written down (`Ruling`). The reason stands in what it becomes and
 * in the journal. What cannot be (a deposit below zero, a number that another receipt has) stays held.
 */
export function ruleHeld(deps: SyncDeps, held: HeldRef, ruling: Ruling): Promise<HeldOutcome> {
  const kind = ruling.how === 'asItIs' ? 'held.accept' : 'held.writeDown'
  return settle(deps, held, { by: ruling.by, note: { kind, reason: ruling.reason } }, decideNow(deps, held, ruling))
}

/** What it would become if it were decided again now. `refused`: why it does not fit. Nothing is changed. null: not held. */
export function explainHeld(deps: SyncDeps, held: HeldRef): Promise<Verdict | null> {
  return transact(deps, held.org, async (tx) => {
    const stored = await tx.lockHeld(held.deviceId, held.seq)
    if (!stored) return null
    const workspace = new Workspace(tx, deps.trade, () => undefined)
    const verdict = await decideNow(deps, held)(stored, workspace)
    return workspace.conflict() ?? verdict
  })
}

type Judge = (stored: StoredOperation, workspace: Workspace) => Promise<Verdict>

const decideNow =
  (deps: SyncDeps, { org, deviceId }: HeldRef, ruling?: Ruling): Judge =>
  async ({ operation }, workspace) => {
    if ('lost' in operation) return { kind: 'lost' }
    if (isOfTheFuture(deps, operation)) return { kind: 'held', cause: 'schema' }
    const actors = await deps.actors.actors(org, deviceId, [operation.actorId])
    const known = actors.get(operation.actorId)
    if (!known) return refused('notAllowed')
    const [verdict] = await workspace.decide([
      {
        operation: upgraded(deps, operation),
        actor: known.actor,
        now: deps.now(),
        ...(ruling ? { ruling } : {}),
      },
    ])
    if (!verdict) throw new Error('An operation was left without a verdict')
    return verdict
  }

/** `note`: why, for the journal; it stands there only if something was decided. */
function settle(
  deps: SyncDeps,
  { org, deviceId, seq }: HeldRef,
  { by, note = null }: { by: string; note?: { kind: string; reason: string } | null },
  judge: Judge,
): Promise<HeldOutcome> {
  return transact(deps, org, async (tx): Promise<HeldOutcome> => {
    const [server] = note ? await tx.lockDevices([serverDeviceId]) : []
    const stored = await tx.lockHeld(deviceId, seq)
    if (!stored) return { kind: 'notHeld' }
    const workspace = new Workspace(tx, deps.trade, (_, error) => {
      deps.observe?.({ kind: 'held', org, deviceId, seq, cause: 'fault', error })
    })
    const verdict = await judge(stored, workspace)
    const { derived, ...effects } = workspace.result()
    const noted =
      note && server && verdict.kind !== 'held' ? entryOf(stored, { by, note, server, now: deps.now() }) : null
    await tx.commit({
      ...effects,
      derived: [...derived, outcomeDocument(deviceId, stored.operation, verdict)],
      redecided: [{ deviceId, seq, verdict, by }],
      ...(noted ? { devices: [{ id: serverDeviceId, lastSeq: noted.operation.seq }], operations: [noted] } : {}),
    })
    return { kind: 'decided', verdict }
  })
}

/** What the office decided, as an act of its own in the journal, about the same thing. */
function entryOf(
  { operation }: StoredOperation,
  {
    by,
    note,
    server,
    now,
  }: { by: string; note: { kind: string; reason: string }; server: { lastSeq: number }; now: number },
): TakenOperation {
  const { deviceId, seq } = operation
  return {
    operation: {
      deviceId: serverDeviceId,
      seq: server.lastSeq + 1,
      actorId: by,
      kind: note.kind,
      target: 'lost' in operation ? { kind: 'device', id: deviceId } : operation.target,
      payload: { deviceId, seq, reason: note.reason },
      madeAt: now,
      clockOffsetMs: 0,
      schema: schemaVersion,
    },
    verdict: { kind: 'accepted' },
    arrivedAt: now,
  }
}
