/**
 * A person acts. The order of things is the promise (S1):
 *
 *     rules → number → operation durable → (paper) → view → "done"
 *
 * From the durable write on the act is done, whatever happens to the view: views are rebuilt from operations (S3).
 * The number is taken under a lock that all tabs share (S2).
 */
import type { Actor, Decision, Params, Ref } from '../domain/operation.ts'
import type { RefusalReason } from '../domain/refusal.ts'
import { schemaVersion } from '../domain/trade.ts'
import { contentOf, numbersLock } from './numbering.ts'
import { StoreError, type LocalOperation, type LocalStore, type Locks, type StoreFailure } from './ports.ts'
import type { Views } from './views.ts'
import { unfitForTravel } from './wire.ts'

export type ActResult =
  /** On disk. The screen may say "done". */
  | { kind: 'done'; seq: number }
  /** Refused here and now by the rules; nothing was written. */
  | { kind: 'refused'; reason: RefusalReason; params: Params }
  /** The disk did not take it: nothing happened, the person must be told. */
  | { kind: 'failed'; failure: StoreFailure }

/**
 * On the disk, with what the rules made of it. This tab counts, sends and draws the act when it has ended: a customer
 * waits for the paper, and drawing screens would hold it up. The number's lock is held so long, so it ends soon; its
 * failure changes nothing of the act.
 */
export type OnDurable = (body: unknown) => void | Promise<void>

export type Act = (
  kind: string,
  target: Ref,
  payload: unknown,
  actor: Actor,
  onDurable?: OnDurable,
) => Promise<ActResult>

export type ActOptions = {
  store: LocalStore
  views: Views
  locks: Locks
  deviceId: () => string | null
  now: () => number
  /** As far as this tab has heard; appending finds out what other tabs have taken meanwhile. */
  highestSeq: () => number
  clockOffsetMs: () => number | null
  /** The operation is on the disk. */
  onAppended: (operation: LocalOperation) => void
  /** From here on this tab shows and sends it. `failure`: of what was to come before that. */
  onHandedOver: (failure: unknown) => void
  /** The act is done, its view is not: to be rebuilt when the store works again. */
  onViewFailed: (ref: Ref, error: unknown) => void
}

export function createAct(options: ActOptions): Act {
  const { store, views, locks } = options

  const draft = (deviceId: string, kind: string, target: Ref, payload: unknown, actor: Actor) => ({
    deviceId,
    seq: options.highestSeq() + 1,
    actorId: actor.id,
    actor,
    kind,
    target,
    payload: payload ?? null,
    madeAt: options.now(),
    clockOffsetMs: options.clockOffsetMs(),
    schema: schemaVersion,
    state: 'waiting' as const,
    verdict: null,
    clock: null,
    settled: false,
    seen: false,
  })

  /** The row as it stands in the store may miss an operation whose view could not be written. */
  const presentView = async (target: Ref): Promise<unknown> => {
    const [[row], unsettled] = await Promise.all([store.documents.read([target]), store.operations.unsettledOn(target)])
    return (await views.refold(target, row ?? null, unsettled))?.body ?? null
  }

  /** Nothing that this tab remembers of documents is older than this act of the device. null: it has not acted yet. */
  let decidedUpTo: number | null = null

  /**
   * A number beyond that is another tab's act. It holds the lock no more, so what it wrote stands in the store; the news
   * of it may still be on the way, and a shift that it has closed would be open here.
   */
  const decide = async (operation: LocalOperation): Promise<Decision> => {
    if (decidedUpTo !== operation.seq - 1) store.documents.forgetRemembered()
    decidedUpTo = operation.seq - 1
    return views.decide(await presentView(operation.target), operation)
  }

  return async (kind, target, payload, actor, onDurable) => {
    const deviceId = options.deviceId()
    // The session ended in another tab at this moment.
    if (deviceId === null) return { kind: 'refused', reason: 'notAllowed', params: {} }
    try {
      return await locks.exclusive(numbersLock, async () => {
        let operation: LocalOperation = draft(deviceId, kind, target, payload, actor)
        const unfit = unfitForTravel(operation)
        if (unfit !== null) return { kind: 'refused', reason: 'badRequest', params: { path: unfit } }
        let decision = await decide(operation)
        if (decision.kind === 'refused') return decision
        while ((await append(store, operation)) === 'taken') {
          const highest = Math.max(operation.seq, await store.operations.lastSeq())
          operation = { ...operation, seq: highest + 1 }
          decision = await decide(operation)
          if (decision.kind === 'refused') return decision
        }
        decidedUpTo = operation.seq
        options.onAppended(operation)
        options.onHandedOver(await failureOf(() => onDurable?.(decision.body)))
        await views.rebuild([target]).catch((error: unknown) => options.onViewFailed(target, error))
        return { kind: 'done', seq: operation.seq }
      })
    } catch (error) {
      if (error instanceof StoreError) return { kind: 'failed', failure: error.failure }
      throw error
    }
  }
}

async function failureOf(work: () => void | Promise<void>): Promise<unknown> {
  try {
    await work()
    return null
  } catch (failure) {
    return failure
  }
}

/**
 * A write whose answer is an error may have happened all the same. Telling "failed" of an act that exists would make
 * the person do it twice, so what stands under the number decides.
 */
async function append({ operations }: LocalStore, operation: LocalOperation): Promise<'stored' | 'taken'> {
  try {
    return await operations.append(operation)
  } catch (error) {
    const [there] = await operations.get([operation.seq]).catch(() => [])
    if (there !== undefined && contentOf(there) === contentOf(operation)) return 'stored'
    throw error
  }
}
