/**
 * What happens here when the server has spoken. An accepted operation stays in the view until the documents that
 * carry its effect are here too (S8); a refused one leaves the view at once and waits in the tray (S6); a held one is
 * shown until it is decided (S22).
 */
import { createQueue } from './queue.ts'
import type { Ref } from '../domain/operation.ts'
import type { PushOutput } from '../protocol/sync.ts'
import type { LocalOperation, LocalStore, LocalVerdict } from './ports.ts'
import type { Tally } from './tally.ts'
import type { Views } from './views.ts'

/** `late`: heard through an outcome document. */
export type WireOutcome = Extract<PushOutput, { kind: 'taken' }>['verdicts'][number] & { late?: true }

export type Verdicts = {
  /** `operations` are the stored rows of these numbers, as far as there are any. */
  apply(outcomes: WireOutcome[], operations: LocalOperation[]): Promise<void>
  /** Everything decided up to this position is on this device now. */
  settleUpTo(asOf: number): Promise<void>
  /** The server lost everything above this number: these operations wait again (a restored backup). Returns how many. */
  reopenAfter(seq: number): Promise<number>
  /** The tally anew from the store: at the start, and after a write that may or may not have happened. */
  recount(): Promise<void>
}

export function createVerdicts({ store, views, tally }: { store: LocalStore; views: Views; tally: Tally }): Verdicts {
  /** Position of the last complete pull of this tab. */
  let completeAsOf = 0
  const oneByOne = createQueue()

  /** A reply that was long on its way may say "held" of what a pull has meanwhile brought the decision for. */
  const withoutOutdated = async (outcomes: WireOutcome[]): Promise<WireOutcome[]> => {
    const held = outcomes.filter(({ verdict }) => verdict.kind === 'held').map(({ seq }) => seq)
    if (held.length === 0) return outcomes
    const decided = (await store.operations.get(held)).filter(
      ({ state }) => state === 'accepted' || state === 'refused',
    )
    const outdated = new Set(decided.map(({ seq }) => seq))
    return outcomes.filter(({ seq }) => !outdated.has(seq))
  }

  const verdicts: Omit<Verdicts, 'recount'> = {
    async apply(outcomes, operations) {
      const bySeq = new Map(operations.map((operation) => [operation.seq, operation]))
      const changed: LocalOperation[] = []
      const touched: Ref[] = []
      for (const { seq, verdict: told, clock, late } of await withoutOutdated(outcomes)) {
        const before = bySeq.get(seq)
        if (before === undefined || before.state === 'lost') continue
        const isLate =
          told.kind !== 'held' && (late === true || before.state === 'held' || before.verdict?.late === true)
        const verdict: LocalVerdict = isLate ? { ...told, late: true } : told
        const wasSettled = before.state === 'accepted' && before.settled
        const settled = verdict.kind === 'accepted' ? wasSettled || clock <= completeAsOf : verdict.kind !== 'held'
        const after: LocalOperation = { ...before, state: verdict.kind, verdict, clock, settled }
        changed.push(after)
        if (verdict.kind !== 'accepted' || settled) touched.push(after.target)
      }
      if (changed.length === 0) return
      await store.operations.update(
        changed.map(({ seq, state, verdict, clock, settled }) => ({ seq, state, verdict, clock, settled })),
      )
      for (const operation of changed) tally.note(operation)
      if (touched.length > 0) await views.rebuild(touched)
    },

    async settleUpTo(asOf) {
      completeAsOf = asOf
      const arrived = tally.unsettled(asOf)
      if (arrived.length === 0) return
      await store.operations.update(arrived.map(({ seq }) => ({ seq, settled: true })))
      for (const { seq } of arrived) tally.drop(seq)
      // Most rows came with the page and are right. Some documents never come: not changed, or not ours any more.
      await views.rebuild(arrived.map(({ target }) => target))
    },

    async reopenAfter(seq) {
      completeAsOf = 0
      const decided = await store.operations.read({ from: seq + 1, states: ['accepted', 'refused', 'held'] })
      await store.operations.update(
        decided.map((operation) => ({
          seq: operation.seq,
          state: 'waiting',
          verdict: null,
          clock: null,
          settled: false,
        })),
      )
      tally.fellBackTo(seq)
      for (const operation of decided) {
        tally.note({ ...operation, state: 'waiting', verdict: null, clock: null, settled: false })
      }
      if (decided.length > 0) await views.rebuild(decided.map(({ target }) => target))
      return decided.length
    },
  }
  return {
    apply: (outcomes, operations) => oneByOne(() => verdicts.apply(outcomes, operations)),
    settleUpTo: (asOf) => oneByOne(() => verdicts.settleUpTo(asOf)),
    reopenAfter: (seq) => oneByOne(() => verdicts.reopenAfter(seq)),
    recount: () => oneByOne(() => tally.load()),
  }
}
