/** A receipt of nobody, for the preview of the form. */
import type { Locale } from '../../../lib/domain/money.ts'
import type { ReceiptPrint } from '../../../lib/printing/receipt-print.ts'
import { paperWords } from './paper-words.ts'

export function sampleReceipt(language: Locale): ReceiptPrint {
  const words = paperWords[language]
  return {
    kind: 'sale',
    number: '3-0012',
    till: '1',
    shift: 3,
    cashier: words.sampleCashier,
    at: '2026-11-22T14:05',
    customer: null,
    original: null,
    lines: [
      {
        name: words.sampleWater,
        unit: words.sampleUnit,
        quantityMilli: 2000,
        priceMinor: 25_000,
        sumMinor: 45_000,
        discountMinor: 5_000,
        returned: false,
      },
    ],
    discounts: [],
    roundingMinor: 0,
    totalMinor: 45_000,
    tenders: [{ kind: 'cash', amountMinor: 45_000 }],
    cashGivenMinor: 50_000,
    changeMinor: 5_000,
    taxes: [{ label: words.vatContained('22'), amountMinor: 8_115 }],
    qrText: null,
    notes: [],
    copy: null,
    training: false,
  }
}
