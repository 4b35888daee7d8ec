/**
 * A receipt is closed: the payload says what the till sold, took and printed; here it is checked and becomes the
 * document. The till has no price but the one it knew, so prices are not asked for again: what was sold was sold.
 */
import { accountOf } from '../customer/account.ts'
import type { Customer, Settings } from '../customer/customer.ts'
import { doneAt } from '../done-at.ts'
import { documentOf } from '../knowledge.ts'
import { sumAmounts } from '../money.ts'
import { accepted, refused } from '../operation.ts'
import type { Decision, Facts, Operation, Refused } from '../operation.ts'
import { approvalsOf, discountRefusal } from './approvals.ts'
import { orderBacks, returnForOrder } from './counter-return.ts'
import { counterOrder, counterRefusal, takeForOrder } from './counter-sale.ts'
import type { ReceiptPayload } from './operations.ts'
import { paymentRefusal } from './payment-refusal.ts'
import { elsewhereMinor, signedAmount } from './receipt.ts'
import type { Receipt, ReceiptLine } from './receipt.ts'
import { refundRefusal } from './refund.ts'
import { linesOf } from './receipt-lines.ts'
import { returnRefusal } from './return-refusal.ts'
import { tillRulesOf } from './rules.ts'
import { parseNumbered } from './shift.ts'
import type { Shift } from './shift.ts'
import { postReceipt } from './till-accounts.ts'

type Given = { payload: ReceiptPayload; operation: Operation; facts: Facts }

export function closeReceipt(body: Receipt | null, given: Given): Decision<Receipt> {
  const { payload, facts } = given
  // users.md 9: the same sale again, after paper ran out or an answer was lost, is the receipt that it became.
  if (body) return body.saleId === payload.saleId ? accepted(body) : refused('alreadyExists')
  const place = placeOf(given)
  if ('kind' in place) return place
  const lines = linesOf(payload, facts)
  if ('kind' in lines) return lines
  const paid = paidOf(lines, given)
  if ('kind' in paid) return paid
  // Written down, nothing came back to the order either; what it cannot take stays out of it, and the office knows.
  const ofOrders = facts.ruling?.how === 'writtenDown' ? [] : orderBacks(lines, payload.tenders, facts)
  if ('kind' in ofOrders && !stands(facts)) return ofOrders
  const backs = 'kind' in ofOrders ? [] : ofOrders

  const receipt = receiptOf({ place, lines, paid }, given)
  const taken = takeForOrder(receipt, facts)
  const whole = taken && receipt.order ? { ...receipt, order: { ...receipt.order, fit: taken.fit } } : receipt
  const postings = postReceipt(whole)
  return accepted(
    whole,
    ...(postings.length > 0 ? [{ kind: 'post' as const, postings }] : []),
    ...(taken?.effects ?? []),
    ...backs.flatMap((back) => returnForOrder(back, whole, facts)),
  )
}

/**
 * What has been closed stands, whatever others did since then: here until the server has looked at it (users.md 1), and
 * there by the office's word.
 */
const stands = ({ ruling, isDone = false }: Facts): boolean => isDone || ruling !== undefined

/** `shift`: null and undefined as of any document. */
type Place = { shift: Shift | null | undefined; shiftId: string; shiftNumber: number; number: number }

/** Which receipt of which shift: one of this very device, that is open or has counted it. */
function placeOf({ operation, facts }: Given): Place | Refused {
  const numbered = parseNumbered(operation.target.id)
  const shiftNumbered = numbered && parseNumbered(numbered.of)
  if (!numbered || shiftNumbered?.of !== operation.deviceId) return refused('badRequest', { path: 'target.id' })
  const shift = documentOf<Shift>(facts, 'shift', numbered.of)
  if (shift === null && !stands(facts)) return refused('shiftUnknown')
  // users.md 10: a receipt that the Z has counted belongs to its shift, however late it is looked at. A till that closed
  // its shift without a network makes its views anew from acts that are not sent yet, and finds the shift closed.
  if (!stands(facts) && shift && !isCounted(shift, numbered.number))
    return refused('shiftClosed', { number: shift.number })
  return { shift, shiftId: numbered.of, shiftNumber: shiftNumbered.number, number: numbered.number }
}

