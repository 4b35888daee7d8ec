/**
 * One pull reply written into the rows: all its pages, all their documents, in one `change`. A document that moved
 * from one of this device's scopes to another within the reply never disappears in between.
 */
import { refKey, type Ref } from '../domain/operation.ts'
import type { PullOutput, WireChange } from '../protocol/sync.ts'
import type { LocalOperation, Row } from './ports.ts'
import { emptyRow, isContained, type Views } from './views.ts'

export type Reply = Extract<PullOutput, { kind: 'pages' }>
export type Page = Reply['pages'][number]

/**
 * A row whose last scope went while more pages follow: the next page may bring it back through another scope. It is
 * held by this name until the pull is complete, and swept then (also after a crash).
 */
export const leavingScope = '~leaving'

/** What one reply says of one document, over all scopes. */
export type Arrival = {
  ref: Ref
  enters: Set<string>
  leaves: Set<string>
  /** null: only left. */
  content: { version: number; body: unknown } | null
}

export function arrivalsOf(pages: Page[]): Arrival[] {
  const arrivals = new Map<string, Arrival>()
  for (const page of pages) {
    for (const change of page.changes) note(arrivalOf(arrivals, change), page.scope, change)
  }
  return [...arrivals.values()]
}

export type Snapshot = {
  asOf: number
  deviceSeq: number
  /** No page follows: what left all scopes may go. */
  complete: boolean
  /** Versions cannot be compared with what is held: every row is written anew (a scope filled again). */
  refilling: boolean
}

/** To be called inside `change`: rows as they stand → rows as this reply makes them. */
export async function writeArrivals(
  views: Views,
  arrivals: Arrival[],
  rows: (Row | null)[],
  snapshot: Snapshot,
): Promise<(Row | null)[]> {
  const refs = arrivals.map(({ ref }) => ref)
  const unsettled = await views.unsettled(refs)
  const based = arrivals.map((arrival, i) =>
    rebase(arrival, rows[i] ?? null, unsettled.get(refKey(arrival.ref)) ?? [], snapshot),
  )
  if (unsettled.size === 0) return based.map((row) => (row === null || row.scopes.length === 0 ? null : row))
  return views.refoldAll(refs, based, unsettled)
}

function rebase(arrival: Arrival, row: Row | null, own: LocalOperation[], snapshot: Snapshot): Row | null {
  const { content } = arrival
  const scopes = scopesAfter(arrival, row?.scopes ?? [])
  if (content !== null && scopes.length > 0) {
    if (row !== null && isHeld(row, arrival, scopes, own, snapshot)) return row
    return {
      ...(row ?? emptyRow(arrival.ref)),
      version: content.version,
      upTo: snapshot.deviceSeq,
      asOf: snapshot.asOf,
      scopes,
      base: content.body,
      body: content.body,
      pending: 0,
      skipped: [],
    }
  }
  if (row === null) return null
  if (scopes.length > 0) return { ...row, scopes }
  // Left for good, unless a later page brings it back or work on it has not been decided yet (S9).
  if (!snapshot.complete) return { ...row, scopes: [leavingScope] }
  const decided = { upTo: snapshot.deviceSeq, asOf: snapshot.asOf }
  return own.every((operation) => isContained(operation, decided)) ? null : { ...row, scopes }
}

/** The same page twice costs no write. */
const isHeld = (row: Row, { content }: Arrival, scopes: string[], own: LocalOperation[], snapshot: Snapshot): boolean =>
  !snapshot.refilling &&
  row.version === content?.version &&
  own.length === 0 &&
  row.pending === 0 &&
  scopes.length === row.scopes.length &&
  scopes.every((scope, i) => scope === row.scopes[i])

function scopesAfter({ enters, leaves }: Arrival, scopes: string[]): string[] {
  const after = new Set(scopes)
  for (const scope of leaves) after.delete(scope)
  for (const scope of enters) after.add(scope)
  after.delete(leavingScope)
  return [...after].sort()
}

function arrivalOf(arrivals: Map<string, Arrival>, { kind, id }: WireChange): Arrival {
  const ref = { kind, id }
  const key = refKey(ref)
  const known = arrivals.get(key)
  if (known) return known
  const arrival: Arrival = { ref, enters: new Set(), leaves: new Set(), content: null }
  arrivals.set(key, arrival)
  return arrival
}

function note(arrival: Arrival, scope: string, change: WireChange): void {
  if ('gone' in change) {
    arrival.leaves.add(scope)
    arrival.enters.delete(scope)
    return
  }
  arrival.enters.add(scope)
  arrival.leaves.delete(scope)
  arrival.content = { version: change.version, body: change.body }
}
