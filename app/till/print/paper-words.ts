/** What the till itself puts on paper; the rest stands in lib/printing. In the paper's language, not the screen's. */
import type { Locale } from '../../../lib/domain/money.ts'

export type PaperWords = typeof ru

const ru = {
  vatContained: (percent: string) => `в т. ч. НДС ${percent} %`,
  vat: (percent: string) => `НДС ${percent} %`,
  reason: (reason: string) => `Причина: ${reason}`,
  allowed: (names: string) => `Разрешено: ${names}`,
  alsoOf: (numbers: string) => `Также по чекам № ${numbers}`,
  phone: (phone: string) => `Тел. ${phone}`,
  thanks: 'Спасибо за покупку!',
  cashInNumber: (shift: number, place: number) => `${shift}-П${place}`,
  cashOutNumber: (shift: number, place: number) => `${shift}-Р${place}`,
}

const en: PaperWords = {
  vatContained: (percent) => `incl. VAT ${percent} %`,
  vat: (percent) => `VAT ${percent} %`,
  reason: (reason) => `Reason: ${reason}`,
  allowed: (names) => `Allowed by: ${names}`,
  alsoOf: (numbers) => `Also of receipts No. ${numbers}`,
  phone: (phone) => `Phone ${phone}`,
  thanks: 'Thank you!',
  cashInNumber: (shift, place) => `${shift}-IN${place}`,
  cashOutNumber: (shift, place) => `${shift}-OUT${place}`,
}

export const paperWords: Record<Locale, PaperWords> = { ru, en }
