/** What is handed over at the door and what it costs. Unless the driver says otherwise, all that was ordered. Pure. */
import { lineAmount } from '../../lib/domain/money.ts'
import type { Order, OrderLine } from '../../lib/domain/order/order.ts'
import { dueMinor } from '../../lib/domain/order/due.ts'

/** By line id, where the driver changed the quantity before marking it. */
export type Given = Readonly<Record<string, number>>

export const orderedMilli = (line: OrderLine): number => line.quantityMilli - line.cancelledMilli

/** A line marked delivered says it itself; else what the driver set, else all of it. */
export function givenMilli(line: OrderLine, given: Given): number {
  if (line.deliveredMilli > 0) return line.deliveredMilli
  return Math.min(given[line.id] ?? orderedMilli(line), orderedMilli(line))
}

export type HandOver = {
  kind: 'all' | 'part' | 'nothing'
  /** To be taken now: for all of it what is due, for a part what that part costs, less what was paid. */
  amountMinor: number
  /** Lines to be marked before a part is closed: those not marked yet of which something is given. */
  unmarked: { lineId: string; deliveredMilli: number }[]
}

export function handOver(order: Order, given: Given): HandOver {
  const lines = order.lines.filter((line) => orderedMilli(line) > 0)
  const isAll = lines.every((line) => givenMilli(line, given) === orderedMilli(line))
  const isNothing = lines.length > 0 && lines.every((line) => givenMilli(line, given) === 0)
  return {
    kind: isAll ? 'all' : isNothing ? 'nothing' : 'part',
    amountMinor: isAll ? dueMinor(order) : partDueMinor(order, given),
    unmarked: lines
      .filter((line) => line.deliveredMilli === 0 && givenMilli(line, given) > 0)
      .map((line) => ({ lineId: line.id, deliveredMilli: givenMilli(line, given) })),
  }
}

function partDueMinor(order: Order, given: Given): number {
  const worthMinor = order.lines
    .filter((line) => line.payWith === 'money')
    .reduce((sum, line) => sum + (lineAmount(line.price, givenMilli(line, given)) ?? 0), 0)
  const paidMinor = order.invoice?.paidMinor ?? 0
  return Math.max(0, Math.min(worthMinor - paidMinor, dueMinor(order)))
}

/** Notes and coins a customer is likely to give for this amount, rising; the amount itself is not among them. */
export function likelyCash(amountMinor: number): number[] {
  const roundings = [5_000, 10_000, 50_000, 100_000, 200_000, 500_000]
  const likely = roundings.map((rounding) => Math.ceil(amountMinor / rounding) * rounding)
  return [...new Set(likely)].filter((minor) => minor > amountMinor).slice(0, 4)
}
