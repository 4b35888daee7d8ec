/**
 * Sends what waits, in the order of its numbers (S5). One run empties the queue:
 *
 *     read ≤ 100 waiting → push → verdicts into the store        the next request is already on its way meanwhile
 *
 * A reply lost after the server's commit changes nothing: the same numbers go up again and the stored verdicts come
 * back. Nothing but a verdict ever ends an operation; every failure of the way leaves all of it waiting.
 *
 * When the server expects another number (S21):
 *     lower    it lost what it had (restored backup), or content is missing here: everything retained goes up from
 *              there again, `lost` for what is gone;
 *     higher   it holds other content under this number: the first operation is tried alone, so that only what really
 *              collides gets a new number.
 */
import type { Ref } from '../domain/operation.ts'
import {
  maxPushOperations,
  protocolVersion,
  type DeviceReport,
  type PushOutput,
  type WireOperation,
} from '../protocol/sync.ts'
import type { Numbering } from './numbering.ts'
import { TransportError, type LocalOperation, type LocalStore, type Transport } from './ports.ts'
import { stopped, untilAborted } from './until-aborted.ts'
import type { Verdicts } from './verdicts.ts'
import type { Views } from './views.ts'
import { asRun } from './wire.ts'

/** A request stays well below what servers and proxies take at once. */
const maxPushCharacters = 1_000_000
/** A server that keeps answering a gap is broken; give the backoff a chance. */
const maxGapsInARow = 5

export type PushOptions = {
  store: LocalStore
  transport: Transport
  verdicts: Verdicts
  numbering: Numbering
  views: Views
  report: () => Promise<DeviceReport>
  /** Every reply, with its time on the server. */
  onContact: (serverTime: number, sentAt: number) => void
  /** Something was decided, the last of it at this position: its documents can be fetched. */
  onDecided: (asOf: number) => void
  /** Throws when the server stands before what it had acknowledged too often (fall-back-limit.ts). */
  onFallBack: () => void
  /** The server stands before what it had acknowledged: all scopes are filled again. */
  onServerFellBack: () => Promise<void>
}

export type Push = { run(signal: AbortSignal): Promise<void> }

/** `run`: every number from `first` on; `rows`: those of them that are kept here. */
type Batch = { first: number; rows: LocalOperation[]; run: WireOperation[] }

export function createPush(options: PushOptions): Push {
  const { store, transport, verdicts, numbering, views } = options
  /** Halved by every failure, so that a slow line gets something through. */
  let limit = maxPushOperations

  const nextBatch = async (from: number, expected: number | null): Promise<Batch | null> => {
    let rows = await store.operations.read({ from, states: ['waiting'], limit })
    const first = rows[0]?.seq
    if (first === undefined) return null
    const start = Math.min(first, expected ?? first)
    const last = rows.at(-1)?.seq ?? first
    // Holes between waiting numbers, or a server that asks for earlier ones: take whatever is kept of them.
    if (start < first || last - first + 1 > rows.length) {
      rows = await store.operations.read({ from: start, limit })
    }
    const kept = withinSize(rows)
    const run = asRun(kept, start).slice(0, limit)
    return { first: start, rows: kept.filter((row) => row.seq < start + run.length), run }
  }

  const send = async ({ run }: Batch): Promise<PushOutput> => {
    const report = await options.report()
    try {
      const output = await transport.push({ protocol: protocolVersion, operations: run, report })
      limit = Math.min(maxPushOperations, limit * 2)
      options.onContact(output.serverTime, report.sentAt)
      return output
    } catch (error) {
      if (error instanceof TransportError && error.failure !== 'auth') limit = Math.max(1, Math.floor(limit / 2))
      throw error
    }
  }

  /** Returns the number to go on from. */
  const closeGap = async (expected: number, { first, rows, run }: Batch): Promise<number> => {
    if (expected > first) {
      if (run.length > 1) {
        limit = 1
        return first
      }
      if (rows.length === 0) return expected
      const targets: Ref[] = (await store.operations.read({ from: first, states: ['waiting'] })).map(
        (row) => row.target,
      )
      await numbering.moveFrom(first, expected)
      await views.rebuild(targets)
      return 1
    }
    options.onFallBack()
    if ((await verdicts.reopenAfter(expected - 1)) > 0) await options.onServerFellBack()
    return 1
  }

  return {
    async run(signal) {
      let from = 1
      let expected: number | null = null
      let gaps = 0
      let bookkeeping = Promise.resolve()
      try {
        for (;;) {
          const batch = await nextBatch(from, expected)
          if (batch === null || signal.aborted) break
          const output = await untilAborted(send(batch), signal)
          if (output === stopped) break
          await bookkeeping
          if (output.kind === 'gap') {
            gaps += 1
            if (gaps > maxGapsInARow)
              throw new TransportError('server', `Server expects ${output.expected} again and again`)
            const tried = batch.first
            from = await closeGap(output.expected, batch)
            expected = output.expected < tried ? output.expected : null
            continue
          }
          gaps = 0
          expected = from = batch.first + batch.run.length
          const asOf = Math.max(...output.verdicts.map(({ clock }) => clock))
          bookkeeping = verdicts.apply(output.verdicts, batch.rows).then(() => options.onDecided(asOf))
          // The next request may fail first; its error is the one to report, this one is awaited below.
          bookkeeping.catch(() => undefined)
        }
      } finally {
        await bookkeeping
      }
    },
  }
}

/** As many rows as make a request of bearable size; at least one. */
function withinSize(rows: LocalOperation[]): LocalOperation[] {
  let characters = 0
  const end = rows.findIndex((row, i) => {
    characters += JSON.stringify(row.payload).length + 200
    return i > 0 && characters > maxPushCharacters
  })
  return end === -1 ? rows : rows.slice(0, end)
}
