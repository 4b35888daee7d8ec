/**
 * Takes what devices sent, in one transaction: the effects, the verdicts and the devices' last numbers commit together
 * (S20). Several devices' batches may go in together; each keeps its own order.
 *
 *     lock devices → known numbers: stored verdict (S5) · not the next: gap (S21) → actors, schema, size → decide → commit
 *
 * Retries and custody after a failure stand in `custody.ts`.
 */
import { refused, type Actor, type Operation, type Verdict } from '../../lib/domain/operation.ts'
import { schemaVersion } from '../../lib/domain/trade.ts'
import type { StoredOperation, SyncTransaction, TakenOperation } from '../store/ports.ts'
import type { KnownActor, SyncDeps } from './deps.ts'
import { outcomeDocument } from './outcome-document.ts'
import { isSameContent, isTooLarge, withoutContent, type Arrived } from './wire-operation.ts'
import { Workspace, type Candidate } from './workspace.ts'

/** What one device sent: consecutive numbers, at least one. */
export type Arrival = {
  deviceId: string
  operations: Arrived[]
  actors: Map<string, KnownActor>
  arrivedAt: number
  /** A person's id: it came as a file (S12). */
  broughtBy?: string
  /** Taken into custody without being decided: deciding them has failed before. */
  holdAll?: boolean
  /** The server's own device: one operation, which gets the next number here. */
  numberedHere?: boolean
}

/** `known`: how many of them, from the first on, had been taken before. */
export type Answer =
  | { kind: 'taken'; known: number; verdicts: { seq: number; verdict: Verdict; clock: number }[] }
  | { kind: 'gap'; expected: number }
  | { kind: 'unknownDevice' }

type Part = {
  arrival: Arrival
  /** null: unknown device. */
  lastSeq: number | null
  sentBefore: StoredOperation[]
  fresh: Arrived[]
  gap: boolean
}
type Fresh = { arrival: Arrival; operation: Arrived; verdict: Verdict | null; candidate: Candidate | null }

export async function take(deps: SyncDeps, tx: SyncTransaction, org: string, arrivals: Arrival[]): Promise<Answer[]> {
  const devices = await tx.lockDevices(arrivals.map((arrival) => arrival.deviceId))
  const parts: Part[] = []
  for (const [index, arrival] of arrivals.entries()) {
    const device = devices[index]
    if (device) parts.push(await split(deps, tx, org, arrival, device.lastSeq))
    else parts.push({ arrival, lastSeq: null, sentBefore: [], fresh: [], gap: false })
  }
  const fresh = parts.flatMap(({ arrival, fresh: operations }) =>
    operations.map((operation) => look(deps, arrival, operation)),
  )
  const decided = await decide(deps, tx, org, fresh)
  const clock = decided.done.length === 0 ? 0 : await commit(tx, parts, decided)
  return parts.map((part) => answer(part, decided, clock))
}

async function split(
  deps: SyncDeps,
  tx: SyncTransaction,
  org: string,
  arrival: Arrival,
  lastSeq: number,
): Promise<Part> {
  if (arrival.numberedHere) {
    const fresh = arrival.operations.map((operation, index) => ({ ...operation, seq: lastSeq + 1 + index }))
    return { arrival, lastSeq, sentBefore: [], fresh, gap: false }
  }
  const first = arrival.operations[0]?.seq ?? lastSeq + 1
  if (first > lastSeq + 1) return { arrival, lastSeq, sentBefore: [], fresh: [], gap: true }
  const again = arrival.operations.filter((operation) => operation.seq <= lastSeq)
  const sentBefore = again.length === 0 ? [] : await tx.sent(arrival.deviceId, first, again.at(-1)?.seq ?? first)
  for (const [index, operation] of again.entries()) {
    const stored = sentBefore[index]
    if (stored?.operation.seq !== operation.seq) {
      throw new Error(
        `Device ${arrival.deviceId} has sent ${lastSeq} operations, but number ${operation.seq} is not stored`,
      )
    }
    // Content that is lost on the device but not here is no other content.
    if ('lost' in operation || isSameContent(stored.operation, operation)) continue
    // A device restored from a copy, or a cloned one: an old verdict must never be taken for that of new work.
    deps.observe?.({ kind: 'differing', org, deviceId: arrival.deviceId, seq: operation.seq })
    return { arrival, lastSeq, sentBefore: [], fresh: [], gap: true }
  }
  return { arrival, lastSeq, sentBefore, fresh: arrival.operations.slice(again.length), gap: false }
}

