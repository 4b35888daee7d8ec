/** Every slip that the till prints, by name: what golden bytes and the tests that read paper back go through. */
import { cashSlip } from '../layouts/cash-slip.ts'
import { interruptedSlip, markCopy } from '../layouts/copy-slips.ts'
import { receiptSlip } from '../layouts/receipt-slip.ts'
import { shiftReportSlip } from '../layouts/shift-report-slip.ts'
import { codePageSlip, drawerTestSlip, testSlip } from '../layouts/wizard-slips.ts'
import type { PrinterProfile } from '../profile.ts'
import type { Slip } from '../slip.ts'
import {
  englishForm,
  sampleCashIn,
  sampleCashOut,
  sampleExchange,
  sampleForm,
  sampleReturn,
  sampleReturnTyped,
  sampleSale,
  sampleSaleEnglish,
  sampleShift,
} from './sample-prints.ts'

export const sampleSlips: Record<string, (profile: PrinterProfile) => Slip> = {
  sale: () => receiptSlip(sampleSale, sampleForm, { openDrawer: true }),
  return: () => receiptSlip(sampleReturn, sampleForm),
  'return-typed': () => receiptSlip(sampleReturnTyped, sampleForm, { openDrawer: true }),
  exchange: () => receiptSlip(sampleExchange, sampleForm, { openDrawer: true }),
  english: () => receiptSlip(sampleSaleEnglish, englishForm, { openDrawer: true }),
  copy: () => markCopy(receiptSlip(sampleSale, sampleForm, { openDrawer: true }), sampleForm, '2026-11-23T09:15'),
  'x-report': () =>
    shiftReportSlip(
      { ...sampleShift, kind: 'x', closedAt: null, cash: { ...sampleShift.cash, countedMinor: null } },
      sampleForm,
    ),
  'z-report': () => shiftReportSlip(sampleShift, sampleForm),
  'cash-in': () => cashSlip(sampleCashIn, sampleForm),
  'cash-out': () => cashSlip(sampleCashOut, sampleForm),
  'code-pages': () => codePageSlip('ru'),
  test: (profile) => testSlip('ru', profile),
  drawer: () => drawerTestSlip('ru'),
  interrupted: () => interruptedSlip('ru'),
}
