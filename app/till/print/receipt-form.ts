/**
 * The company's part of every slip. A till begins with what the organisation's settings say; the settings page of the
 * printer changes header, footer, logo and language for this till.
 */
import type { Settings } from '../../../lib/domain/customer/customer.ts'
import type { Locale } from '../../../lib/domain/money.ts'
import { formatPhone } from '../../../lib/domain/phone.ts'
import type { ReceiptForm } from '../../../lib/printing/receipt-print.ts'
import type { SlipImage } from '../../../lib/printing/slip.ts'
import { paperWords } from './paper-words.ts'

/** What a person set at this till, kept on the device. null: as the organisation's settings say. */
export type FormChoice = {
  language: Locale
  header: readonly string[] | null
  footer: readonly string[] | null
  logo: SlipImage | null
}

export const formChoiceAtStart: FormChoice = { language: 'ru', header: null, footer: null, logo: null }

/** `settings` null: this device has not heard of them yet; the slip is then printed without a name. */
export function receiptFormOf(
  settings: Pick<Settings, 'name' | 'phone' | 'currency'> | null,
  { language, header, footer, logo }: FormChoice,
): ReceiptForm {
  const words = paperWords[language]
  const phone = settings?.phone ?? null
  return {
    language,
    currency: settings?.currency ?? null,
    logo,
    header: [...(header ?? [settings?.name ?? '', phone === null ? '' : words.phone(formatPhone(phone))])].filter(
      (line) => line !== '',
    ),
    footer: [...(footer ?? [words.thanks])],
  }
}
