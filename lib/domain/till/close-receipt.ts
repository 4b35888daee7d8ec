/**
 * A receipt is closed: the payload says what the till sold, took and printed; here it is checked and becomes the
 * document. The till has no price but the one it knew, so prices are not asked for again: what was sold was sold.
 */
import { accountOf } from '../customer/account.ts'
import type { Customer, Settings } from '../customer/customer.ts'
import { doneAt } from '../done-at.ts'
import { balanceOf, documentOf } from '../knowledge.ts'
import { lineAmount, sumAmounts } from '../money.ts'
import { accepted, refused } from '../operation.ts'
import type { Decision, Facts, Operation, Refused } from '../operation.ts'
import type { Person } from '../staff/person.ts'
import { roundingOf } from './cart.ts'
import { discountLimit, exceeds, isRounding, mayApprove } from './limits.ts'
import type { ReceiptPayload } from './operations.ts'
import { counterOrder, counterRefusal, takeForOrder } from './counter-sale.ts'
import { orderBacks, returnForOrder } from './counter-return.ts'
import type { Receipt, ReceiptLine } from './receipt.ts'
import { elsewhereMinor, signedAmount, soldLineOf } from './receipt.ts'
import { isWithinReturn } from './return-amount.ts'
import { tillRulesOf, usualTillRules } from './rules.ts'
import type { TillRules } from './rules.ts'
import type { Shift } from './shift.ts'
import { parseNumbered } from './shift.ts'
import { postReceipt, returnedAccount } from './till-accounts.ts'

type Given = { payload: ReceiptPayload; operation: Operation; facts: Facts }

