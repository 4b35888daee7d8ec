/**
 * All orders of the chosen list, grouped by day. Only the rows in sight exist. What is in sight stays there when orders
 * come in above, and coming back to a list finds it where it was left.
 *
 * For a keyboard it is one stop: arrows (or J and K from anywhere) move the choice, which opens the order beside the
 * list; Enter goes into it.
 */
'use client'
import { defaultRangeExtractor, useVirtualizer, type Range } from '@tanstack/react-virtual'
import { useCallback, useEffect, useId, useLayoutEffect, useMemo, useRef } from 'react'
import type { Order } from '../../../lib/domain/order/order.ts'
import type { Shown } from '../../../lib/workplace-types.ts'
import { useFormat } from '../../_ui/format.ts'
import { usePlace } from '../../_ui/place.ts'
import { useNow, useTray } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { useListKeys, useRememberPlace } from '../list-walk.ts'
import { deskWords } from '../words.ts'
import { anchorAt, listRows, rowHeights, rowStarts, type ListRow } from './list-rows.ts'
import classes from './order-list.module.css'
import { OrderRow } from './order-row.tsx'

const places = new Map<string, number>()

export function OrderList({
  orders,
  openId,
  placeKey,
}: {
  orders: readonly Shown<Order>[]
  openId: string | null
  placeKey: string
}) {
  const t = useWords(deskWords)
  const { go } = usePlace()
  const scroller = useRef<HTMLDivElement>(null)
  const listId = useId()
  const rows = useMemo(() => listRows(orders), [orders])
  const starts = useMemo(() => rowStarts(rows), [rows])
  const refused = useRefusedOrders()
  const virtual = useRows(rows, scroller)
  useStillWhileGrowing(scroller, rows, starts, placeKey)

  const openRow = openId === null ? -1 : rows.findIndex((row) => row.key === openId)
  const cursor = useCursor(orders, openId)
  const open = useCallback(
    (id: string) => {
      // Walking through the list leaves one step in the history, not fifty.
      go(`orders/${id}`, { replace: openId !== null })
    },
    [go, openId],
  )
  const move = (by: number) => {
    const next = orders[Math.max(0, Math.min(orders.length - 1, cursor.next(by)))]
    if (!next) return
    open(next.id)
    virtual.scrollToIndex(
      rows.findIndex((row) => row.key === next.id),
      { align: 'auto' },
    )
  }
  const onKeyDown = useListKeys({ count: orders.length, move, goInto: focusOrder })
  useFocusAtStart(scroller)

  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="listbox"
      tabIndex={0}
      aria-label={t('listLabel')}
      aria-activedescendant={openRow >= 0 ? `${listId}-${openId}` : undefined}
      onKeyDown={onKeyDown}
    >
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="presentation">
        {virtual.getVirtualItems().map(({ index, start, key }) => {
          const row = rows[index]
          if (!row) return null
          if (row.kind === 'day')
            return <DayHeading key={key} row={row} start={start} sticks={index === virtual.stickyIndex()} />
          return (
            <OrderRow
              key={key}
              id={`${listId}-${row.key}`}
              shown={row.shown}
              start={start}
              isOpen={row.key === openId}
              isRefused={refused.has(row.key)}
              place={row.place + 1}
              of={orders.length}
              open={open}
            />
          )
        })}
      </div>
    </div>
  )
}

function useRows(rows: readonly ListRow[], scroller: React.RefObject<HTMLDivElement | null>) {
  const days = useMemo(() => rows.flatMap((row, i) => (row.kind === 'day' ? [i] : [])), [rows])
  const sticky = useRef(0)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (i) => rowHeights[rows[i]?.kind ?? 'order'],
    getItemKey: useCallback((i: number) => rows[i]?.key ?? i, [rows]),
    overscan: 6,
    scrollPaddingStart: rowHeights.day,
    // The heading of the day in sight stays at the upper edge.
    rangeExtractor: useCallback(
      (range: Range) => {
        sticky.current = days.findLast((i) => i <= range.startIndex) ?? 0
        return [...new Set([sticky.current, ...defaultRangeExtractor(range)])].sort((a, b) => a - b)
      },
      [days],
    ),
  })
  return Object.assign(virtual, { stickyIndex: () => sticky.current })
}

/** Keeps the first order in sight where it is when rows come in or go above it; remembers the place of each list. */
function useStillWhileGrowing(
  scroller: React.RefObject<HTMLDivElement | null>,
  rows: readonly ListRow[],
  starts: readonly number[],
  placeKey: string,
): void {
  const before = useRef<{ rows: readonly ListRow[]; starts: readonly number[]; placeKey: string } | null>(null)
  useLayoutEffect(() => {
    const element = scroller.current
    const last = before.current
    before.current = { rows, starts, placeKey }
    if (!element) return
    if (last?.placeKey !== placeKey) {
      element.scrollTop = places.get(placeKey) ?? 0
      return
    }
    // At the very top the newest is what one wants to see.
    if (last.rows === rows || element.scrollTop === 0) return
    const anchor = anchorAt(last.rows, last.starts, element.scrollTop)
    const now = anchor ? rows.findIndex((row) => row.key === anchor.key) : -1
    if (anchor && now >= 0) element.scrollTop = (starts[now] ?? 0) - anchor.offset
  }, [scroller, rows, starts, placeKey])

  useRememberPlace(scroller, places, placeKey)
}

/** Where the next key press goes from: the open order, or, when it has left this list, the place where it stood. */
function useCursor(orders: readonly Shown<Order>[], openId: string | null): { next: (by: number) => number } {
  const index = openId === null ? -1 : orders.findIndex((shown) => shown.id === openId)
  const last = useRef(-1)
  useEffect(() => {
    if (index >= 0 || openId === null) last.current = index
  }, [index, openId])
  return {
    next: (by) => {
      if (index >= 0) return index + by
      // The row that followed has moved up into the place of the one that left.
      return by > 0 ? last.current + by - (last.current >= 0 ? 1 : 0) : last.current + by
    },
  }
}

/** Arrows work at once when the screen opens, unless somebody is already somewhere else. */
function useFocusAtStart(scroller: React.RefObject<HTMLDivElement | null>): void {
  useEffect(() => {
    if (document.activeElement === document.body) scroller.current?.focus({ preventScroll: true })
  }, [scroller])
}

function focusOrder(): void {
  document.getElementById('desk-order')?.focus()
}

/** Orders with an own act that was refused and not read yet. */
function useRefusedOrders(): ReadonlySet<string> {
  const tray = useTray()
  return useMemo(
    () =>
      new Set(
        tray
          .filter((one) => one.state === 'refused' && !one.seen && one.target.kind === 'order')
          .map((one) => one.target.id),
      ),
    [tray],
  )
}

function DayHeading({
  row,
  start,
  sticks,
}: {
  row: Extract<ListRow, { kind: 'day' }>
  start: number
  sticks: boolean
}) {
  const t = useWords(deskWords)
  const format = useFormat()
  const now = useNow()
  return (
    <div
      className={classes.day}
      data-sticks={sticks || undefined}
      role="presentation"
      style={sticks ? { height: rowHeights.day } : { height: rowHeights.day, transform: `translateY(${start}px)` }}
    >
      <span>{format.day(row.at, now)}</span>
      <span className={classes.dayCount}>{t('dayCount', { count: row.count })}</span>
    </div>
  )
}
