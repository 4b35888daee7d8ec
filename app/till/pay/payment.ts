/**
 * How a receipt is paid, as it is typed: card, deposit and points by their amounts, cash takes the rest. Amounts are
 * minor units without a sign; what goes back to the customer gets its minus at the end. Pure.
 */
import { roundingOf, type Payment } from '../../../lib/domain/till/cart.ts'
import type { TillRules } from '../../../lib/domain/till/rules.ts'
import type { ReceiptTender } from '../../../lib/domain/till/shift.ts'

export const cashless = ['card', 'deposit', 'points'] as const
export type CashlessTender = Exclude<ReceiptTender, 'cash'>

export type Tendered = Readonly<Record<CashlessTender, number>> & {
  /** Cash that the customer handed over; null: exactly what is due. */
  readonly givenMinor: number | null
}

export const nothingTendered: Tendered = { card: 0, deposit: 0, points: 0, givenMinor: null }

export type Settlement = {
  tenders: readonly Payment[]
  roundingMinor: number
  /** Signed, rounding included: what the receipt comes to. */
  totalMinor: number
  /** What cash takes, or gives back; never below zero. */
  cashMinor: number
  givenMinor: number | null
  changeMinor: number
  /** Why it cannot be closed. `short`: so much more cash is due. */
  problem:
    | { kind: 'tooMuch'; overMinor: number }
    | { kind: 'short'; missingMinor: number }
    /** Only whole points are taken and given back. */
    | { kind: 'splitPoint' }
    | null
}

/** `cashStepMinor`, `pointMinor`: as the office has decided (till/rules.ts). */
export function settle(
  totalMinor: number,
  tendered: Tendered,
  { cashStepMinor, pointMinor }: Pick<TillRules, 'cashStepMinor' | 'pointMinor'>,
): Settlement {
  const used = cashless.filter((tender) => tendered[tender] > 0)
  const other = used.reduce((sum, tender) => sum + tendered[tender], 0)
  const sign = totalMinor < 0 ? -1 : 1
  const before = Math.abs(totalMinor) - other
  const roundingMinor = before > 0 ? roundingOf(totalMinor, ['cash', ...used], cashStepMinor) : 0
  const total = totalMinor + roundingMinor
  const rest = Math.abs(total) - other
  const cashMinor = Math.max(0, rest)
  const isTaking = sign > 0 && cashMinor > 0
  const givenMinor = isTaking ? tendered.givenMinor : null
  const missingMinor = givenMinor === null ? 0 : Math.max(0, cashMinor - givenMinor)
  const tenders: Payment[] = [
    ...(cashMinor > 0 ? [{ tender: 'cash' as const, amountMinor: sign * cashMinor }] : []),
    ...used.map((tender) => ({ tender, amountMinor: sign * tendered[tender] })),
  ]
  return {
    tenders,
    roundingMinor,
    totalMinor: total,
    cashMinor,
    givenMinor,
    changeMinor: givenMinor === null ? 0 : Math.max(0, givenMinor - cashMinor),
    problem:
      rest < 0
        ? { kind: 'tooMuch', overMinor: -rest }
        : tendered.points > 0 && (pointMinor === 0 || tendered.points % pointMinor !== 0)
          ? { kind: 'splitPoint' }
          : missingMinor > 0
            ? { kind: 'short', missingMinor }
            : null,
  }
}

/** All that is left goes by this tender, in whole points where it is points; what it has already counts as left. */
export function payRestBy(
  totalMinor: number,
  tendered: Tendered,
  tender: CashlessTender,
  { mostMinor = Infinity, unitMinor = 1 }: { mostMinor?: number; unitMinor?: number } = {},
): Tendered {
  const others = cashless.reduce((sum, one) => (one === tender ? sum : sum + tendered[one]), 0)
  const rest = Math.max(0, Math.abs(totalMinor) - others)
  const taken = Math.min(rest, mostMinor)
  return { ...tendered, [tender]: unitMinor > 0 ? taken - (taken % unitMinor) : 0 }
}

const notes = [5_000, 10_000, 50_000, 100_000, 200_000, 500_000]
const mostKeys = 5

/** Sums a customer is likely to hand over for this much: the next full fifty, hundred… with one note more each time. */
export function quickCash(dueMinor: number): number[] {
  if (dueMinor <= 0) return []
  const sums = new Set(notes.map((note) => Math.ceil(dueMinor / note) * note))
  sums.delete(dueMinor)
  return [...sums].sort((a, b) => a - b).slice(0, mostKeys)
}
