/** The word and colour of each kind of receipt. */
import type { Receipt } from '../../../lib/domain/till/receipt.ts'
import type { Tone } from '../../_ui/state-chip.tsx'

export const kindKeys = {
  sale: 'kindSale',
  return: 'kindReturn',
  exchange: 'kindExchange',
} as const satisfies Record<Receipt['kind'], string>

export const kindTones = { sale: 'grey', return: 'violet', exchange: 'teal' } as const satisfies Record<
  Receipt['kind'],
  Tone
>
