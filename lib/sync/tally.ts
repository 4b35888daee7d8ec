/**
 * The queue in numbers, kept in memory so that a status bar and every request's report (S11) cost no reading. Loaded
 * once, then told of every change made in this tab; what other tabs append or change is read when they say so. What
 * this tab is told while it reads is newer than what it reads.
 */
import type { Ref } from '../domain/operation.ts'
import type { LocalOperation, OperationStore } from './ports.ts'

export type QueueNumbers = { waiting: number; oldestWaitingAt: number | null; refused: number; held: number }

export type Tally = {
  load(): Promise<void>
  /** Reads what other tabs appended since. Returns the documents these operations stand on. */
  catchUp(): Promise<Ref[]>
  /** Another tab changed these. */
  reread(seqs: readonly number[]): Promise<void>
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
  /** Nothing up to here is unknown; beyond it stands what is known already. */
  let knownUpTo = 0
  const knownBeyond = new Set<number>()
  /** Per reading under way: what was told meanwhile. */
  const readings = new Set<Set<number>>()

  const know = (seq: number): void => {
    highest = Math.max(highest, seq)
    knownBeyond.add(seq)
    while (knownBeyond.delete(knownUpTo + 1)) knownUpTo += 1
  }

  const drop = (seq: number): void => {
    for (const told of readings) told.add(seq)
    waiting.delete(seq)
    unseenRefusals.delete(seq)
    held.delete(seq)
    accepted.delete(seq)
  }

  const note = (operation: LocalOperation): void => {
    const { seq, state } = operation
    drop(seq)
    know(seq)
    if (state === 'waiting') waiting.set(seq, operation.madeAt)
    else if (operation.verdict !== null) highestDecided = Math.max(highestDecided, seq)
    if (state === 'refused' && !operation.seen) unseenRefusals.add(seq)
    if (state === 'held') held.add(seq)
    if (state === 'accepted' && !operation.settled) {
      accepted.set(seq, { clock: operation.clock ?? 0, target: operation.target })
    }
  }

  /** Notes what is read, and returns it. */
  const take = async (read: () => Promise<LocalOperation[]>): Promise<LocalOperation[]> => {
    const told = new Set<number>()
    readings.add(told)
    try {
      const rows = await read()
      for (const row of rows) if (!told.has(row.seq)) note(row)
      return rows
    } finally {
      readings.delete(told)
    }
  }

  return {
    note,
    drop,
    async load() {
      for (const numbers of [waiting, unseenRefusals, held, accepted]) numbers.clear()
      highestDecided = 0
      const last = await operations.lastSeq()
      await take(async () => {
        const [unsettled, refused] = await Promise.all([
          operations.read({ settled: false }),
          operations.read({ states: ['refused'] }),
        ])
        return [...unsettled, ...refused]
      })
      highest = Math.max(highest, last)
      knownUpTo = Math.max(knownUpTo, last)
      for (const seq of knownBeyond) if (seq <= knownUpTo) knownBeyond.delete(seq)
    },
    async catchUp() {
      const known = new Set(knownBeyond)
      const rows = await take(() => operations.read({ from: knownUpTo + 1 }))
      const last = rows.at(-1)?.seq ?? 0
      if (last > knownUpTo) {
        knownUpTo = last
        for (const seq of knownBeyond) if (seq <= last) knownBeyond.delete(seq)
      }
      return rows.filter(({ seq }) => !known.has(seq)).map(({ target }) => target)
    },
    async reread(seqs) {
      if (seqs.length > 0) await take(() => operations.get(seqs))
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
