/** What the till itself puts on paper; the rest stands in lib/printing. In the paper's language, not the screen's. */
import type { Locale } from '../../../lib/domain/money.ts'

export type PaperWords = typeof ru

const ru = {
  vatContained: (percent: string) => `в т. ч. НДС ${percent} %`,
  vat: (percent: string) => `НДС ${percent} %`,
  reason: (reason: string) => `Причина: ${reason}`,
  allowed: (names: string) => `Разрешено: ${names}`,
  alsoOf: (numbers: string) => `Также по чекам № ${numbers}`,
  seenOnPaper: 'Возврат по бумаге: офис сверит его с чеком продажи',
  handedOver: 'Товар отдан',
  toDeliver: 'Товар будет доставлен',
  paidBefore: 'Оплачено раньше',
  leftToPay: 'Осталось оплатить',
  phone: (phone: string) => `Тел. ${phone}`,
  thanks: 'Спасибо за покупку!',
  jobReceipt: (number: string) => `Чек № ${number}`,
  jobX: (shift: number) => `X-отчёт, смена ${shift}`,
  jobZ: (shift: number) => `Z-отчёт, смена ${shift}`,
  jobCashIn: (reason: string) => `Внесение: ${reason}`,
  jobCashOut: (reason: string) => `Изъятие: ${reason}`,
  jobDrawer: 'Денежный ящик',
  jobTest: 'Пробная печать',
  jobPages: 'Проба кодовых страниц',
  sampleCashier: 'Власова Ирина',
  sampleWater: 'Вода питьевая, 19 л',
  sampleUnit: 'бут',
  cashInNumber: (shift: number, place: number) => `${shift}-П${place}`,
  cashOutNumber: (shift: number, place: number) => `${shift}-Р${place}`,
}

const en: PaperWords = {
  vatContained: (percent) => `incl. VAT ${percent} %`,
  vat: (percent) => `VAT ${percent} %`,
  reason: (reason) => `Reason: ${reason}`,
  allowed: (names) => `Allowed by: ${names}`,
  alsoOf: (numbers) => `Also of receipts No. ${numbers}`,
  seenOnPaper: 'Returned by its paper: the office will compare it',
  handedOver: 'Goods handed over',
  toDeliver: 'Goods to be delivered',
  paidBefore: 'Paid before',
  leftToPay: 'Left to pay',
  phone: (phone) => `Phone ${phone}`,
  thanks: 'Thank you!',
  jobReceipt: (number) => `Receipt No. ${number}`,
  jobX: (shift) => `X report, shift ${shift}`,
  jobZ: (shift) => `Z report, shift ${shift}`,
  jobCashIn: (reason) => `Cash in: ${reason}`,
  jobCashOut: (reason) => `Cash out: ${reason}`,
  jobDrawer: 'Cash drawer',
  jobTest: 'Test print',
  jobPages: 'Test of code pages',
  sampleCashier: 'Irina Vlasova',
  sampleWater: 'Drinking water, 19 l',
  sampleUnit: 'btl',
  cashInNumber: (shift, place) => `${shift}-IN${place}`,
  cashOutNumber: (shift, place) => `${shift}-OUT${place}`,
}

/** Slips say "till" before its name themselves: one that is called «Касса 2» stands there as 2. */
export const tillOnPaper = (name: string): string => name.trim().replace(/^(?:касса|till)\s+(?=\S)/iu, '')

export const paperWords: Record<Locale, PaperWords> = { ru, en }
