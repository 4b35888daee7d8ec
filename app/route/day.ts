/**
 * A driver's day from the orders this device holds: what is next, what comes after, what is behind, and the sums.
 * Pure: today and the driver come in.
 */
import type { Order, Payment } from '../../lib/domain/order/order.ts'
import { isOpen } from '../../lib/domain/order/states.ts'
import type { Shown } from '../../lib/workplace-types.ts'

export type Stop = Shown<Order>

export type Day = {
  /** Still to do, left-overs of earlier days first, then today's in order. The first is the next one. */
  ahead: Stop[]
  /** Tried today and not delivered (or not all of it): the office decides, or the driver tries again. */
  tried: Stop[]
  /** Closed today, newest last. */
  done: Stop[]
  /** Of the coming days, in order. */
  later: Stop[]
  totals: Totals
}

export type Totals = { cashMinor: number; cardMinor: number; delivered: number; left: number }

export function planDay(
  orders: readonly Stop[],
  { driverId, today, dateOf }: { driverId: string; today: string; dateOf: (epochMs: number) => string },
): Day {
  const mine = orders.filter(({ body }) => body.driverId === driverId && body.stop !== null)
  const open = mine.filter(({ body }) => isOpen(body))
  const due = open.filter(({ body }) => dayOf(body) <= today).sort(byPlace)
  const isTried = ({ body }: Stop) => body.failure !== null && dateOf(body.failure.at) === today
  const ahead = due.filter((stop) => !isTried(stop))
  const done = mine.filter(({ body }) => !isOpen(body) && (dayOf(body) === today || dateOf(body.changed.at) === today))
  return {
    ahead,
    tried: due.filter(isTried),
    done: done.sort((a, b) => a.body.changed.at - b.body.changed.at),
    later: open.filter(({ body }) => dayOf(body) > today).sort(byPlace),
    totals: {
      ...takenBy(orders, { driverId, today, dateOf }),
      delivered: done.filter(({ body }) => body.state === 'completed' || body.state === 'shipped').length,
      left: ahead.length,
    },
  }
}

/** Money this driver took today, less what went back. Payments at the desk are not the driver's. */
function takenBy(
  orders: readonly Stop[],
  { driverId, today, dateOf }: { driverId: string; today: string; dateOf: (epochMs: number) => string },
): { cashMinor: number; cardMinor: number } {
  const payments = orders
    .flatMap(({ body }) => body.payments)
    .filter((payment) => payment.by === driverId && dateOf(payment.at) === today)
  const sum = (tender: Payment['tender']) =>
    payments
      .filter((payment) => payment.tender === tender)
      .reduce((total, payment) => total + (payment.kind === 'refund' ? -1 : 1) * payment.amountMinor, 0)
  return { cashMinor: sum('cash'), cardMinor: sum('card') }
}

const dayOf = (order: Order): string => order.stop?.date ?? ''

function byPlace(a: Stop, b: Stop): number {
  const days = dayOf(a.body).localeCompare(dayOf(b.body))
  if (days !== 0) return days
  const places = (a.body.stop?.position ?? 0) - (b.body.stop?.position ?? 0)
  // Two stops at one place keep their order from one look to the next.
  return places !== 0 ? places : a.id.localeCompare(b.id)
}
