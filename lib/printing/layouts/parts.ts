/** Parts that several slips share. */
import { currencyCode, formatMoney } from '../../domain/money.ts'
import { formatLocalTime } from '../local-time.ts'
import type { LocalTime, ReceiptForm } from '../receipt-print.ts'
import type { SlipBlock } from '../slip.ts'
import { slipWords, type SlipWords } from '../words.ts'

export type Pen = {
  words: SlipWords
  /** Bare figures, as they stand in columns. */
  money: (minor: number) => string
  /** With the currency, where a figure stands alone. */
  moneyAlone: (minor: number) => string
  time: (at: LocalTime) => string
}

export const penFor = ({ language, currency }: Pick<ReceiptForm, 'language' | 'currency'>): Pen => ({
  words: slipWords[language],
  money: (minor) => formatMoney(minor, language),
  moneyAlone: (minor) => (currency === null ? formatMoney(minor, language) : withCurrency(minor, language, currency)),
  time: (at) => formatLocalTime(at, language),
})

/** In English by its code: a sign before the figure would come out as Russian letters where the printer has no sign. */
const withCurrency = (minor: number, language: ReceiptForm['language'], currency: string): string =>
  language === 'en'
    ? `${formatMoney(minor, language)}\u00a0${currencyCode(currency)}`
    : formatMoney(minor, language, currency)

export const head = (form: ReceiptForm): SlipBlock[] => [
  ...(form.logo === null ? [] : [{ kind: 'image' as const, image: form.logo, align: 'center' as const }]),
  ...form.header.map((text, index): SlipBlock =>
    index === 0
      ? { kind: 'text', text, align: 'center', wide: true, tall: true }
      : { kind: 'text', text, align: 'center' },
  ),
]

export const foot = (form: ReceiptForm): SlipBlock[] => [
  ...form.footer.map((text): SlipBlock => ({ kind: 'text', text, align: 'center' })),
  { kind: 'cut' },
]

export const title = (text: string): SlipBlock => ({ kind: 'text', text, align: 'center', bold: true, tall: true })
export const centred = (text: string): SlipBlock => ({ kind: 'text', text, align: 'center' })
export const rule: SlipBlock = { kind: 'rule' }
export const pair = (left: string, right: string): SlipBlock => ({ kind: 'pair', left, right })
export const line = (text: string): SlipBlock => ({ kind: 'text', text })

/** Room to write, and the line to write on. */
export const signature = (words: string): SlipBlock[] => [{ kind: 'feed', lines: 1 }, line(`${words} _______________`)]
