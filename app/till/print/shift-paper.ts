/** X, Z and the slips of cash movements: a shift as it stands on paper. */
import type { Locale } from '../../../lib/domain/money.ts'
import type { Receipt } from '../../../lib/domain/till/receipt.ts'
import { receiptTenders } from '../../../lib/domain/till/shift.ts'
import type { CashMovement, ReceiptTender, Shift, ShiftTotals } from '../../../lib/domain/till/shift.ts'
import { expectedCash, shiftTotals } from '../../../lib/domain/till/totals.ts'
import type { CashSlipPrint, ReportTotals, ShiftReportPrint } from '../../../lib/printing/receipt-print.ts'
import { missingNumbers } from './missing-numbers.ts'
import { paperWords, tillOnPaper } from './paper-words.ts'
import type { PaperTime } from './paper-time.ts'
import { isPaidOut, taxRows } from './receipt-paper.ts'
import { writeReceiptNumber } from './receipt-number.ts'

type ShiftReportOptions = {
  language: Locale
  time: PaperTime
  /** The shift's receipts as far as this till holds them. */
  receipts: readonly Receipt[]
  /** Who prints an X; the Z bears the name of who closed the shift. */
  cashier: string
  now: number
  isCopy?: boolean
}

/** X while the shift is open, its Z afterwards. A closed shift's figures are those that were stored when it closed. */
export function shiftReportOf(shift: Shift, options: ShiftReportOptions): ShiftReportPrint {
  const { language, time, cashier, now, isCopy = false } = options
  const words = paperWords[language]
  const { closing } = shift
  const receipts = options.receipts.filter(({ shiftId }) => shiftId === shift.id)
  const counted = shiftTotals(receipts, shift.movements)
  const totals = closing?.totals ?? counted
  const last = closing?.lastReceipt ?? Math.max(0, ...receipts.map(({ number }) => number))
  const sides = sidesOf(receipts, counted, totals)
  const cashOf = ({ tenders }: ReportTotals): number => tenders.find(({ kind }) => kind === 'cash')?.amountMinor ?? 0
  const number = (of: number): string => writeReceiptNumber({ shift: shift.number, number: of })
  return {
    kind: closing === null ? 'x' : 'z',
    till: tillOnPaper(shift.tillName),
    shift: shift.number,
    cashier: closing?.byName ?? cashier,
    openedAt: time(shift.opened.at),
    closedAt: closing === null ? null : time(closing.at),
    printedAt: time(now),
    numbers: last === 0 ? null : { first: number(1), last: number(last) },
    voidedNumbers: (closing?.voided ?? voidedHere(sides.isWhole, receipts, last)).map(number),
    sales: sides.sales,
    returns: sides.returns,
    discountsMinor: totals.discountMinor,
    taxes: taxRows(Object.entries(totals.vat), words.vat),
    cashiers: totals.cashiers.map(({ name, count, amountMinor }) => ({ name, receipts: count, amountMinor })),
    cash: {
      openingMinor: shift.openingMinor,
      salesMinor: cashOf(sides.sales),
      returnsMinor: cashOf(sides.returns),
      inMinor: totals.cashInMinor,
      outMinor: totals.cashOutMinor,
      expectedMinor: closing?.expectedMinor ?? expectedCash(shift, totals),
      countedMinor: closing?.countedMinor ?? null,
      differenceReason: closing?.reason ?? null,
    },
    copy: isCopy ? { at: time(now) } : null,
  }
}

/** Where not all receipts are here, nobody can say of a number that there is none. */
const voidedHere = (isWhole: boolean, receipts: readonly Receipt[], last: number): number[] =>
  isWhole
    ? missingNumbers(
        receipts.map((receipt) => receipt.number),
        last,
      )
    : []

/**
 * Sales and returns with their tenders apart. The stored totals hold each tender as one balance; where all receipts are
 * at hand they tell both sides. A Z of long ago, whose receipts this till has dropped, shows the balance with the sales.
 */
function sidesOf(
  receipts: readonly Receipt[],
  counted: ShiftTotals,
  totals: ShiftTotals,
): { isWhole: boolean; sales: ReportTotals; returns: ReportTotals } {
  const isWhole =
    counted.sales.count === totals.sales.count &&
    counted.returns.count === totals.returns.count &&
    receiptTenders.every((tender) => counted.tenders[tender] === totals.tenders[tender])
  const back = isWhole ? tendersOf(receipts.filter(isPaidOut)) : noTenders
  const came = (tender: ReceiptTender): number => totals.tenders[tender] + back[tender]
  return {
    isWhole,
    sales: {
      receipts: totals.sales.count,
      amountMinor: totals.sales.amountMinor,
      tenders: rowsOf({ cash: came('cash'), card: came('card'), deposit: came('deposit'), points: came('points') }),
    },
    returns: { receipts: totals.returns.count, amountMinor: totals.returns.amountMinor, tenders: rowsOf(back) },
  }
}

const noTenders = { cash: 0, card: 0, deposit: 0, points: 0 }

/** What went back, above zero. */
function tendersOf(receipts: readonly Receipt[]): Record<ReceiptTender, number> {
  const sums = { ...noTenders }
  for (const { tenders } of receipts) for (const { tender, amountMinor } of tenders) sums[tender] -= amountMinor
  return sums
}

const rowsOf = (sums: Record<ReceiptTender, number>): ReportTotals['tenders'] =>
  receiptTenders.map((kind) => ({ kind, amountMinor: sums[kind] })).filter(({ amountMinor }) => amountMinor !== 0)

/** The number tells which movement of the shift it is; a slip goes to the books. */
export function cashSlipOf(
  shift: Shift,
  movement: CashMovement,
  { language, time, copyAt = null }: { language: Locale; time: PaperTime; copyAt?: number | null },
): CashSlipPrint {
  const words = paperWords[language]
  const place = shift.movements.findIndex(({ id }) => id === movement.id) + 1
  const number = movement.direction === 'in' ? words.cashInNumber : words.cashOutNumber
  return {
    kind: movement.direction,
    number: place === 0 ? null : number(shift.number, place),
    till: tillOnPaper(shift.tillName),
    shift: shift.number,
    cashier: movement.byName,
    at: time(movement.at),
    amountMinor: movement.amountMinor,
    reason: movement.reason,
    copy: copyAt === null ? null : { at: time(copyAt) },
  }
}
