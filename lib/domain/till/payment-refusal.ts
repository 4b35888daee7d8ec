/** How a receipt was paid: by the rule of rounding, to the kopeck, and from a deposit or points that are there. */
import type { Customer } from '../customer/customer.ts'
import { balanceOf, documentOf } from '../knowledge.ts'
import { refused } from '../operation.ts'
import type { Facts, Refused } from '../operation.ts'
import { roundingOf } from './cart.ts'
import { isRounding } from './limits.ts'
import type { ReceiptPayload } from './operations.ts'
import { notBack } from './refund.ts'
import type { TillRules } from './rules.ts'

type Tendered = {
  payload: ReceiptPayload
  facts: Facts
  totalMinor: number
  /** Whose deposit and points they are. */
  customerId: string | null
  /** undefined: they are not known here, or are not asked for. */
  rules: TillRules | undefined
}

export const paymentRefusal = (tendered: Tendered): Refused | null =>
  roundingRefusal(tendered) ?? tenderRefusal(tendered) ?? accountRefusal(tendered)

/** By the one rule or not at all. The office may have changed its step since: then it looks at the receipt. */
function roundingRefusal({ payload: { roundingMinor, tenders }, totalMinor, rules }: Tendered): Refused | null {
  if (roundingMinor === 0 || rules === undefined) return null
  const kinds = tenders.map(({ tender }) => tender)
  const due = roundingOf(totalMinor - roundingMinor, kinds, rules.cashStepMinor)
  return roundingMinor === due ? null : refused('wrongAmount', { dueMinor: totalMinor - roundingMinor + due })
}

function tenderRefusal({ payload, totalMinor }: Tendered): Refused | null {
  const { tenders, givenMinor, roundingMinor } = payload
  if (new Set(tenders.map(({ tender }) => tender)).size < tenders.length)
    return refused('badRequest', { path: 'tenders' })
  const cash = tenders.find(({ tender }) => tender === 'cash')
  // Less than one step goes down to nothing, and nothing is what is handed over then.
  const isOfCash = totalMinor === 0 ? tenders.length === 0 : cash !== undefined && totalMinor > 0
  const isWrong =
    tenders.some(({ amountMinor }) => amountMinor === 0 || Math.sign(amountMinor) !== Math.sign(totalMinor)) ||
    tenders.reduce((sum, { amountMinor }) => sum + amountMinor, 0) !== totalMinor ||
    (roundingMinor !== 0 && !(isOfCash && isRounding(roundingMinor))) ||
    (givenMinor !== null && (!cash || givenMinor < cash.amountMinor))
  return isWrong ? refused('wrongAmount', { dueMinor: totalMinor }) : null
}

function accountRefusal({ payload, facts, totalMinor, customerId, rules }: Tendered): Refused | null {
  const { tenders, pointMinor } = payload
  for (const { tender, amountMinor } of tenders) {
    if (tender !== 'deposit' && tender !== 'points') continue
    const notPossible = () => (amountMinor < 0 ? notBack(tender) : refused('tenderNotPossible', { tender }))
    if (customerId === null) return notPossible()
    if (documentOf<Customer>(facts, 'customer', customerId) === null) return refused('unknownCustomer')
    if (tender === 'points') {
      if (!pointMinor || (rules && rules.pointMinor !== pointMinor)) return notPossible()
      if (amountMinor % pointMinor !== 0) return refused('wrongAmount', { dueMinor: totalMinor })
    }
    const needed = tender === 'points' ? amountMinor / (pointMinor ?? 1) : amountMinor
    const has = balanceOf(facts, `balance/${customerId}/${tender}`)
    if (has === undefined || has >= needed) continue
    return tender === 'deposit'
      ? refused('depositTooSmall', { balanceMinor: has, neededMinor: needed })
      : refused('pointsTooFew', { balance: has, needed })
  }
  return null
}
