/** What a cashier may do only with a senior's word: a discount above the limit, and a return that nobody here can look at. */
import { documentOf } from '../knowledge.ts'
import { lineAmount } from '../money.ts'
import { refused } from '../operation.ts'
import type { Facts, Refused } from '../operation.ts'
import type { Person } from '../staff/person.ts'
import { discountLimit, exceeds, mayApprove } from './limits.ts'
import type { ReceiptPayload } from './operations.ts'
import type { Receipt, ReceiptLine } from './receipt.ts'
import { usualTillRules } from './rules.ts'
import type { TillRules } from './rules.ts'

/** On a device that does not know the person the PIN was checked before; the server knows everybody. */
export function isApproved(what: 'discount' | 'return', { approvals }: ReceiptPayload, facts: Facts): boolean {
  if (mayApprove(facts.actor.roles)) return true
  return approvals.some((approval) => {
    if (approval.what !== what) return false
    const person = approver(facts, approval.by)
    return person === undefined || (person !== null && person.active && mayApprove(person.roles))
  })
}

/** As the receipt keeps them: with the names of whoever allowed it. */
export const approvalsOf = ({ approvals }: ReceiptPayload, facts: Facts): Receipt['approvals'] =>
  approvals.map(({ what, by }) => ({ what, by, byName: approver(facts, by)?.name ?? '' }))

const approver = (facts: Facts, id: string): Person | null | undefined => documentOf<Person>(facts, 'person', id)

/** `rules` undefined: this device was not told of them. */
export function discountRefusal(
  lines: readonly ReceiptLine[],
  { payload, facts, rules = usualTillRules }: { payload: ReceiptPayload; facts: Facts; rules: TillRules | undefined },
): Refused | null {
  const limit = discountLimit(facts.actor.roles, rules)
  for (const line of lines) {
    if (line.returnOf !== null || line.discountMinor === 0) continue
    const gross = lineAmount(line.priceMinor, line.quantityMilli) ?? 0
    if (exceeds(line.discountMinor, gross, limit) && !isApproved('discount', payload, facts)) {
      return refused('approvalMissing', { what: 'discount' })
    }
  }
  return null
}