/** Open, or the Z has counted that number: one that it told as void stands for a receipt that was in no drawer then. */
function isCounted({ state, closing }: Shift, number: number): boolean {
  if (state === 'open') return true
  return closing !== null && number <= closing.lastReceipt && !closing.voided?.includes(number)
}

type Paid = { totalMinor: number; customerId: string | null }

/** What the lines come to and who pays it, when nothing speaks against lines, sum or tenders. */
function paidOf(lines: ReceiptLine[], given: Given): Paid | Refused {
  const { payload, facts } = given
  const { ruling, isDone = false } = facts
  const settings = documentOf<Settings>(facts, 'settings', 'organisation')
  // undefined: this device was not told of them.
  const rules = settings === undefined ? undefined : tillRulesOf(settings)
  const refusal = stands(facts)
    ? null
    : (returnRefusal(lines, given) ??
      discountRefusal(lines, { payload, facts, rules }) ??
      refundRefusal(lines, { payload, facts, rules }))
  if (refusal) return refusal
  const totalMinor = sumAmounts([...lines.map(signedAmount), payload.roundingMinor, -elsewhereMinor(payload)])
  if (totalMinor === null) return refused('amountTooLarge')
  const customerId = customerOf(payload, facts)
  const paid = { totalMinor, customerId }
  if (isDone) return paid
  return (
    counterRefusal(payload, totalMinor, facts) ??
    paymentRefusal({ payload, facts, ...paid, rules: ruling ? undefined : rules }) ??
    paid
  )
}

/** Meanwhile the order may have gone over to another customer, or the customer's record have been joined to one (GA6). */
function customerOf(payload: ReceiptPayload, facts: Facts): string | null {
  const order = counterOrder(payload, facts)
  if (order) return order.customerId
  if (payload.customerId === null) return null
  const named = documentOf<Customer>(facts, 'customer', payload.customerId)
  return named ? accountOf(named) : payload.customerId
}

function receiptOf(
  { place, lines, paid }: { place: Place; lines: ReceiptLine[]; paid: Paid },
  { payload, operation, facts }: Given,
): Receipt {
  const { totalMinor, customerId } = paid
  const cashMinor = payload.tenders.find(({ tender }) => tender === 'cash')?.amountMinor ?? 0
  const customer = customerId === null ? null : documentOf<Customer>(facts, 'customer', customerId)
  return {
    id: operation.target.id,
    saleId: payload.saleId,
    tillId: operation.deviceId,
    tillName: place.shift?.tillName ?? '',
    shiftId: place.shiftId,
    shiftNumber: place.shiftNumber,
    number: place.number,
    kind: kindOf(lines),
    lines,
    discountMinor: lines.reduce((sum, line) => (line.returnOf === null ? sum + line.discountMinor : sum), 0),
    roundingMinor: payload.roundingMinor,
    totalMinor,
    tenders: payload.tenders,
    givenMinor: payload.givenMinor,
    ...(payload.pointMinor && { pointMinor: payload.pointMinor }),
    changeMinor: payload.givenMinor === null ? 0 : Math.max(0, payload.givenMinor - cashMinor),
    customerId,
    customerName: customer?.name ?? null,
    orderId: payload.orderId,
    ...(payload.order && { order: { ...payload.order, fit: null } }),
    approvals: approvalsOf(payload, facts),
    reason: payload.reason,
    ...(facts.ruling ? { ruling: facts.ruling } : {}),
    at: doneAt(operation, facts),
    by: facts.actor.id,
    byName: facts.actor.name,
  }
}

function kindOf(lines: readonly ReceiptLine[]): Receipt['kind'] {
  const returning = lines.filter((line) => line.returnOf !== null).length
  return returning === 0 ? 'sale' : returning === lines.length ? 'return' : 'exchange'
}
