/** What a shift comes to: the same sum at the till, for X and Z, and wherever somebody checks it. */
import { shareOut } from '../money.ts'
import type { Receipt } from './receipt.ts'
import { elsewhereMinor, paidLines, signedAmount, vatWithin } from './receipt.ts'
import type { CashMovement, Shift, ShiftTotals } from './shift.ts'

export function shiftTotals(receipts: Iterable<Receipt>, movements: readonly CashMovement[]): ShiftTotals {
  const totals: ShiftTotals = {
    sales: { count: 0, amountMinor: 0 },
    returns: { count: 0, amountMinor: 0 },
    tenders: { cash: 0, card: 0, deposit: 0, points: 0 },
    discountMinor: 0,
    vat: {},
    cashiers: [],
    cashInMinor: movedBy(movements, 'in'),
    cashOutMinor: movedBy(movements, 'out'),
  }
  const cashiers = new Map<string, ShiftTotals['cashiers'][number]>()
  for (const receipt of receipts) {
    const side = receipt.totalMinor < 0 || receipt.kind === 'return' ? totals.returns : totals.sales
    side.count += 1
    side.amountMinor += Math.abs(receipt.totalMinor)
    totals.discountMinor += receipt.discountMinor
    for (const { tender, amountMinor } of receipt.tenders) totals.tenders[tender] += amountMinor
    for (const [rate, amount] of vatOf(receipt)) totals.vat[rate] = (totals.vat[rate] ?? 0) + amount
    const cashier = cashiers.get(receipt.by) ?? { id: receipt.by, name: receipt.byName, count: 0, amountMinor: 0 }
    cashiers.set(receipt.by, {
      ...cashier,
      count: cashier.count + 1,
      amountMinor: cashier.amountMinor + receipt.totalMinor,
    })
  }
  return { ...totals, cashiers: [...cashiers.values()].sort((a, b) => (a.id < b.id ? -1 : 1)) }
}

/**
 * VAT contained, per rate, in what was paid for the lines of one receipt: its return takes the same back. Where an order
 * is paid in parts, each of them contains its share of every rate.
 */
export function vatOf(receipt: Pick<Receipt, 'lines' | 'order' | 'roundingMinor'>): Map<string, number> {
  const sums = new Map<string, { amountMinor: number; percent: number | null }>()
  const paid = new Map(paidLines(receipt).map((line) => [line.id, line]))
  for (const each of receipt.lines) {
    const line = paid.get(each.id) ?? each
    const rate = line.vatPercent === null ? 'none' : String(line.vatPercent)
    const sum = sums.get(rate)?.amountMinor ?? 0
    sums.set(rate, { amountMinor: sum + signedAmount(line), percent: line.vatPercent })
  }
  const elsewhere = elsewhereMinor(receipt)
  if (elsewhere > 0) {
    const amounts = [...sums.values()].map(({ amountMinor }) => amountMinor)
    const here = amounts.reduce((all, amount) => all + amount, 0) - elsewhere
    const shares = shareOut(here, amounts)
    ;[...sums.values()].forEach((sum, index) => (sum.amountMinor = shares[index] ?? 0))
  }
  return new Map([...sums].map(([rate, { amountMinor, percent }]) => [rate, vatWithin(amountMinor, percent)]))
}

/** What should lie in the drawer. */
export const expectedCash = ({ openingMinor }: Pick<Shift, 'openingMinor'>, totals: ShiftTotals): number =>
  openingMinor + totals.tenders.cash + totals.cashInMinor - totals.cashOutMinor

const movedBy = (movements: readonly CashMovement[], wanted: CashMovement['direction']): number =>
  movements.reduce((sum, { direction, amountMinor }) => (direction === wanted ? sum + amountMinor : sum), 0)
