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

export function createLiveTray(operations: OperationStore): LiveTray {
  let bySeq = new Map<number, LocalOperation>()
  const live = createSource<readonly LocalOperation[]>([])
  /** Changes that arrive while the tray is being read are later than what is read. */
  let meanwhile: Map<number, LocalOperation | null> | null = null

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
      meanwhile?.set(seq, operation)
      changed = put(seq, operation) || changed
    }
    if (changed) show()
  }

  return {
    live,
    apply,
    async reread(seqs) {
      const found = new Map((await operations.get(seqs)).map((operation) => [operation.seq, operation]))
      apply(seqs.map((seq) => ({ seq, operation: found.get(seq) ?? null })))
    },
    async load() {
      const later = (meanwhile = new Map<number, LocalOperation | null>())
      const rows = await operations.read({ states: ['waiting', 'refused', 'held'] })
      meanwhile = null
      bySeq = new Map(rows.filter(belongs).map((operation) => [operation.seq, operation]))
      for (const [seq, operation] of later) put(seq, operation)
      show()
    },
  }
}

const belongs = ({ state, seen }: LocalOperation): boolean =>
  state === 'waiting' || state === 'held' || (state === 'refused' && !seen)
