/** The slips by which a person sets a printer up: which code page, does everything come out, does the drawer open. */
import type { Locale } from '../../domain/money.ts'
import { pageCandidates } from '../profiles.ts'
import type { PrinterProfile } from '../profile.ts'
import type { Slip } from '../slip.ts'
import { slipWords } from '../words.ts'
import { centred, line, rule, title } from './parts.ts'

/**
 * One Russian line for each table under which some maker keeps Russian. The person types the number of the line that can
 * be read; `pageCandidates[number - 1]` is then the printer's page and table. Heading and numbers are ASCII.
 */
export function codePageSlip(language: Locale): Slip {
  const words = slipWords[language]
  return {
    blocks: [
      { kind: 'text', text: words.pageSlipAsk, align: 'center' },
      rule,
      ...pageCandidates.map(({ table, page }, index) => ({
        kind: 'sample' as const,
        number: index + 1,
        table,
        page,
        text: words.pageSample,
      })),
      rule,
      { kind: 'cut' },
    ],
  }
}

/** Letters, signs, sizes, the paper's edge, QR and the cut: everything that a receipt uses. */
export function testSlip(language: Locale, { columns }: Pick<PrinterProfile, 'columns'>): Slip {
  const words = slipWords[language]
  return {
    blocks: [
      title(words.testSlip),
      line(words.testLetters),
      line(words.testSigns),
      { kind: 'text', text: words.testWide, wide: true, tall: true, bold: true },
      line(words.testEdge),
      line('1234567890'.repeat(5).slice(0, columns)),
      line(words.testQr),
      { kind: 'qr', text: words.testQrText },
      line(words.testCut),
      centred(words.end),
      { kind: 'cut' },
    ],
  }
}

export const drawerTestSlip = (language: Locale): Slip => ({
  blocks: [line(slipWords[language].drawerTest), { kind: 'drawer' }, { kind: 'cut' }],
})
