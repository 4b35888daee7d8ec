/** Words for the codes an order is made of, for screens and sentences alike. */
import type { OrderState, Tender } from '../../lib/domain/order/order.ts'
import type { ReceiptTender } from '../../lib/domain/till/shift.ts'
import type { Language } from './language.ts'
import { baseWords } from './words.ts'
import { say } from './words-engine.ts'

export const orderStateKeys = {
  draft: 'stateDraft',
  accepted: 'stateAccepted',
  inDelivery: 'stateInDelivery',
  completed: 'stateCompleted',
  shipped: 'stateShipped',
  declined: 'stateDeclined',
  voided: 'stateVoided',
} as const satisfies Record<OrderState, string>

export const tenderKeys = {
  cash: 'tenderCash',
  card: 'tenderCard',
  deposit: 'tenderDeposit',
  points: 'tenderPoints',
} as const satisfies Record<Tender | ReceiptTender, string>

/** The code itself when it is a newer one than this app knows. */
export function orderStateWord(state: string, inLanguage: Language): string {
  return state in orderStateKeys ? say(baseWords, inLanguage)(orderStateKeys[state as OrderState]) : state
}

export function tenderWord(tender: string, inLanguage: Language): string {
  return tender in tenderKeys ? say(baseWords, inLanguage)(tenderKeys[tender as keyof typeof tenderKeys]) : tender
}
