/**
 * A shift as its till counted it (the Z) beside what the server's ledger adds up to, row by row. Where they differ, work is
 * under way, waits for the office, or is lost: the screen says which. Pure.
 */
import { receiptTenders, type ReceiptTender, type Shift } from '../../../lib/domain/till/shift.ts'

export type ComparedRow = {
  /** What it is; the tender, the rate of VAT or the cashier it is of. */
  kind: 'sales' | 'returns' | 'tender' | 'discount' | 'vat' | 'cashier' | 'cashIn' | 'cashOut' | 'opening' | 'counted'
  of: string
  /** By the till's own Z; null while the shift is open. */
  tillMinor: number | null
  booksMinor: number
  /** Receipts, where they are counted. */
  tillCount?: number
  booksCount?: number
}

/** Ledger account → minor units or a count; a name that is missing stands at 0. */
export type Register = Readonly<Record<string, number>>

export function compareShift(shift: Shift, register: Register): ComparedRow[] {
  const { closing } = shift
  const totals = closing?.totals ?? null
  const books = (name: string): number => register[name] ?? 0
  const row = (kind: ComparedRow['kind'], of: string, tillMinor: number | null, name: string): ComparedRow => ({
    kind,
    of,
    tillMinor,
    booksMinor: books(name),
  })
  const rates = namesOf(register, 'vat:', Object.keys(totals?.vat ?? {}))
  const cashiers = namesOf(register, 'cashier:', totals?.cashiers.map(({ id }) => id) ?? [])
  const side = (kind: 'sales' | 'returns', name: 'sale' | 'return'): ComparedRow => ({
    ...row(kind, '', totals?.[kind].amountMinor ?? null, name),
    ...(totals && { tillCount: totals[kind].count }),
    booksCount: books(`${name}Count`),
  })
  const rows = [
    side('sales', 'sale'),
    side('returns', 'return'),
    ...receiptTenders.map((tender) => row('tender', tender, totals?.tenders[tender] ?? null, tender)),
    row('discount', '', totals?.discountMinor ?? null, 'discount'),
    ...rates.map((rate) => row('vat', rate, totals && (totals.vat[rate] ?? 0), `vat:${rate}`)),
    ...cashiers.map((id) => {
      const cashier = totals?.cashiers.find((one) => one.id === id)
      return row('cashier', id, totals && (cashier?.amountMinor ?? 0), `cashier:${id}`)
    }),
    row('opening', '', shift.openingMinor, 'opening'),
    row('cashIn', '', totals?.cashInMinor ?? null, 'cashIn'),
    row('cashOut', '', totals?.cashOutMinor ?? null, 'cashOut'),
    ...(closing ? [row('counted', '', closing.countedMinor, 'counted')] : []),
  ]
  const always = ['sales', 'opening', 'counted']
  return rows.filter(({ kind, tillMinor, booksMinor }) => always.includes(kind) || tillMinor || booksMinor)
}

export const isSame = ({ tillMinor, booksMinor, tillCount, booksCount }: ComparedRow): boolean =>
  (tillMinor === null || tillMinor === booksMinor) &&
  (tillCount === undefined || booksCount === undefined || tillCount === booksCount)

/** How far apart the money is: what the Z has more (above zero) or less than the books. 0 while the shift is open. */
export function moneyApart(rows: readonly ComparedRow[]): number {
  const apart = rows
    .filter(({ kind }) => kind === 'tender')
    .map((row) => (row.tillMinor ?? row.booksMinor) - row.booksMinor)
  return apart.reduce((sum, minor) => sum + minor, 0)
}

/** Counted less expected, by the till itself; null while it is open. */
export const drawerDifference = ({ closing }: Pick<Shift, 'closing'>): number | null =>
  closing && closing.countedMinor - closing.expectedMinor

export const isTender = (name: string): name is ReceiptTender => (receiptTenders as readonly string[]).includes(name)

const namesOf = (register: Register, prefix: string, known: readonly string[]): string[] =>
  [
    ...new Set([
      ...known,
      ...Object.keys(register)
        .filter((name) => name.startsWith(prefix))
        .map((name) => name.slice(prefix.length)),
    ]),
  ].sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1))
