/**
 * Decided operations stay a while, so that a server restored from a backup can be filled again from its devices; then
 * they go. What waits, what is held and what nobody has seen the refusal of never goes.
 */
import type { LocalOperation, OperationStore } from './ports.ts'

export const retentionMs = 14 * 24 * 3_600_000
const chunkSize = 500

export async function forgetOld(operations: OperationStore, now: number): Promise<number> {
  const highest = await operations.lastSeq()
  let forgotten = 0
  let from = 1
  for (;;) {
    const rows = await operations.read({ from, settled: true, limit: chunkSize })
    const last = rows.at(-1)
    if (last === undefined) return forgotten
    const old = rows.filter((row) => row.seq !== highest && isDone(row) && now - row.madeAt > retentionMs)
    if (old.length > 0) await operations.forget(old.map(({ seq }) => seq))
    forgotten += old.length
    // Numbers rise with time: where nothing of a chunk is old enough, nothing after it is.
    if (old.length === 0 && rows.length === chunkSize) return forgotten
    from = last.seq + 1
  }
}

const isDone = ({ state, seen }: LocalOperation): boolean =>
  state === 'accepted' || state === 'lost' || (state === 'refused' && seen)
