/**
 * A stored receipt as it stands on paper. Nothing is worked out anew but the VAT contained, by the same rule as in the
 * shift's totals: what is printed is what was stored and sent (users.md 14).
 *
 * A receipt by which the customer gets money back is printed as a return: its amounts stand without a minus. In an
 * exchange the goods that come back are marked line by line.
 */
import type { Locale } from '../../../lib/domain/money.ts'
import type { Receipt, ReceiptLine } from '../../../lib/domain/till/receipt.ts'
import { vatOf } from '../../../lib/domain/till/totals.ts'
import type { ReceiptPrint, ReceiptPrintLine } from '../../../lib/printing/receipt-print.ts'
import { paperWords, tillOnPaper } from './paper-words.ts'
import type { PaperTime } from './paper-time.ts'
import { receiptNumberOf, writeReceiptNumber } from './receipt-number.ts'

export type ReceiptPaperOptions = {
  language: Locale
  time: PaperTime
  /** When the receipt was closed that goods come back on; null: this till does not hold it. */
  soldAt: (receiptId: string) => number | null
  /** Content of the code; null prints none. */
  qrText?: string | null
  /** Now, for a copy. */
  copyAt?: number | null
}

export function receiptPrintOf(receipt: Receipt, options: ReceiptPaperOptions): ReceiptPrint {
  const { language, time, soldAt, qrText = null, copyAt = null } = options
  const kind = isPaidOut(receipt) ? 'return' : 'sale'
  const sign = kind === 'return' ? -1 : 1
  const [original, ...others] = originalsOf(receipt)
  const signed = (minor: number): number => sign * minor + 0 // + 0: no negative zero
  return {
    kind,
    number: writeReceiptNumber({ shift: receipt.shiftNumber, number: receipt.number }),
    till: tillOnPaper(receipt.tillName),
    shift: receipt.shiftNumber,
    cashier: receipt.byName,
    at: time(receipt.at),
    customer: receipt.customerName,
    original: original === undefined ? null : { number: receiptNumberOf(original), at: timeOf(soldAt(original), time) },
    lines: receipt.lines.map((line) => linePrint(line, receipt)),
    // Every line's discount holds its share of the receipt's: once more below the lines would be twice.
    discounts: elsewhereRows(receipt, language),
    roundingMinor: signed(receipt.roundingMinor),
    totalMinor: signed(receipt.totalMinor),
    tenders: receipt.tenders.map(({ tender, amountMinor }) => ({ kind: tender, amountMinor: signed(amountMinor) })),
    cashGivenMinor: receipt.changeMinor > 0 ? receipt.givenMinor : null,
    changeMinor: receipt.changeMinor,
    taxes: taxRows(vatOf(receipt), paperWords[language].vatContained).map(({ label, amountMinor }) => ({
      label,
      amountMinor: signed(amountMinor),
    })),
    qrText,
    notes: notesOf(receipt, others, language),
    copy: copyAt === null ? null : { at: time(copyAt) },
    training: false,
  }
}

/** Of an order, what this receipt does not take. */
function elsewhereRows({ order }: Receipt, language: Locale): ReceiptPrint['discounts'] {
  const { paidBefore, leftToPay } = paperWords[language]
  const rows = [
    { label: paidBefore, amountMinor: order?.paidBeforeMinor ?? 0 },
    { label: leftToPay, amountMinor: order?.leftMinor ?? 0 },
  ]
  return rows.filter(({ amountMinor }) => amountMinor > 0)
}

/** Does money go back to the customer? */
export const isPaidOut = ({ kind, totalMinor }: Pick<Receipt, 'kind' | 'totalMinor'>): boolean =>
  kind === 'return' || totalMinor < 0

/** Goods came back of a receipt that nobody could look at but on its paper (users.md 12). */
export const isSeenOnPaper = ({ lines }: Pick<Receipt, 'lines'>): boolean =>
  lines.some(({ returnOf }) => returnOf?.seen === 'paper')

/** The drawer opens when cash changes hands. */
export const opensDrawer = ({ tenders }: Pick<Receipt, 'tenders'>): boolean =>
  tenders.some(({ tender }) => tender === 'cash')

/** Rates ascending. Goods without VAT have no row: there is no figure to tell. */
export function taxRows(
  vat: Iterable<readonly [rate: string, amountMinor: number]>,
  label: (percent: string) => string,
): { label: string; amountMinor: number }[] {
  return [...vat]
    .filter(([rate]) => rate !== 'none')
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([rate, amountMinor]) => ({ label: label(rate), amountMinor }))
}

/** The receipts that goods come back on, in the order of the lines. */
export const originalsOf = ({ lines }: Pick<Receipt, 'lines'>): string[] => [
  ...new Set(lines.flatMap(({ returnOf }) => (returnOf === null ? [] : [returnOf.receiptId]))),
]

const linePrint = (line: ReceiptLine, { kind }: Receipt): ReceiptPrintLine => ({
  name: line.name,
  unit: line.unit,
  quantityMilli: line.quantityMilli,
  priceMinor: line.priceMinor,
  sumMinor: line.amountMinor,
  discountMinor: line.discountMinor,
  returned: kind === 'exchange' && line.returnOf !== null,
})

const timeOf = (at: number | null, time: PaperTime): string => (at === null ? '—' : time(at))

function notesOf(receipt: Receipt, others: string[], language: Locale): string[] {
  const words = paperWords[language]
  const names = [...new Set(receipt.approvals.map(({ byName }) => byName).filter((name) => name !== ''))]
  const { order } = receipt
  return [
    ...(order ? [`${order.name}. ${order.handedOver ? words.handedOver : words.toDeliver}`] : []),
    ...(others.length === 0 ? [] : [words.alsoOf(others.map(receiptNumberOf).join(', '))]),
    ...(receipt.reason === null ? [] : [words.reason(receipt.reason)]),
    ...(names.length === 0 ? [] : [words.allowed(names.join(', '))]),
    ...(isSeenOnPaper(receipt) ? [words.seenOnPaper] : []),
  ]
}