export function closeReceipt(body: Receipt | null, given: Given): Decision<Receipt> {
  const { payload, operation, facts } = given
  // users.md 9: the same sale again, after paper ran out or an answer was lost, is the receipt that it became.
  if (body) return body.saleId === payload.saleId ? accepted(body) : refused('alreadyExists')
  const numbered = parseNumbered(operation.target.id)
  const shiftNumbered = numbered && parseNumbered(numbered.of)
  if (!numbered || shiftNumbered?.of !== operation.deviceId) return refused('badRequest', { path: 'target.id' })
  const shift = documentOf<Shift>(facts, 'shift', numbered.of)
  const { ruling, isDone = false } = facts
  // What has been closed stands, whatever others did since then: here until the server has looked at it (users.md 1), and
  // there by the office's word.
  const stands = isDone || ruling !== undefined
  if (shift === null && !stands) return refused('shiftUnknown')
  // users.md 10: a receipt that the Z has counted belongs to its shift, however late it is looked at. A till that closed
  // its shift without a network makes its views anew from acts that are not sent yet, and finds the shift closed.
  if (!stands && shift && !isCounted(shift, numbered.number)) return refused('shiftClosed', { number: shift.number })

  const told = linesOf(payload)
  if ('kind' in told) return told
  const lines = told.map((line) => asSold(line, facts))
  // undefined: this device was not told of them.
  const rules = rulesOf(facts)
  const refusal = stands ? null : (returnRefusal(lines, given) ?? discountRefusal(lines, given, rules))
  if (refusal) return refusal
  const sum = sumAmounts([...lines.map(signedAmount), payload.roundingMinor, -elsewhereMinor(payload)])
  if (sum === null) return refused('amountTooLarge')
  const customerId = customerOf(payload, facts)
  const wrong = isDone
    ? null
    : (counterRefusal(payload, sum, facts) ??
      (ruling ? null : roundingRefusal(sum, payload, rules)) ??
      tenderRefusal(sum, customerId, given, ruling ? undefined : rules))
  if (wrong) return wrong
  // Written down, nothing came back to the order either; what it cannot take stays out of it, and the office knows.
  const ofOrders = ruling?.how === 'writtenDown' ? [] : orderBacks(lines, payload.tenders, facts)
  if ('kind' in ofOrders && !stands) return ofOrders
  const backs = 'kind' in ofOrders ? [] : ofOrders

  const cashMinor = payload.tenders.find(({ tender }) => tender === 'cash')?.amountMinor ?? 0
  const customer = customerId === null ? null : documentOf<Customer>(facts, 'customer', customerId)
  const returning = lines.filter((line) => line.returnOf !== null).length
  const receipt: Receipt = {
    id: operation.target.id,
    saleId: payload.saleId,
    tillId: operation.deviceId,
    tillName: shift?.tillName ?? '',
    shiftId: numbered.of,
    shiftNumber: shiftNumbered.number,
    number: numbered.number,
    kind: returning === 0 ? 'sale' : returning === lines.length ? 'return' : 'exchange',
    lines,
    discountMinor: lines.reduce((sum, line) => (line.returnOf === null ? sum + line.discountMinor : sum), 0),
    roundingMinor: payload.roundingMinor,
    totalMinor: sum,
    tenders: payload.tenders,
    givenMinor: payload.givenMinor,
    ...(payload.pointMinor && { pointMinor: payload.pointMinor }),
    changeMinor: payload.givenMinor === null ? 0 : Math.max(0, payload.givenMinor - cashMinor),
    customerId,
    customerName: customer?.name ?? null,
    orderId: payload.orderId,
    ...(payload.order && { order: { ...payload.order, fit: null } }),
    approvals: payload.approvals.map(({ what, by }) => ({ what, by, byName: approver(facts, by)?.name ?? '' })),
    reason: payload.reason,
    ...(ruling ? { ruling } : {}),
    at: doneAt(operation, facts),
    by: facts.actor.id,
    byName: facts.actor.name,
  }
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

/** Open, or the Z has counted that number: one that it told as void stands for a receipt that was in no drawer then. */
function isCounted({ state, closing }: Shift, number: number): boolean {
  if (state === 'open') return true
  return closing !== null && number <= closing.lastReceipt && !closing.voided?.includes(number)
}

/** Meanwhile the order may have gone over to another customer, or the customer's record have been joined to one (GA6). */
function customerOf(payload: ReceiptPayload, facts: Facts): string | null {
  const order = counterOrder(payload, facts)
  if (order) return order.customerId
  if (payload.customerId === null) return null
  const named = documentOf<Customer>(facts, 'customer', payload.customerId)
  return named ? accountOf(named) : payload.customerId
}

function linesOf(payload: ReceiptPayload): ReceiptLine[] | Refused {
  const lines: ReceiptLine[] = []
  const ids = new Set<string>()
  for (const { returnOf, ...line } of payload.lines) {
    if (ids.has(line.id)) return refused('badRequest', { path: 'lines' })
    ids.add(line.id)
    const gross = lineAmount(line.priceMinor, line.quantityMilli)
    if (gross === null) return refused('amountTooLarge')
    if (line.discountMinor > gross) return refused('wrongAmount', { dueMinor: gross })
    lines.push({
      ...line,
      amountMinor: returnOf ? returnOf.amountMinor : gross - line.discountMinor,
      returnOf: returnOf && withoutAmount(returnOf),
    })
  }
  return lines
}

const withoutAmount = ({ amountMinor: _, ...returnOf }: NonNullable<ReceiptPayload['lines'][number]['returnOf']>) =>
  returnOf

/**
 * A till that saw only the paper knows a line by its place, and its goods perhaps not at all; whoever holds that receipt
 * names both. What comes back into the stock is what was sold, whatever else is said.
 */
function asSold(line: ReceiptLine, facts: Facts): ReceiptLine {
  const { returnOf } = line
  if (!returnOf) return line
  const original = documentOf<Receipt>(facts, 'receipt', returnOf.receiptId)
  const sold = original ? soldLineOf(original, returnOf) : undefined
  if (!sold) return line
  const { id: lineId, productId, stocked } = sold
  return { ...line, productId, stocked, returnOf: { ...returnOf, lineId } }
}

/** Never more than was bought, over all devices (users.md 12); what nobody here can look at needs a second person. */
function returnRefusal(lines: ReceiptLine[], { facts, operation, payload }: Given): Refused | null {
  const returning = new Map<string, number>()
  for (const line of lines) {
    const { returnOf } = line
    if (!returnOf) continue
    const original = documentOf<Receipt>(facts, 'receipt', returnOf.receiptId)
    if (original === null) return refused('receiptUnknown')
    if (original === undefined) {
      // The server has looked at it a moment ago; what a paper says does not tell what came back elsewhere.
      const isSeen = returnOf.seen === 'server'
      if (!isSeen && !isApproved('return', facts, payload)) return refused('approvalMissing', { what: 'return' })
      continue
    }
    const sold = soldLineOf(original, returnOf)
    if (!sold || original.id === operation.target.id) return refused('unknownLine')
    const account = returnedAccount(original.id, sold.id)
    const before = (balanceOf(facts, account) ?? 0) + (returning.get(account) ?? 0)
    returning.set(account, before - (balanceOf(facts, account) ?? 0) + line.quantityMilli)
    if (before + line.quantityMilli > sold.quantityMilli) {
      return refused('moreThanSold', { product: sold.name, leftMilli: Math.max(0, sold.quantityMilli - before) })
    }
    if (!isWithinReturn(sold, before, line.quantityMilli, line.amountMinor)) {
      return refused('wrongAmount', { dueMinor: sold.amountMinor })
    }
  }
  return null
}

function rulesOf(facts: Facts): TillRules | undefined {
  const settings = documentOf<Settings>(facts, 'settings', 'organisation')
  return settings === undefined ? undefined : tillRulesOf(settings)
}

function discountRefusal(lines: ReceiptLine[], { facts, payload }: Given, rules = usualTillRules): Refused | null {
  const limit = discountLimit(facts.actor.roles, rules)
  for (const line of lines) {
    if (line.returnOf !== null || line.discountMinor === 0) continue
    const gross = lineAmount(line.priceMinor, line.quantityMilli) ?? 0
    if (exceeds(line.discountMinor, gross, limit) && !isApproved('discount', facts, payload)) {
      return refused('approvalMissing', { what: 'discount' })
    }
  }
  return null
}

/** On a device that does not know the person the PIN was checked before; the server knows everybody. */
function isApproved(what: 'discount' | 'return', facts: Facts, payload: ReceiptPayload): boolean {
  if (mayApprove(facts.actor.roles)) return true
  return payload.approvals.some((approval) => {
    if (approval.what !== what) return false
    const person = approver(facts, approval.by)
    return person === undefined || (person !== null && person.active && mayApprove(person.roles))
  })
}

const approver = (facts: Facts, id: string): Person | null | undefined => documentOf<Person>(facts, 'person', id)

/** By the one rule or not at all. The office may have changed its step since: then it looks at the receipt. */
function roundingRefusal(totalMinor: number, payload: ReceiptPayload, rules: TillRules | undefined): Refused | null {
  const { roundingMinor, tenders } = payload
  if (roundingMinor === 0 || rules === undefined) return null
  const kinds = tenders.map(({ tender }) => tender)
  const due = roundingOf(totalMinor - roundingMinor, kinds, rules.cashStepMinor)
  return roundingMinor === due ? null : refused('wrongAmount', { dueMinor: totalMinor - roundingMinor + due })
}

function tenderRefusal(
  totalMinor: number,
  customerId: string | null,
  { payload, facts }: Given,
  rules: TillRules | undefined,
): Refused | null {
  const { tenders, givenMinor } = payload
  if (new Set(tenders.map(({ tender }) => tender)).size < tenders.length)
    return refused('badRequest', { path: 'tenders' })
  if (tenders.some(({ amountMinor }) => amountMinor === 0 || Math.sign(amountMinor) !== Math.sign(totalMinor)))
    return refused('wrongAmount', { dueMinor: totalMinor })
  if (tenders.reduce((sum, { amountMinor }) => sum + amountMinor, 0) !== totalMinor)
    return refused('wrongAmount', { dueMinor: totalMinor })
  const cash = tenders.find(({ tender }) => tender === 'cash')
  if (payload.roundingMinor !== 0 && (!cash || totalMinor <= 0 || !isRounding(payload.roundingMinor)))
    return refused('wrongAmount', { dueMinor: totalMinor })
  if (givenMinor !== null && (!cash || givenMinor < cash.amountMinor))
    return refused('wrongAmount', { dueMinor: totalMinor })
  for (const { tender, amountMinor } of tenders) {
    if (tender !== 'deposit' && tender !== 'points') continue
    if (customerId === null) return refused('tenderNotPossible', { tender })
    if (documentOf<Customer>(facts, 'customer', customerId) === null) return refused('unknownCustomer')
    const { pointMinor } = payload
    if (tender === 'points') {
      if (!pointMinor || (rules && rules.pointMinor !== pointMinor)) return refused('tenderNotPossible', { tender })
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
