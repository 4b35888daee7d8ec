/**
 * A view is the server's document with this device's pending operations applied by the rules of the trade:
 *
 *     body = fold(decide, base, unsettled operations on it that base does not contain)
 *
 * It is derived and may be thrown away at any time (S3). Rows are written only through `DocumentStore.change`, and
 * the operations are read inside it, after the rows: whoever changes an operation rebuilds its row afterwards, so
 * the last writer has always seen everything. (Operations read before the rows could put an old view over a new one.)
 */
import { refKey, type Decision, type Ref } from '../domain/operation.ts'
import type { Trade } from '../domain/trade.ts'
import { loadNeeds, localFacts, type Known } from './local-facts.ts'
import type { LocalOperation, LocalStore, Row } from './ports.ts'

/** One read of the unsettled operations serves a whole chunk. */
const chunkSize = 2000

export type Views = {
  /** What the rules say to this operation on this device. */
  decide(body: unknown, operation: LocalOperation): Promise<Decision>
  /** The row as it must be; the same object when it is so already; null when nothing is left to keep (S9). */
  refold(ref: Ref, row: Row | null, unsettled: LocalOperation[]): Promise<Row | null>
  /** `refold` for many, with their facts loaded together. */
  refoldAll(refs: Ref[], rows: (Row | null)[], unsettled: UnsettledByTarget): Promise<(Row | null)[]>
  /** Unsettled operations on these documents, by key. To be called inside `change`. */
  unsettled(refs: Ref[]): Promise<UnsettledByTarget>
  /** Makes the rows of these documents from base and operations. */
  rebuild(refs: Iterable<Ref>): Promise<void>
}

export type UnsettledByTarget = Map<string, LocalOperation[]>

export type ViewsOptions = {
  store: LocalStore
  trade: Trade
  /** The rules threw, which is our fault; the operation is skipped in the view and still sent. */
  onFault: (error: unknown) => void
}

export function createViews({ store, trade, onFault }: ViewsOptions): Views {
  const needs: Trade['needs'] = (operation, body, known) => {
    try {
      return trade.needs(operation, body, known)
    } catch (error) {
      onFault(error)
      return { documents: [], accounts: [] }
    }
  }

  const decideGuarded = (body: unknown, operation: LocalOperation, known: Known): Decision | null => {
    try {
      return trade.decide(body, operation, localFacts(operation, known, true))
    } catch (error) {
      onFault(error)
      return null
    }
  }

  const refoldKnowing = async (ref: Ref, row: Row | null, unsettled: LocalOperation[], known: Known) => {
    const beyond = unsettled.filter((operation) => !isContained(operation, row))
    if (beyond.length === 0) return withoutPending(row)
    const start = row ?? emptyRow(ref)
    let body = start.base
    const skipped: number[] = []
    for (const operation of beyond) {
      await loadNeeds(store.documents, needs, [{ operation, body }], known)
      const decision = decideGuarded(body, operation, known)
      if (decision?.kind === 'accepted') body = decision.body
      else skipped.push(operation.seq)
    }
    const next: Row = { ...start, body, pending: beyond.length, skipped }
    return row !== null && isSameView(row, next) ? row : next
  }

  const refoldAll: Views['refoldAll'] = async (refs, rows, unsettled) => {
    const known: Known = new Map()
    const questions = refs.flatMap((ref, i) =>
      (unsettled.get(refKey(ref)) ?? []).map((operation) => ({ operation, body: rows[i]?.base ?? null })),
    )
    if (questions.length > 1) await loadNeeds(store.documents, needs, questions, known)
    const next: (Row | null)[] = []
    for (const [i, ref] of refs.entries()) {
      next.push(await refoldKnowing(ref, rows[i] ?? null, unsettled.get(refKey(ref)) ?? [], known))
    }
    return next
  }

  const unsettled: Views['unsettled'] = async (refs) => {
    const found: UnsettledByTarget = new Map()
    const operations =
      refs.length <= 2
        ? (await Promise.all(refs.map((ref) => store.operations.unsettledOn(ref)))).flat()
        : await store.operations.read({ settled: false })
    for (const operation of operations) {
      if (operation.settled || !isActive(operation)) continue
      const key = refKey(operation.target)
      const list = found.get(key)
      if (list) list.push(operation)
      else found.set(key, [operation])
    }
    return found
  }

  return {
    async decide(body, operation) {
      const known: Known = new Map()
      await loadNeeds(store.documents, needs, [{ operation, body }], known)
      return trade.decide(body, operation, localFacts(operation, known))
    },
    refold: (ref, row, operations) => refoldKnowing(ref, row, operations.filter(isActive), new Map()),
    refoldAll,
    unsettled,
    async rebuild(refs) {
      const unique = [...new Map([...refs].map((ref) => [refKey(ref), ref])).values()]
      for (let i = 0; i < unique.length; i += chunkSize) {
        const chunk = unique.slice(i, i + chunkSize)
        await store.documents.change(chunk, async (rows) => refoldAll(chunk, rows, await unsettled(chunk)))
      }
    },
  }
}

const isActive = ({ state }: LocalOperation): boolean => state === 'waiting' || state === 'accepted' || state === 'held'

/**
 * Does `base` hold the effect of this operation (S8)? Its verdict may be known or still on the way: the snapshot says
 * up to which number it counts. What was held is counted there without an effect, and found by its position instead.
 */
export function isContained(operation: LocalOperation, row: Pick<Row, 'upTo' | 'asOf'> | null): boolean {
  if (row === null || operation.state === 'held') return false
  return operation.verdict?.late ? (operation.clock ?? 0) <= row.asOf : operation.seq <= row.upTo
}

export const emptyRow = (ref: Ref): Row => ({
  ref,
  version: 0,
  upTo: 0,
  asOf: 0,
  scopes: [],
  base: null,
  body: null,
  pending: 0,
  skipped: [],
})

function withoutPending(row: Row | null): Row | null {
  if (row === null || row.scopes.length === 0) return null
  if (row.pending === 0 && row.skipped.length === 0) return row
  return { ...row, body: row.base, pending: 0, skipped: [] }
}

const isSameView = (a: Row, b: Row): boolean =>
  a.pending === b.pending &&
  JSON.stringify(a.skipped) === JSON.stringify(b.skipped) &&
  JSON.stringify(a.body) === JSON.stringify(b.body)
