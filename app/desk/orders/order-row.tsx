/** One order in the list, three lines of fixed height: who and how much, where, how it stands. */
'use client'
import { IconAlertTriangle, IconTruckDelivery } from '@tabler/icons-react'
import { memo } from 'react'
import type { Order } from '../../../lib/domain/order/order.ts'
import { isUnderWay } from '../../../lib/domain/order/states.ts'
import type { Shown } from '../../../lib/workplace-types.ts'
import { useFormat } from '../../_ui/format.ts'
import { PaidChip, StateChip } from '../../_ui/state-chip.tsx'
import { useNow } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { OrderTotal } from '../order-total.tsx'
import { deskWords } from '../words.ts'
import { rowHeights } from './list-rows.ts'
import classes from './order-row.module.css'

export const OrderRow = memo(function OrderRow({
  id,
  shown,
  start,
  isOpen,
  isRefused,
  place,
  of,
  open,
}: {
  id: string
  shown: Shown<Order>
  start: number
  isOpen: boolean
  isRefused: boolean
  place: number
  of: number
  open: (id: string) => void
}) {
  const t = useWords(deskWords)
  const format = useFormat()
  const order = shown.body
  return (
    <div
      id={id}
      role="option"
      aria-selected={isOpen}
      aria-posinset={place}
      aria-setsize={of}
      className={classes.row}
      style={{ height: rowHeights.order, transform: `translateY(${start}px)` }}
      onClick={() => open(shown.id)}
    >
      <span className={classes.line}>
        <span className={classes.number}>{order.number === null ? '—' : order.number}</span>
        <span className={classes.name}>{order.customerName || (order.phone && format.phone(order.phone))}</span>
        <span className={classes.total}>
          <OrderTotal order={order} />
        </span>
      </span>
      <span className={classes.line}>
        <span className={classes.address}>{order.address?.verified ?? order.address?.raw ?? t('pickup')}</span>
        <span className={classes.time}>{format.time(order.createdAt)}</span>
      </span>
      <span className={classes.line}>
        <StateChip order={order} pending={shown.pending} />
        {!isUsual(order) && <PaidChip order={order} />}
        {isRefused && <RefusedMark />}
        <Aside order={order} />
      </span>
    </div>
  )
})

/** Nobody has paid before the goods are there: saying so on every row would hide the rows where it matters. */
const isUsual = (order: Order): boolean =>
  isUnderWay(order) && order.invoice?.state === 'unpaid' && order.invoice.paidMinor === 0

/** The one thing more that matters now: how long it waits, that it came back, who drives it and when. */
function Aside({ order }: { order: Order }) {
  const t = useWords(deskWords)
  const format = useFormat()
  const now = useNow()
  if (order.state === 'draft')
    return (
      <span className={classes.aside}>
        <span>{t('waitsFor', { age: format.duration(now - order.createdAt) })}</span>
      </span>
    )
  if (order.failure && isUnderWay(order))
    return (
      <span className={classes.aside} data-tone="amber">
        <IconAlertTriangle size={16} aria-hidden /> <span>{t('failed')}</span>
      </span>
    )
  if (order.driverName && isUnderWay(order))
    return (
      <span className={classes.aside}>
        <IconTruckDelivery size={16} aria-hidden /> <span>{order.driverName}</span>
      </span>
    )
  if (order.window && isUnderWay(order))
    return (
      <span className={classes.aside}>
        <span>{t('forDay', { date: format.date(order.window.date, now) })}</span>
      </span>
    )
  return null
}

function RefusedMark() {
  const t = useWords(deskWords)
  return (
    <span className={classes.refused} title={t('refusedMark')}>
      <IconAlertTriangle size={18} aria-hidden />
      <span className="r-only-heard">{t('refusedMark')}</span>
    </span>
  )
}
