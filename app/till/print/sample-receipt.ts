/** A receipt of nobody, for the preview of the form. */
import type { Locale } from '../../../lib/domain/money.ts'
import { productKey, signable, signatureBytes, writeCode } from '../../../lib/domain/till/receipt-code.ts'
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
    qrText: sampleCode(),
    notes: [],
    copy: null,
    training: false,
  }
}

/** As long as a real one; its signature is none. */
function sampleCode(): string {
  const { content } = signable({
    receiptId: '00000000-0000-4000-8000-000000000000:3:12',
    at: Date.UTC(2026, 10, 22, 11, 5),
    totalMinor: 45_000,
    tender: 'cash',
    lines: [
      {
        productKey: productKey('sample'),
        quantityMilli: 2000,
        priceMinor: 25_000,
        discountMinor: 5_000,
        vatPercent: 22,
      },
    ],
  })
  return writeCode(content, new Uint8Array(signatureBytes).fill(0x5a))
}
