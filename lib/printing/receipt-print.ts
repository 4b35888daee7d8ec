/**
 * What the layouts take: figures and names as they shall stand on paper. The till maps its receipt to this; nothing is
 * added up here, so what is printed is what was stored.
 *
 * Amounts are minor units, quantities thousandths. `LocalTime` is the wall clock of the till, `2026-11-22T14:05`.
 */
import type { Locale } from '../domain/money.ts'
import type { SlipImage } from './slip.ts'

export type LocalTime = string

/** Settings of the company, edited with a live preview. */
export type ReceiptForm = {
  /** The paper's language. */
  language: Locale
  /** As `formatMoney` takes it; null prints bare figures. */
  currency: string | null
  logo: SlipImage | null
  /** Centred, the first one large. */
  header: string[]
  /** Centred. */
  footer: string[]
}

export type ReceiptPrint = {
  kind: 'sale' | 'return'
  /** As people read and type it. */
  number: string
  till: string
  shift: number
  cashier: string
  at: LocalTime
  customer: string | null
  /** The receipt that is returned; null for a sale, and for a return without one. */
  original: { number: string; at: LocalTime } | null
  lines: ReceiptPrintLine[]
  /** Over the whole receipt, each above zero. */
  discounts: { label: string; amountMinor: number }[]
  /** Added to reach `totalMinor`; below zero in the customer's favour. 0 prints nothing. */
  roundingMinor: number
  totalMinor: number
  /** In the order in which they were given. For a return: how the money went back. */
  tenders: { kind: TenderKind; amountMinor: number }[]
  /** Cash handed over when it was more than due; null prints nothing. */
  cashGivenMinor: number | null
  changeMinor: number
  taxes: { label: string; amountMinor: number }[]
  /** Of the signed code, which proves the receipt where the network is away. */
  qrText: string | null
  /** Printed under the totals as they are. */
  notes: string[]
  /** Set: the same receipt once more, marked as such. */
  copy: { at: LocalTime } | null
  /** A receipt of training mode says that it is none. */
  training: boolean
}

export type ReceiptPrintLine = {
  name: string
  /** Short name of the unit, as printed: шт, бут, кг. */
  unit: string
  quantityMilli: number
  priceMinor: number
  /** What the line costs, after its discount. */
  sumMinor: number
  /** Taken off this line, 0 for none. */
  discountMinor: number
  /** In an exchange: goods that come back stand with a minus. */
  returned: boolean
}

export type TenderKind = 'cash' | 'card' | 'deposit' | 'points'

export type ShiftReportPrint = {
  kind: 'x' | 'z'
  till: string
  shift: number
  cashier: string
  openedAt: LocalTime
  /** null while it is open (X). */
  closedAt: LocalTime | null
  printedAt: LocalTime
  /** First and last number of this shift; null when nothing was sold. */
  numbers: { first: string; last: string } | null
  voidedNumbers: string[]
  sales: ReportTotals
  returns: ReportTotals
  discountsMinor: number
  taxes: { label: string; amountMinor: number }[]
  cashiers: { name: string; receipts: number; amountMinor: number }[]
  cash: {
    openingMinor: number
    salesMinor: number
    returnsMinor: number
    inMinor: number
    outMinor: number
    expectedMinor: number
    /** null: not counted (X). */
    countedMinor: number | null
    differenceReason: string | null
  }
  copy: { at: LocalTime } | null
}

export type ReportTotals = {
  receipts: number
  amountMinor: number
  tenders: { kind: TenderKind; amountMinor: number }[]
}

/** Cash put into the drawer or taken out of it. */
export type CashSlipPrint = {
  kind: 'in' | 'out'
  /** null where cash movements carry no number. */
  number: string | null
  till: string
  shift: number
  cashier: string
  at: LocalTime
  amountMinor: number
  reason: string
  copy: { at: LocalTime } | null
}
