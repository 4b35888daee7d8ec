/** Receipts, reports and slips of a small water company, with everything in them that has gone wrong on paper before. */
import { productKey, signable, signatureBytes, writeCode } from '../../domain/till/receipt-code.ts'
import { packImage } from '../fit-image.ts'
import type { CashSlipPrint, ReceiptForm, ReceiptPrint, ReceiptPrintLine, ShiftReportPrint } from '../receipt-print.ts'

export const sampleForm: ReceiptForm = {
  language: 'ru',
  currency: 'RUB',
  // A drop.
  logo: packImage(96, 64, (x, y) => Math.hypot(x - 48, (y - 36) * (y < 36 ? 0.6 : 1)) < 24),
  header: ['ООО «Родник»', 'Питьевая вода — с доставкой', 'ИНН 7700000000'],
  footer: ['Спасибо за покупку!', 'Обмен бутылей: 8\u00a0800\u00a0000-00-00'],
}

const line = (over: Partial<ReceiptPrintLine>): ReceiptPrintLine => ({
  name: 'Вода «Родник»',
  unit: 'бут',
  quantityMilli: 1000,
  priceMinor: 25000,
  sumMinor: 25000,
  discountMinor: 0,
  returned: false,
  ...over,
})

const coded = signable({
  receiptId: '0b9cfa2e-6b1d-4a4e-9d4f-3f7f6a1c2b3d:12:34',
  at: Date.UTC(2026, 10, 22, 11, 5),
  totalMinor: 70_000,
  tender: 'cash',
  lines: [
    { productKey: productKey('water'), quantityMilli: 2000, priceMinor: 25_000, discountMinor: 5_000, vatPercent: 22 },
    { productKey: productKey('sugar'), quantityMilli: 1500, priceMinor: 8_990, discountMinor: 0, vatPercent: 10 },
    { productKey: productKey('cup'), quantityMilli: 1000, priceMinor: 12_050, discountMinor: 0, vatPercent: null },
  ],
})
/** As long as a till's own; the signature is none, since each one differs. */
export const signedCode = writeCode(coded.content, new Uint8Array(signatureBytes).fill(0x5a))

export const sampleSale: ReceiptPrint = {
  kind: 'sale',
  number: '1-12-0034',
  till: '1',
  shift: 12,
  cashier: 'Власова Ирина',
  at: '2026-11-22T14:05',
  customer: 'Фёдоров Пётр',
  original: null,
  lines: [
    line({
      name: 'Вода «Родник» питьевая негазированная в многооборотной бутыли — 19 л',
      quantityMilli: 2000,
      sumMinor: 45000,
      discountMinor: 5000,
    }),
    line({ name: 'Сахар-песок…', unit: 'кг', quantityMilli: 1500, priceMinor: 8990, sumMinor: 13485 }),
    line({ name: 'Стакан № 5 (100 шт.)', unit: 'уп', quantityMilli: 1000, priceMinor: 12050, sumMinor: 12050 }),
  ],
  discounts: [{ label: 'Скидка по карте клиента', amountMinor: 500 }],
  roundingMinor: -35,
  totalMinor: 70000,
  tenders: [
    { kind: 'points', amountMinor: 10000 },
    { kind: 'cash', amountMinor: 60000 },
  ],
  cashGivenMinor: 100000,
  changeMinor: 40000,
  taxes: [{ label: 'в т. ч. НДС 22 %', amountMinor: 12623 }],
  qrText: signedCode,
  notes: ['Залоговая тара: 2 бутыли.'],
  copy: null,
  training: false,
}

export const sampleReturn: ReceiptPrint = {
  ...sampleSale,
  kind: 'return',
  number: '1-12-0035',
  at: '2026-11-22T15:40',
  original: { number: sampleSale.number, at: sampleSale.at },
  lines: [line({ quantityMilli: 1000, sumMinor: 22500, discountMinor: 2500 })],
  discounts: [],
  roundingMinor: 0,
  totalMinor: 22500,
  tenders: [{ kind: 'cash', amountMinor: 22500 }],
  cashGivenMinor: null,
  changeMinor: 0,
  taxes: [{ label: 'в т. ч. НДС 22 %', amountMinor: 4057 }],
  notes: [],
}

