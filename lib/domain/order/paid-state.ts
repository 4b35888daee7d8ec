import type { Order } from './order.ts'

/** `debt`: completed without full payment (B20). */
export type PaidState = 'paid' | 'partlyPaid' | 'unpaid' | 'debt'

export function paidState({ invoice, totalMinor }: Pick<Order, 'invoice' | 'totalMinor'>): PaidState {
  if (!invoice) return totalMinor === 0 ? 'paid' : 'unpaid'
  if (invoice.debtMinor > 0) return 'debt'
  if (invoice.state === 'paid') return 'paid'
  return invoice.paidMinor > 0 ? 'partlyPaid' : 'unpaid'
}
