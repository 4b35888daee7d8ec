/** What a copy and a broken receipt say of themselves. Apart from the words of receipts, because the queue needs only these. */
import type { Locale } from '../domain/money.ts'

type CopyWords = { copy: string; copyAt: (at: string) => string; interrupted: string }

export const copyWords: Record<Locale, CopyWords> = {
  ru: { copy: 'КОПИЯ', copyAt: (at) => `напечатана ${at}`, interrupted: 'ЧЕК ВЫШЕ ПРЕРВАН' },
  en: { copy: 'COPY', copyAt: (at) => `printed ${at}`, interrupted: 'THE RECEIPT ABOVE WAS BROKEN OFF' },
}
