/**
 * What stands on a customer's accounts after this till's own receipts that the server has not counted yet: without a
 * network, too, a deposit is spent once (users.md 13). Other tills are not seen; the office decides about those. Pure.
 */
import { balanceAccount } from '../../../lib/domain/order/ledger.ts'
import type { Receipt } from '../../../lib/domain/till/receipt.ts'
import { postReceipt } from '../../../lib/domain/till/till-accounts.ts'
import type { Shown } from '../../../lib/workplace-types.ts'

/** `counted`: minor units and points by account, as the server has told last. */
export function balanceAfterOwn(
  counted: Readonly<Record<string, number>>,
  customerId: string,
  ownReceipts: readonly Shown<Receipt>[],
): Record<string, number> {
  const left = { ...counted }
  const moved = ownReceipts.filter(({ body, pending }) => pending > 0 && body.customerId === customerId)
  const postings = moved.flatMap(({ body }) => postReceipt(body))
  for (const name of ['deposit', 'points'] as const)
    for (const { account, delta } of postings)
      if (account === balanceAccount(customerId, name)) left[name] = (left[name] ?? 0) + delta
  return left
}
