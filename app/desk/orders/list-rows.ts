/** The list of orders as rows of known height: a heading per day, then its orders. Pure. */
import type { Order } from '../../../lib/domain/order/order.ts'
import type { Shown } from '../../../lib/workplace-types.ts'

export type ListRow =
  | { kind: 'day'; key: string; at: number; count: number }
  | { kind: 'order'; key: string; shown: Shown<Order>; place: number }

export const rowHeights = { day: 40, order: 96 } as const

/** `orders` newest first. Days are those of this device's time zone. */
export function listRows(orders: readonly Shown<Order>[]): ListRow[] {
  const rows: ListRow[] = []
  let day: Extract<ListRow, { kind: 'day' }> | null = null
  let from = 0
  let to = 0
  orders.forEach((shown, place) => {
    const at = shown.body.createdAt
    if (day === null || at < from || at >= to) {
      const start = new Date(at).setHours(0, 0, 0, 0)
      // A day that comes up again (clocks differ between devices) is a heading of its own.
      day = { kind: 'day', key: `day ${start} ${rows.length}`, at: start, count: 0 }
      from = start
      to = nextDay(start)
      rows.push(day)
    }
    day.count++
    rows.push({ kind: 'order', key: shown.id, shown, place })
  })
  return rows
}

/** Where each row begins; one more entry than rows: the whole height. */
export function rowStarts(rows: readonly ListRow[]): number[] {
  const starts = [0]
  for (const row of rows) starts.push((starts.at(-1) ?? 0) + rowHeights[row.kind])
  return starts
}

function nextDay(start: number): number {
  const at = new Date(start)
  at.setDate(at.getDate() + 1) // not 24 hours: a day may have 23 or 25
  return at.getTime()
}

/**
 * The key of the first order in sight and how far it stands from the upper edge: what must stay where it is when
 * others come in above.
 */
export function anchorAt(rows: readonly ListRow[], starts: readonly number[], scrollTop: number) {
  const index = rows.findIndex((row, i) => row.kind === 'order' && (starts[i + 1] ?? 0) > scrollTop)
  const row = rows[index]
  return row ? { key: row.key, offset: (starts[index] ?? 0) - scrollTop } : null
}
