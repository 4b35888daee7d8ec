/**
 * The two rare repairs of an operation's number. Both happen when this device's store is younger or older than what
 * the server knows of it: an evicted or restored browser profile, a cloned disk.
 *
 * `raise`: the server has numbers that were never used here. A mark with the highest one keeps new work above them.
 * `moveFrom`: the server has other content under a number that waits here. This work and all waiting after it get new
 * numbers, in their order; nothing is dropped because a number was taken.
 */
import type { Operation } from '../domain/operation.ts'
import type { LocalOperation, Locks, OperationStore } from './ports.ts'
import type { Tally } from './tally.ts'

/** Whoever gives out numbers holds this lock. */
export const numbersLock = 'rodnik-numbers'

export type Numbering = {
  raise(deviceId: string, toSeq: number): Promise<void>
  /** Moves waiting operations from this number on to numbers not below `expected`. */
  moveFrom(seq: number, expected: number): Promise<void>
}

export function createNumbering(options: { operations: OperationStore; locks: Locks; tally: Tally }): Numbering {
  const { operations, locks, tally } = options

  return {
    raise: (deviceId, toSeq) =>
      locks.exclusive(numbersLock, async () => {
        if ((await operations.lastSeq()) >= toSeq) return
        const mark = markAt(deviceId, toSeq)
        await operations.append(mark)
        tally.note(mark)
      }),

    moveFrom: (seq, expected) =>
      locks.exclusive(numbersLock, async () => {
        const waiting = await operations.read({ from: seq, states: ['waiting'] })
        let next = Math.max((await operations.lastSeq()) + 1, expected)
        // A crash in here leaves copies behind: they are moved again together with the rest, each content once.
        for (const operation of withoutCopies(waiting)) {
          const moved = { ...operation, seq: next }
          await operations.append(moved)
          tally.note(moved)
          next += 1
        }
        // The newest first: what a crash leaves is the beginning of the row, and the order can be told from it.
        const old = waiting.map((operation) => operation.seq).reverse()
        for (const number of old) {
          await operations.update([{ seq: number, state: 'lost', settled: true }])
          await operations.forget([number])
        }
        for (const number of old) tally.drop(number)
      }),
  }
}

function withoutCopies(rows: LocalOperation[]): LocalOperation[] {
  const seen = new Set<string>()
  return rows.filter((row) => {
    const content = contentOf(row)
    if (seen.has(content)) return false
    seen.add(content)
    return true
  })
}

/** The same for the same act of the same person, whatever its number. */
export const contentOf = ({ actorId, kind, target, payload, madeAt }: Operation): string =>
  JSON.stringify([actorId, kind, target.kind, target.id, madeAt, payload])

/** Of a number that was used here and whose act is gone (S21). Kept for its number alone, and never sent as an act. */
export const markKind = 'number.used'

const markAt = (deviceId: string, seq: number): LocalOperation => ({
  deviceId,
  seq,
  actorId: 'device',
  actor: { id: 'device', name: '', roles: [], customerId: null },
  kind: markKind,
  target: { kind: 'device', id: deviceId },
  payload: null,
  madeAt: 0,
  clockOffsetMs: null,
  schema: 1,
  state: 'lost',
  verdict: { kind: 'lost' },
  clock: 0,
  settled: true,
  seen: true,
})
