/** The acts a person should know of: waiting, held, and refused until seen (S6). Newest first. */
import type { LocalOperation, OperationStore } from './local-store.ts'
import { createSource, type Live } from './live.ts'

export type LiveTray = {
  live: Live<readonly LocalOperation[]>
  apply(changes: { seq: number; operation: LocalOperation | null }[]): void
  /** Another tab changed these. */
  reread(seqs: number[]): Promise<void>
  load(): Promise<void>
}

export function createLiveTray(operations: Pick<OperationStore, 'get' | 'read'>): LiveTray {
  let bySeq = new Map<number, LocalOperation>()
  const live = createSource<readonly LocalOperation[]>([])
  /** Per reading under way: changes that arrive meanwhile, which are later than what is read. */
  const readings = new Set<Map<number, LocalOperation | null>>()

  const show = (): void => live.set([...bySeq.values()].sort((a, b) => b.seq - a.seq))

  const put = (seq: number, operation: LocalOperation | null): boolean => {
    if (operation !== null && belongs(operation)) {
      bySeq.set(seq, operation)
      return true
    }
    return bySeq.delete(seq)
  }

  const apply: LiveTray['apply'] = (changes) => {
    let changed = false
    for (const { seq, operation } of changes) {
      for (const later of readings) later.set(seq, operation)
      changed = put(seq, operation) || changed
    }
    if (changed) show()
  }

  const read = async (from: () => Promise<LocalOperation[]>) => {
    const later = new Map<number, LocalOperation | null>()
    readings.add(later)
    try {
      return { rows: await from(), later }
    } finally {
      readings.delete(later)
    }
  }

  return {
    live,
    apply,
    async reread(seqs) {
      const { rows, later } = await read(() => operations.get(seqs))
      const found = new Map(rows.map((operation) => [operation.seq, operation]))
      const fresh = seqs.filter((seq) => !later.has(seq))
      apply(fresh.map((seq) => ({ seq, operation: found.get(seq) ?? null })))
    },
    async load() {
      const { rows, later } = await read(() => operations.read({ states: ['waiting', 'refused', 'held'] }))
      bySeq = new Map(rows.filter(belongs).map((operation) => [operation.seq, operation]))
      for (const [seq, operation] of later) put(seq, operation)
      show()
    },
  }
}

const belongs = ({ state, seen }: LocalOperation): boolean =>
  state === 'waiting' || state === 'held' || (state === 'refused' && !seen)
