/**
 * What is printed around a break: the word on the torn piece, and the copy. Apart from the other layouts, because the queue
 * needs only these.
 */
import { copyWords } from '../copy-words.ts'
import { formatLocalTime } from '../local-time.ts'
import type { LocalTime, ReceiptForm } from '../receipt-print.ts'
import type { Slip } from '../slip.ts'

/**
 * The same slip once more: it says so in its first line and does not open the drawer. Nothing that may already be on
 * paper is printed again without this (users 19).
 */
export function markCopy(slip: Slip, form: Pick<ReceiptForm, 'language'>, at: LocalTime): Slip {
  const words = copyWords[form.language]
  return {
    blocks: [
      { kind: 'text', text: words.copy, align: 'center', wide: true, tall: true, bold: true },
      { kind: 'text', text: words.copyAt(formatLocalTime(at, form.language)), align: 'center' },
      ...slip.blocks.filter(({ kind }) => kind !== 'drawer'),
    ],
  }
}

/** Told apart from a whole receipt by its last line: printed after a job that was broken off. */
export const interruptedSlip = (language: ReceiptForm['language']): Slip => ({
  blocks: [
    { kind: 'rule' },
    { kind: 'text', text: copyWords[language].interrupted, align: 'center', bold: true, tall: true },
    { kind: 'cut' },
  ],
})
