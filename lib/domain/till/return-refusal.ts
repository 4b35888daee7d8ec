/**
 * Goods that come back on a receipt: never more than was bought, over all devices (users.md 12), and no more money than was
 * paid for them. What nobody here can look at needs a second person.
 */
import { balanceOf, documentOf } from '../knowledge.ts'
import { refused } from '../operation.ts'
import type { Facts, Operation, Refused } from '../operation.ts'
import { partOf } from '../part-of.ts'
import { isApproved } from './approvals.ts'
import type { ReceiptPayload } from './operations.ts'
import type { Receipt, ReceiptLine } from './receipt.ts'
import { paidLineOf } from './receipt.ts'
import { returnedAccount } from './till-accounts.ts'

export function returnRefusal(
  lines: readonly ReceiptLine[],
  { payload, operation, facts }: { payload: ReceiptPayload; operation: Operation; facts: Facts },
): Refused | null {
  const returning = new Map<string, number>()
  for (const line of lines) {
    const { returnOf } = line
    if (!returnOf) continue
    const original = documentOf<Receipt>(facts, 'receipt', returnOf.receiptId)
    if (original === null) return refused('receiptUnknown')
    if (original === undefined) {
      const beyond = moreThanTold(line, payload)
      if (beyond) return beyond
      // The server has looked at it a moment ago; what a paper says does not tell what came back elsewhere.
      const isSeen = returnOf.seen === 'server'
      if (!isSeen && !isApproved('return', payload, facts)) return refused('approvalMissing', { what: 'return' })
      continue
    }
    const sold = paidLineOf(original, returnOf)
    if (!sold || original.id === operation.target.id) return refused('unknownLine')
    const account = returnedAccount(original.id, sold.id)
    const here = returning.get(account) ?? 0
    const before = (balanceOf(facts, account) ?? 0) + here
    returning.set(account, here + line.quantityMilli)
    if (before + line.quantityMilli > sold.quantityMilli) {
      return refused('moreThanSold', { product: sold.name, leftMilli: Math.max(0, sold.quantityMilli - before) })
    }
    if (!isWithinReturn(partOf(sold, before, line.quantityMilli), line.amountMinor)) {
      return refused('wrongAmount', { dueMinor: sold.amountMinor })
    }
  }
  return null
}

/** Of a receipt that nobody here can look at: several lines of an exchange may be of one line that was sold. */
function moreThanTold({ name, returnOf }: ReceiptLine, { lines }: ReceiptPayload): Refused | null {
  if (returnOf?.position === undefined) return null
  const same = lines.filter(
    (line) => line.returnOf?.receiptId === returnOf.receiptId && line.returnOf.position === returnOf.position,
  )
  const backMilli = same.reduce((sum, { quantityMilli }) => sum + quantityMilli, 0)
  const told = same.flatMap((line) => line.returnOf?.soldMilli ?? [])
  if (told.length === 0 || backMilli <= Math.min(...told)) return null
  return refused('moreThanSold', { product: name, leftMilli: Math.min(...told) })
}

/** From so much on a kopeck is one in a hundred, and nobody gets rich by asking for it in parts. */
const kopeckIsSmallMinor = 100

/**
 * A till that did not know of another's return counts from another beginning, which moves its figure by a kopeck: that
 * has been printed and paid, and is taken as it is. Not for crumbs, where a kopeck each would come to more than was paid.
 */
const isWithinReturn = (dueMinor: number, amountMinor: number): boolean =>
  amountMinor <= dueMinor + (dueMinor < kopeckIsSmallMinor ? 0 : 1) && amountMinor >= dueMinor - 1
