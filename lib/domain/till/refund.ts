/**
 * In what the money of a return goes back. Points never become money by buying and taking back, nor money points
 * (users.md 13): of what a receipt took in points no more than that comes back in points, and of the rest no more than the
 * rest in money, over all its returns. Cash, card and deposit are money alike: the buyer chooses among them (GB2).
 *
 *     goods of the receipt = points + money      left of each = what it was − what came back of it
 */
import { balanceOf, documentOf } from '../knowledge.ts'
import { refused } from '../operation.ts'
import type { Facts, Refused } from '../operation.ts'
import { partOf } from '../part-of.ts'
import type { Payment } from './cart.ts'
import type { ReceiptPayload } from './operations.ts'
import { givenInPoints, paidInPoints, paidLines } from './receipt.ts'
import type { Receipt, ReceiptLine } from './receipt.ts'
import type { TillRules } from './rules.ts'
import type { ReceiptTender } from './shift.ts'
import { pointsBackName, returnedAccount } from './till-accounts.ts'

type Paid = Pick<Receipt, 'lines' | 'tenders' | 'roundingMinor'>

/** Minor units. */
export type Refund = { moneyMinor: number; pointsMinor: number }

/**
 * What can still go back. `moneyMinor` is Infinity where no points were taken: then the goods that are left are bound
 * enough. `returned`: thousandths by line, and under `pointsBackName` what came back in points. `pointMinor`: what a point is
 * worth now; 0: tills give none. Where the office has changed that since the sale, what is left may end in a part of a
 * point: it goes back in money. That is counted from the goods that are left, not from the points alone: money that went
 * back for such a part before has lessened the goods. So both together are always what is left, and the whole rest can go
 * back at any worth, less than a point of it as money for each change.
 */
export function refundLeft(original: Paid, returned: (name: string) => number, pointMinor: number): Refund {
  const points = paidInPoints(original)
  if (points === 0) return { moneyMinor: Infinity, pointsMinor: 0 }
  const sold = paidLines(original)
  const sumOf = (amount: (line: ReceiptLine) => number) => sold.reduce((sum, line) => sum + amount(line), 0)
  const backMinor = sumOf((line) => partOf(line, 0, Math.min(returned(line.id), line.quantityMilli)))
  const restMinor = sumOf(({ amountMinor }) => amountMinor) - backMinor
  const mostMinor = Math.min(restMinor, Math.max(0, points - returned(pointsBackName)))
  const pointsMinor = pointMinor === 0 ? 0 : mostMinor - (mostMinor % pointMinor)
  return { moneyMinor: restMinor - pointsMinor, pointsMinor }
}

/**
 * Money first, then whole points. null: so much does not come to whole points; together with more goods it will.
 * `pointMinor`: what a point is worth; 0: tills give none, and all of it is money.
 */
export function refundOf(backMinor: number, left: Refund, pointMinor: number): Refund | null {
  const over = pointMinor === 0 ? 0 : Math.max(0, backMinor - left.moneyMinor)
  const pointsMinor = over === 0 ? 0 : Math.ceil(over / pointMinor) * pointMinor
  if (pointsMinor > Math.min(backMinor, left.pointsMinor)) return null
  return { moneyMinor: backMinor - pointsMinor, pointsMinor }
}

/** `rules` undefined: this device was not told of them; the server was. */
export function refundRefusal(
  lines: readonly ReceiptLine[],
  { payload, facts, rules }: { payload: ReceiptPayload; facts: Facts; rules: TillRules | undefined },
): Refused | null {
  if (rules === undefined || rules.pointMinor === 0) return null
  const back = lines.filter(({ returnOf }) => returnOf !== null)
  const ids = new Set(back.map(({ returnOf }) => returnOf?.receiptId ?? ''))
  const pointsMinor = givenInPoints(payload)
  // Points of two receipts in one sum would be nobody's.
  if (pointsMinor > 0 && ids.size > 1) return notBack('points')
  for (const id of ids) {
    const original = documentOf<Receipt>(facts, 'receipt', id)
    if (!original) continue
    const left = refundLeft(original, (name) => balanceOf(facts, returnedAccount(id, name)) ?? 0, rules.pointMinor)
    if (pointsMinor > left.pointsMinor) return notBack('points')
    const own = back.filter(({ returnOf }) => returnOf?.receiptId === id)
    const backMinor = own.reduce((sum, { amountMinor }) => sum + amountMinor, 0)
    // A till that counts from another beginning may be off by a kopeck (return-refusal.ts).
    if (backMinor - pointsMinor > left.moneyMinor + own.length) return notBack(moneyOf(payload.tenders))
  }
  return null
}

export const notBack = (tender: ReceiptTender): Refused => refused('tenderNotBack', { tender })

const moneyOf = (tenders: readonly Payment[]) => tenders.find(({ tender }) => tender !== 'points')?.tender ?? 'cash'
