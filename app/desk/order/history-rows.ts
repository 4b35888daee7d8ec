/** An order's history for reading: newest first, and pressing "+" five times is one line. Pure. */
import type { HistoryEntry } from '../../../lib/domain/order/order.ts'

/** Longer than this between two marks, and they are two visits. */
const sameVisitMs = 10 * 60_000

export function historyRows(history: readonly HistoryEntry[]): HistoryEntry[] {
  const rows: HistoryEntry[] = []
  for (const entry of history) {
    const last = rows.at(-1)
    if (last && isSameVisit(last, entry)) rows[rows.length - 1] = entry
    else rows.push(entry)
  }
  return rows.reverse()
}

const isSameVisit = (before: HistoryEntry, after: HistoryEntry): boolean =>
  before.what === 'deliverLine' &&
  after.what === 'deliverLine' &&
  before.by === after.by &&
  before.params.product === after.params.product &&
  Math.abs(after.at - before.at) <= sameVisitMs
