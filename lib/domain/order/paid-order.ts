/** Money counts on an order, whoever took it: the invoice shrinks and with it what the customer owes. */
import type { Facts, Posting } from '../operation.ts'
import { postBalance } from './ledger.ts'
import type { Invoice, Order, Payment, Tender } from './order.ts'

/** `payments` come to no more than is due. A deposit that they were paid from is posted by whoever took it, and so is the history. */
export function paidOrder(
  order: Order,
  invoice: Invoice,
  payments: readonly Payment[],
): { order: Order; postings: Posting[] } {
  const amountMinor = payments.reduce((sum, payment) => sum + payment.amountMinor, 0)
  const debtPaidMinor = Math.min(amountMinor, invoice.debtMinor)
  const paidMinor = invoice.paidMinor + amountMinor
  return {
    order: {
      ...order,
      payments: [...order.payments, ...payments],
      invoice: {
        ...invoice,
        paidMinor,
        state: paidMinor === invoice.totalMinor ? 'paid' : 'unpaid',
        debtMinor: invoice.debtMinor - debtPaidMinor,
      },
    },
    postings: [
      postBalance(order, 'receivable', -amountMinor, 'payment'),
      postBalance(order, 'debt', -debtPaidMinor, 'payment'),
    ],
  }
}

type OfTill = { id: string; at: number; tenders: readonly { tender: Tender; amountMinor: number }[] }

/** What of a till's receipt stands on an order: its tenders one after another, until `mostMinor` is reached. */
export function paymentsOf(
  receipt: OfTill,
  { kind, mostMinor, facts }: { kind: Payment['kind']; mostMinor: number; facts: Facts },
): Payment[] {
  const { id: by, name: byName } = facts.actor
  let left = mostMinor
  return receipt.tenders.flatMap(({ tender, amountMinor: given }): Payment[] => {
    const amountMinor = Math.min(left, Math.abs(given))
    left -= amountMinor
    const id = `${receipt.id}/${tender}`
    return amountMinor === 0
      ? []
      : [{ id, kind, tender, amountMinor, at: receipt.at, by, byName, receiptId: receipt.id }]
  })
}