/** What can be said before anything is loaded; otherwise a candidate for `decide`. */
function look(deps: SyncDeps, arrival: Arrival, operation: Arrived): Fresh {
  const settled = (verdict: Verdict): Fresh => ({ arrival, operation, verdict, candidate: null })
  if ('lost' in operation) return settled({ kind: 'lost' })
  const early = judgeEarly(deps, operation, arrival.actors)
  if ('kind' in early && early.kind === 'refused') {
    return { arrival, operation: withoutContent(operation), verdict: early, candidate: null }
  }
  if (arrival.holdAll) return settled({ kind: 'held', cause: 'fault' })
  if ('kind' in early) return settled(early)
  return {
    arrival,
    operation,
    verdict: null,
    candidate: { operation: upgraded(deps, operation), actor: early.actor, now: arrival.arrivedAt },
  }
}

function judgeEarly(deps: SyncDeps, operation: Operation, actors: Map<string, KnownActor>): Verdict | { actor: Actor } {
  const known = actors.get(operation.actorId)
  // Never signed in on this device: the name was made up.
  if (!known) return refused('notAllowed')
  if (isTooLarge(operation)) return refused('badRequest', { path: 'payload' })
  if (isOfTheFuture(deps, operation)) return { kind: 'held', cause: 'schema' }
  if (known.standing === 'revoked') return { kind: 'held', cause: 'actor' }
  return { actor: known.actor }
}

/** Written by a newer app than this server: it waits until the server is as new (S28). */
export const isOfTheFuture = ({ schema }: SyncDeps, operation: Operation): boolean =>
  operation.schema > (schema?.version ?? schemaVersion)

export function upgraded({ schema }: SyncDeps, operation: Operation): Operation {
  return schema && operation.schema < schema.version ? schema.upgrade(operation) : operation
}

type Done = Fresh & { verdict: Verdict }

/** Everything fresh gets its verdict; effects are in the workspace of the commit. */
type Decided = { done: Done[]; workspace: Workspace }

async function decide(deps: SyncDeps, tx: SyncTransaction, org: string, fresh: Fresh[]): Promise<Decided> {
  const workspace = new Workspace(tx, deps.trade, (operation, error) => {
    deps.observe?.({ kind: 'held', org, deviceId: operation.deviceId, seq: operation.seq, cause: 'fault', error })
  })
  const candidates = fresh.flatMap(({ candidate }) => (candidate ? [candidate] : []))
  const verdicts = candidates.length === 0 ? [] : await workspace.decide(candidates)
  let next = 0
  const done = fresh.map((item): Done => {
    const verdict = item.verdict ?? verdicts[next++]
    if (!verdict) throw new Error('An operation was left without a verdict')
    return { ...item, verdict }
  })
  return { done, workspace }
}

async function commit(tx: SyncTransaction, parts: Part[], { done, workspace }: Decided): Promise<number> {
  const { derived, ...effects } = workspace.result()
  const held = done.filter(({ verdict }) => verdict.kind === 'held')
  const { clock } = await tx.commit({
    ...effects,
    derived: [
      ...derived,
      ...held.map(({ arrival, operation, verdict }) => outcomeDocument(arrival.deviceId, operation, verdict)),
    ],
    devices: parts.flatMap(({ arrival, lastSeq, fresh }) =>
      lastSeq === null || fresh.length === 0 ? [] : [{ id: arrival.deviceId, lastSeq: lastSeq + fresh.length }],
    ),
    operations: done.map(({ arrival, operation, verdict }): TakenOperation => ({
      operation,
      verdict,
      arrivedAt: arrival.arrivedAt,
      ...(arrival.broughtBy === undefined ? {} : { broughtBy: arrival.broughtBy }),
    })),
  })
  return clock
}

function answer({ arrival, lastSeq, sentBefore, gap }: Part, { done }: Decided, clock: number): Answer {
  if (lastSeq === null) return { kind: 'unknownDevice' }
  if (gap) return { kind: 'gap', expected: lastSeq + 1 }
  const known = sentBefore.map((stored) => ({
    seq: stored.operation.seq,
    verdict: stored.verdict,
    clock: stored.clock,
  }))
  const now = done
    .filter((item) => item.arrival === arrival)
    .map(({ operation, verdict }) => ({ seq: operation.seq, verdict, clock }))
  return { kind: 'taken', known: known.length, verdicts: [...known, ...now] }
}
