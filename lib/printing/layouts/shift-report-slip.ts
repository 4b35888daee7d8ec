import type { ReceiptForm, ReportTotals, ShiftReportPrint } from '../receipt-print.ts'
import type { Slip, SlipBlock } from '../slip.ts'
import { markCopy } from './copy-slips.ts'
import { centred, foot, head, line, pair, penFor, rule, signature, title, type Pen } from './parts.ts'

/** X (the shift goes on) and Z (it is closed). */
export function shiftReportSlip(report: ShiftReportPrint, form: ReceiptForm): Slip {
  const pen = penFor(form)
  const { words, money } = pen
  const slip: Slip = {
    blocks: [
      ...head({ ...form, logo: null }),
      ...heading(report, pen),
      rule,
      ...totals(words.sales(report.sales.receipts), report.sales, pen),
      ...totals(words.returns(report.returns.receipts), report.returns, pen),
      ...(report.discountsMinor === 0 ? [] : [pair(words.discounts, money(report.discountsMinor))]),
      ...section(
        words.taxes,
        report.taxes.map(({ label, amountMinor }) => pair(label, money(amountMinor))),
      ),
      ...section(
        words.cashiers,
        report.cashiers.map(({ name, receipts, amountMinor }) =>
          pair(words.receiptsOf(name, receipts), money(amountMinor)),
        ),
      ),
      ...cash(report, pen),
      ...signature(words.cashierSigns),
      ...foot({ ...form, footer: [] }),
    ],
  }
  return report.copy === null ? slip : markCopy(slip, form, report.copy.at)
}

function heading(report: ShiftReportPrint, { words, time }: Pen): SlipBlock[] {
  const { kind, numbers, voidedNumbers, closedAt } = report
  return [
    title(kind === 'x' ? words.xReport : words.zReport(report.shift)),
    ...(kind === 'x' ? [centred(words.xMeans)] : []),
    line(words.tillAndShift(report.till, report.shift)),
    line(words.cashier(report.cashier)),
    pair(words.opened, time(report.openedAt)),
    ...(closedAt === null ? [] : [pair(words.closed, time(closedAt))]),
    pair(words.printed, time(report.printedAt)),
    numbers === null ? line(words.nothingSold) : pair(words.numbers, `${numbers.first} - ${numbers.last}`),
    ...(voidedNumbers.length === 0 ? [] : [line(words.voidedNumbers(voidedNumbers.join(', ')))]),
  ]
}

const totals = (name: string, { amountMinor, tenders }: ReportTotals, { words, money }: Pen): SlipBlock[] => [
  { kind: 'pair', left: name, right: money(amountMinor), bold: true },
  ...tenders.map(({ kind, amountMinor: amount }) => pair(`  ${words.tenders[kind]}`, money(amount))),
]

const section = (name: string, rows: SlipBlock[]): SlipBlock[] =>
  rows.length === 0 ? [] : [rule, { kind: 'text', text: name, bold: true }, ...rows]

function cash({ cash: drawer }: ShiftReportPrint, { words, money, moneyAlone }: Pen): SlipBlock[] {
  const { countedMinor, expectedMinor, differenceReason } = drawer
  return [
    ...section(words.cash, [
      pair(words.opening, money(drawer.openingMinor)),
      pair(words.cashSales, money(drawer.salesMinor)),
      pair(words.cashReturns, money(-drawer.returnsMinor)),
      pair(words.cashIn, money(drawer.inMinor)),
      pair(words.cashOut, money(-drawer.outMinor)),
    ]),
    { kind: 'pair', left: words.expected, right: moneyAlone(expectedMinor), tall: true, bold: true },
    pair(words.counted, countedMinor === null ? words.notCounted : money(countedMinor)),
    ...(countedMinor === null ? [] : [difference(countedMinor - expectedMinor, { words, money })]),
    ...(differenceReason === null ? [] : [line(words.differenceReason(differenceReason))]),
  ]
}

function difference(minor: number, { words, money }: Pick<Pen, 'words' | 'money'>): SlipBlock {
  if (minor === 0) return line(words.noDifference)
  return { kind: 'pair', left: minor > 0 ? words.surplus : words.shortage, right: money(Math.abs(minor)), bold: true }
}
