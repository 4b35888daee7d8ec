/**
 * The queue in numbers, kept in memory so that a status bar and every request's report (S11) cost no reading. Loaded
 * once, then told of every change; what other tabs append is read on from the highest number known.
 */
import type { Ref } from '../domain/operation.ts'
import type { LocalOperation, OperationStore } from './ports.ts'

export type QueueNumbers = { waiting: number; oldestWaitingAt: number | null; refused: number; held: number }

export type Tally = {
  load(): Promise<void>
  /** Reads what other tabs appended since. Returns the documents these operations stand on. */
  catchUp(): Promise<Ref[]>
  /** An operation as it now stands. */
  note(operation: LocalOperation): void
  drop(seq: number): void
  /** The server holds nothing of this device above this number. */
  fellBackTo(seq: number): void
  numbers(): QueueNumbers
  /** The highest number this tab has seen. */
  highest(): number
  /** The highest number with a verdict. The server can never stand below it unless it lost something. */
  highestDecided(): number
  /** Accepted operations whose effect has not come with the documents yet, decided at or before this position. */
  unsettled(upToClock: number): { seq: number; target: Ref }[]
}

export function createTally(operations: OperationStore): Tally {
  const waiting = new Map<number, number>()
  const unseenRefusals = new Set<number>()
  const held = new Set<number>()
  const accepted = new Map<number, { clock: number; target: Ref }>()
  let highest = 0
  let highestDecided = 0

  const drop = (seq: number): void => {
    waiting.delete(seq)
    unseenRefusals.delete(seq)
    held.delete(seq)
    accepted.delete(seq)
  }

  const note = (operation: LocalOperation): void => {
    const { seq, state } = operation
    drop(seq)
    highest = Math.max(highest, seq)
    if (state === 'waiting') waiting.set(seq, operation.madeAt)
    else if (operation.verdict !== null) highestDecided = Math.max(highestDecided, seq)
    if (state === 'refused' && !operation.seen) unseenRefusals.add(seq)
    if (state === 'held') held.add(seq)
    if (state === 'accepted' && !operation.settled) {
      accepted.set(seq, { clock: operation.clock ?? 0, target: operation.target })
    }
  }

  return {
    note,
    drop,
    async load() {
      for (const numbers of [waiting, unseenRefusals, held, accepted]) numbers.clear()
      highestDecided = 0
      highest = await operations.lastSeq()
      for (const operation of await operations.read({ settled: false })) note(operation)
      for (const operation of await operations.read({ states: ['refused'] })) note(operation)
    },
    async catchUp() {
      const fresh = await operations.read({ from: highest + 1 })
      for (const operation of fresh) note(operation)
      return fresh.map((operation) => operation.target)
    },
    fellBackTo(seq) {
      highestDecided = Math.min(highestDecided, seq)
    },
    numbers() {
      let oldest = Infinity
      for (const seq of waiting.keys()) oldest = Math.min(oldest, seq)
      return {
        waiting: waiting.size,
        oldestWaitingAt: waiting.get(oldest) ?? null,
        refused: unseenRefusals.size,
        held: held.size,
      }
    },
    highest: () => highest,
    highestDecided: () => highestDecided,
    unsettled: (upToClock) =>
      [...accepted].filter(([, { clock }]) => clock <= upToClock).map(([seq, { target }]) => ({ seq, target })),
  }
}
