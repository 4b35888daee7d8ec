import type { Order } from './order.ts'

/** What is still to be paid; nothing before acceptance and after a void. */
export const dueMinor = ({ invoice }: Pick<Order, 'invoice'>): number =>
  invoice && invoice.state !== 'voided' ? invoice.totalMinor - invoice.paidMinor : 0
