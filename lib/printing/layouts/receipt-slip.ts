import { formatQuantity } from '../../domain/quantity.ts'
import type { ReceiptForm, ReceiptPrint, ReceiptPrintLine } from '../receipt-print.ts'
import type { Slip, SlipBlock } from '../slip.ts'
import { markCopy } from './copy-slips.ts'
import { centred, foot, head, line, pair, penFor, rule, signature, title, type Pen } from './parts.ts'

/** Sale, return and exchange. `openDrawer`: cash changes hands; a copy never opens it. */
export function receiptSlip(receipt: ReceiptPrint, form: ReceiptForm, { openDrawer = false } = {}): Slip {
  const pen = penFor(form)
  const slip: Slip = {
    blocks: [
      // First, so that the drawer is open while the paper still runs.
      ...(openDrawer ? [{ kind: 'drawer' } as const] : []),
      ...head(form),
      ...training(receipt, pen),
      ...heading(receipt, pen),
      rule,
      ...receipt.lines.flatMap((row) => lineBlocks(row, form, pen)),
      rule,
      ...totals(receipt, pen),
      ...money(receipt, pen),
      ...receipt.notes.map(line),
      ...(receipt.kind === 'return' ? signature(pen.words.signature) : []),
      ...(receipt.qrText === null ? [] : [{ kind: 'qr', text: receipt.qrText } as const]),
      ...foot(form),
    ],
  }
  return receipt.copy === null ? slip : markCopy(slip, form, receipt.copy.at)
}

const training = ({ training: isTraining }: ReceiptPrint, { words }: Pen): SlipBlock[] =>
  isTraining
    ? [{ kind: 'text', text: words.training, align: 'center', wide: true, bold: true }, centred(words.trainingMeans)]
    : []

function heading(receipt: ReceiptPrint, { words, time }: Pen): SlipBlock[] {
  const { kind, number, original } = receipt
  return [
    title(kind === 'sale' ? words.sale(number) : words.return(number)),
    pair(time(receipt.at), words.tillAndShift(receipt.till, receipt.shift)),
    line(words.cashier(receipt.cashier)),
    ...(receipt.customer === null ? [] : [line(words.customer(receipt.customer))]),
    ...(original === null ? [] : [line(words.original(original.number, time(original.at)))]),
    ...(kind === 'return' && original === null ? [line(words.withoutOriginal)] : []),
  ]
}

function lineBlocks(row: ReceiptPrintLine, { language }: ReceiptForm, { words, money }: Pen): SlipBlock[] {
  // The unit stays with its figure, the figure with its price: these are read as one.
  const quantity = `${formatQuantity(row.quantityMilli, language)}\u00a0${row.unit}`.trimEnd()
  const price = `${quantity} ×\u00a0${money(row.priceMinor)}`
  const discount = row.discountMinor === 0 ? '' : `, ${words.lineDiscount(money(row.discountMinor))}`
  return [
    line(row.returned ? words.returnedLine(row.name) : row.name),
    pair(price + discount, money(row.returned ? -row.sumMinor : row.sumMinor)),
  ]
}

const totals = (receipt: ReceiptPrint, { words, money, moneyAlone }: Pen): SlipBlock[] => [
  ...receipt.discounts.map(({ label, amountMinor }) => pair(label, money(-amountMinor))),
  ...(receipt.roundingMinor === 0 ? [] : [pair(words.rounding, money(receipt.roundingMinor))]),
  {
    kind: 'pair',
    left: receipt.kind === 'sale' ? words.total : words.toReturn,
    right: moneyAlone(receipt.totalMinor),
    wide: true,
    tall: true,
    bold: true,
  },
]

const money = (receipt: ReceiptPrint, { words, money: figure }: Pen): SlipBlock[] => [
  ...receipt.tenders.map(({ kind, amountMinor }) => pair(words.tenders[kind], figure(amountMinor))),
  ...(receipt.cashGivenMinor === null ? [] : [pair(words.given, figure(receipt.cashGivenMinor))]),
  ...(receipt.changeMinor === 0 ? [] : [pair(words.change, figure(receipt.changeMinor))]),
  ...receipt.taxes.map(({ label, amountMinor }) => pair(label, figure(amountMinor))),
]
