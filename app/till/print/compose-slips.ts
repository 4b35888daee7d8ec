/** From what is stored to a slip for the printer. Loaded when something is printed. */
import type { Receipt } from '../../../lib/domain/till/receipt.ts'
import type { Shift } from '../../../lib/domain/till/shift.ts'
import { cashSlip } from '../../../lib/printing/layouts/cash-slip.ts'
import { receiptSlip } from '../../../lib/printing/layouts/receipt-slip.ts'
import { shiftReportSlip } from '../../../lib/printing/layouts/shift-report-slip.ts'
import { drawerTestSlip } from '../../../lib/printing/layouts/wizard-slips.ts'
import type { ReceiptForm } from '../../../lib/printing/receipt-print.ts'
import type { Slip } from '../../../lib/printing/slip.ts'
import type { PaperTime } from './paper-time.ts'
import { paperWords } from './paper-words.ts'
import { opensDrawer, receiptPrintOf } from './receipt-paper.ts'
import { cashSlipOf, shiftReportOf } from './shift-paper.ts'
import { writeReceiptNumber } from './receipt-number.ts'

/** What a slip needs besides the thing itself. */
export type Desk = { form: ReceiptForm; time: PaperTime; now: number }
export type TitledSlip = { title: string; slip: Slip }

export function receiptPaper(
  receipt: Receipt,
  {
    desk,
    isCopy,
    soldAt,
    code,
  }: { desk: Desk; isCopy: boolean; soldAt: (receiptId: string) => number | null; code: string },
): TitledSlip {
  const { form, time, now } = desk
  const words = paperWords[form.language]
  const copyAt = isCopy ? now : null
  const print = receiptPrintOf(receipt, {
    language: form.language,
    time,
    soldAt,
    copyAt,
    qrText: code,
  })
  return {
    title: words.jobReceipt(writeReceiptNumber({ shift: receipt.shiftNumber, number: receipt.number })),
    slip: receiptSlip(print, form, { openDrawer: opensDrawer(receipt) && !isCopy }),
  }
}

export function shiftPaper(
  shift: Shift,
  { desk, isCopy, receipts, cashier }: { desk: Desk; isCopy: boolean; receipts: readonly Receipt[]; cashier: string },
): TitledSlip {
  const { form, time, now } = desk
  const words = paperWords[form.language]
  const report = shiftReportOf(shift, { language: form.language, time, receipts, cashier, now, isCopy })
  return {
    title: report.kind === 'x' ? words.jobX(shift.number) : words.jobZ(shift.number),
    slip: shiftReportSlip(report, form),
  }
}

/** null: the shift has no such movement. */
export function cashPaper(shift: Shift, movementId: string, desk: Desk, isCopy: boolean): TitledSlip | null {
  const { form, time, now } = desk
  const movement = shift.movements.find(({ id }) => id === movementId)
  if (!movement) return null
  const words = paperWords[form.language]
  const print = cashSlipOf(shift, movement, { language: form.language, time, copyAt: isCopy ? now : null })
  return {
    title: movement.direction === 'in' ? words.jobCashIn(movement.reason) : words.jobCashOut(movement.reason),
    slip: cashSlip(print, form),
  }
}

/** Only the pulse: no paper is used for it. */
export const drawerPaper = ({ form }: Desk): TitledSlip => ({
  title: paperWords[form.language].jobDrawer,
  slip: { blocks: drawerTestSlip(form.language).blocks.filter(({ kind }) => kind === 'drawer') },
})
