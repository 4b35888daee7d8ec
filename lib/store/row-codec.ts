/** Documents and operations as they lie in their tables, and back. A row that cannot be read back is `null`: damaged. */
import type { Ref, Verdict } from '../domain/operation.ts'
import { refKey } from '../domain/operation.ts'
import type { LocalOperation, Row } from './local-store.ts'
import { roomOf, type StoredOperation, type StoredRow } from './schemas.ts'

export type SortKeyOf = (ref: Ref, body: unknown) => string

export function parseKey(key: string): Ref {
  const at = key.indexOf('/')
  return { kind: key.slice(0, at), id: key.slice(at + 1) }
}

/** The keys of one kind: `/` comes just before `0`. */
export const keysOfKind = (kind: string) => ({ lower: `${kind}/`, upper: `${kind}0`, openUpper: true })

const sameAsBody = '='
const maxSort = 300

export function storeRow(row: Row, sortKeyOf: SortKeyOf): StoredRow {
  const body = row.body === null || row.body === undefined ? null : JSON.stringify(row.body)
  const indexed = roomOf(row.ref.kind) === 'work' && body !== null
  return {
    key: refKey(row.ref),
    sort: indexed ? `${row.ref.kind}/${sortKeyOf(row.ref, row.body).slice(0, maxSort)}` : '',
    version: row.version,
    upTo: row.upTo,
    asOf: row.asOf,
    pending: row.pending || null,
    skipped: row.skipped.join(),
    scopes: row.scopes.join('\n'),
    body,
    base: storeBase(row, body),
  }
}

function storeBase(row: Row, body: string | null): string | null {
  if (row.base === null || row.base === undefined) return null
  if (row.base === row.body) return sameAsBody
  const base = JSON.stringify(row.base)
  return base === body ? sameAsBody : base
}

export function readRow(stored: StoredRow): Row | null {
  try {
    const body: unknown = stored.body === null ? null : JSON.parse(stored.body)
    const base: unknown = stored.base === null ? null : stored.base === sameAsBody ? body : JSON.parse(stored.base)
    return {
      ref: parseKey(stored.key),
      version: stored.version,
      upTo: stored.upTo,
      asOf: stored.asOf,
      scopes: stored.scopes === '' ? [] : stored.scopes.split('\n'),
      base,
      body,
      pending: stored.pending ?? 0,
      skipped: stored.skipped === '' ? [] : stored.skipped.split(',').map(Number),
    }
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return null
    throw error
  }
}

export const blankRow = (key: string): StoredRow => ({
  key,
  sort: '',
  version: 0,
  upTo: 0,
  asOf: 0,
  pending: null,
  skipped: '',
  scopes: '',
  body: null,
  base: null,
})

const seqDigits = 12
export const seqKey = (seq: number): string => String(seq).padStart(seqDigits, '0')
export const lastSeqKey = '9'.repeat(seqDigits)

/** What `read` may ask for through the index of acts that somebody must still do something about. */
export const todoStates: readonly LocalOperation['state'][] = ['waiting', 'refused', 'held']

/** What of an operation still changes once it is stored. */
type Changing = 'state' | 'verdict' | 'clock' | 'settled' | 'seen'

export function storeOperation(operation: LocalOperation): StoredOperation {
  const { state, verdict, clock, settled, seen, ...content } = operation
  return {
    key: seqKey(operation.seq),
    state,
    todo: todoStates.includes(state) ? state : null,
    unsettled: settled ? null : refKey(operation.target),
    seen,
    clock,
    verdict: verdict === null ? null : JSON.stringify(verdict),
    content: JSON.stringify(content),
  }
}

export function readOperation(stored: StoredOperation): LocalOperation | null {
  try {
    const content = JSON.parse(stored.content) as Omit<LocalOperation, Changing>
    // A half-written or foreign row must not pass for an act: it would be sent under a wrong number.
    if (seqKey(content.seq) !== stored.key || typeof content.target.id !== 'string') return null
    return {
      ...content,
      state: stored.state as LocalOperation['state'],
      verdict: stored.verdict === null ? null : (JSON.parse(stored.verdict) as Verdict),
      clock: stored.clock,
      settled: stored.unsettled === null,
      seen: stored.seen,
    }
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof TypeError) return null
    throw error
  }
}

export const blankOperation = (key: string): StoredOperation => ({
  key,
  state: 'accepted',
  todo: null,
  unsettled: null,
  seen: true,
  clock: null,
  verdict: null,
  content: '',
})