/** A pump instead of one bottle that leaks: the difference is paid. */
export const sampleExchange: ReceiptPrint = {
  ...sampleSale,
  number: '1-12-0036',
  at: '2026-11-22T16:10',
  original: { number: sampleSale.number, at: sampleSale.at },
  lines: [
    line({ sumMinor: 22500, discountMinor: 2500, returned: true }),
    line({ name: 'Помпа «Электро» USB', unit: 'шт', priceMinor: 79000, sumMinor: 79000 }),
  ],
  discounts: [],
  roundingMinor: 0,
  totalMinor: 56500,
  tenders: [{ kind: 'cash', amountMinor: 56500 }],
  cashGivenMinor: 100000,
  changeMinor: 43500,
  taxes: [{ label: 'в т. ч. НДС 22 %', amountMinor: 10189 }],
  notes: ['Причина: Брак'],
}

/** The receipt of sale could not be looked at: what stands on it was typed from its paper, and a senior allowed it. */
export const sampleReturnTyped: ReceiptPrint = {
  ...sampleReturn,
  number: '1-12-0037',
  at: '2026-11-22T16:25',
  customer: null,
  original: { number: '1-0012', at: '—' },
  lines: [line({})],
  totalMinor: 25000,
  tenders: [{ kind: 'cash', amountMinor: 25000 }],
  taxes: [{ label: 'в т. ч. НДС 22 %', amountMinor: 4508 }],
  notes: ['Причина: Брак', 'Разрешено: Белова Марина'],
}

/** The paper speaks English; the goods are called what the catalogue calls them. */
export const englishForm: ReceiptForm = {
  ...sampleForm,
  language: 'en',
  header: ['Rodnik', 'Drinking water, delivered'],
  footer: ['Thank you!'],
}
export const sampleSaleEnglish: ReceiptPrint = {
  ...sampleSale,
  cashier: 'Irina Vlasova',
  customer: 'Peter Smith',
  discounts: [{ label: 'Customer’s card', amountMinor: 500 }],
  taxes: [{ label: 'incl. VAT 22 %', amountMinor: 12623 }],
  notes: ['Bottles on deposit: 2'],
}

export const sampleShift: ShiftReportPrint = {
  kind: 'z',
  till: '1',
  shift: 12,
  cashier: 'Власова Ирина',
  openedAt: '2026-11-22T08:58',
  closedAt: '2026-11-22T20:03',
  printedAt: '2026-11-22T20:03',
  numbers: { first: '1-12-0001', last: '1-12-0087' },
  voidedNumbers: ['1-12-0040'],
  sales: {
    receipts: 84,
    amountMinor: 12345670,
    tenders: [
      { kind: 'cash', amountMinor: 5345670 },
      { kind: 'card', amountMinor: 6990000 },
      { kind: 'points', amountMinor: 10000 },
    ],
  },
  returns: { receipts: 2, amountMinor: 45000, tenders: [{ kind: 'cash', amountMinor: 45000 }] },
  discountsMinor: 120550,
  taxes: [{ label: 'НДС 22 %', amountMinor: 2218218 }],
  cashiers: [
    { name: 'Власова Ирина', receipts: 60, amountMinor: 10000000 },
    { name: 'Крылова Ольга', receipts: 26, amountMinor: 2300670 },
  ],
  cash: {
    openingMinor: 300000,
    salesMinor: 5345670,
    returnsMinor: 45000,
    inMinor: 100000,
    outMinor: 4000000,
    expectedMinor: 1700670,
    countedMinor: 1700600,
    differenceReason: 'Разменяли мелочь, не сошлось 70 копеек',
  },
  copy: null,
}

export const sampleCashOut: CashSlipPrint = {
  kind: 'out',
  number: '1-12-И2',
  till: '1',
  shift: 12,
  cashier: 'Власова Ирина',
  at: '2026-11-22T17:30',
  amountMinor: 4000000,
  reason: 'Инкассация в банк',
  copy: null,
}

export const sampleCashIn: CashSlipPrint = {
  ...sampleCashOut,
  kind: 'in',
  number: '1-12-П1',
  at: '2026-11-22T09:05',
  amountMinor: 100000,
  reason: 'Размен',
}
