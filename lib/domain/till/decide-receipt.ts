/** The receipt as a noun of the trade. */
import { rolesFor } from '../access.ts'
import { accountOf } from '../customer/account.ts'
import type { Customer } from '../customer/customer.ts'
import { readPayload } from '../noun.ts'
import type { Noun } from '../noun.ts'
import { doneAt } from '../done-at.ts'
import { isBlank } from '../text.ts'
import { accepted, refused } from '../operation.ts'
import type { Account, Decision, Facts, Hold, Needs, Operation, Ref } from '../operation.ts'
import type { Order } from '../order/order.ts'
import type { RefusalReason } from '../refusal.ts'
import { closeReceipt } from './close-receipt.ts'
import { tillPayloads } from './operations.ts'
import type { TillPayload } from './operations.ts'
import { knowReceipt, parseReceipt } from './parse-receipt.ts'
import { isUnsettled, monthOf, paidInPoints, soldLineOf, soldLines } from './receipt.ts'
import type { Receipt } from './receipt.ts'
import { parseNumbered } from './shift.ts'
import { pointsBackName, returnedAccount } from './till-accounts.ts'

export const receiptNoun: Noun = {
  documentKind: 'receipt',
  operations: ['receipt.close', 'receipt.settle'],
  needs: receiptNeeds,
  decide(body, operation, facts) {
    const decision = decideReceipt(body, operation, facts)
    if (decision.kind === 'accepted') knowReceipt(decision.body)
    return decision
  },
  /** The goods are out of the door and the paper in a pocket: what does not fit is for the office, never undone. */
  hasHappened: ({ kind }, actor, { reason }) =>
    kind === 'receipt.close' && actor.customerId === null && !wrongContent.includes(reason),
  scopesOf: (ref, body) => {
    const receipt = parseReceipt(body)
    return [receiptScope(ref, receipt), ...(receipt && isUnsettled(receipt) ? ['office'] : [])]
  },
  sortKeyOf: (ref, body) => `${String(parseReceipt(body)?.at ?? 0).padStart(16, '0')}:${ref.id}`,
}

function decideReceipt(body: unknown, operation: Operation, facts: Facts): Decision<Receipt> {
  const kind = operation.kind as 'receipt.close' | 'receipt.settle' // safe: the table routes only these kinds here
  const payload = readPayload(tillPayloads[kind], operation.payload)
  if (payload.kind === 'refused') return payload
  // Whoever is no cashier any more was one at the till: the money is in the drawer, and the office may say that it counts.
  const isRuled = facts.ruling !== undefined && facts.actor.customerId === null
  if (!isRuled && rolesFor(facts.actor, kind).length === 0) return refused('notAllowed')
  const receipt = body === null ? null : parseReceipt(body)
  if (body !== null && receipt === null) {
    if (facts.place === 'server') throw new Error(`The stored document receipt/${operation.target.id} is no receipt`)
    return refused('badRequest', { path: 'document' })
  }
  if (kind === 'receipt.settle') {
    const { note } = payload.data as TillPayload<'receipt.settle'> // safe: read by this kind's schema
    return settle(receipt, note, operation, facts)
  }
  return closeReceipt(receipt, { payload: payload.data as TillPayload<'receipt.close'>, operation, facts }) // safe: the same
}

/** No till of ours sends that. */
const wrongContent: readonly RefusalReason[] = ['badRequest', 'unknownOperation']

/** Said once: the second of two is told who was first. */
function settle(receipt: Receipt | null, note: string, operation: Operation, facts: Facts): Decision<Receipt> {
  if (receipt === null) return refused('notFound')
  const { order } = receipt
  if (!order || order.fit === null || order.fit.reason === null) return refused('nothingToSettle')
  if (order.settled) return refused('alreadySettled', { by: order.settled.byName, at: order.settled.at })
  if (isBlank(note)) return refused('reasonMissing')
  const { id: by, name: byName } = facts.actor
  return accepted({
    ...receipt,
    order: { ...order, settled: { at: doneAt(operation, facts), by, byName, note: note.trim() } },
  })
}

function receiptNeeds(operation: Operation, _body: unknown, known: Facts['document']): Needs {
  const read = readPayload(tillPayloads['receipt.close'], operation.payload)
  if (read.kind === 'refused') return { documents: [], accounts: [] }
  const { lines, customerId, approvals, orderId, tenders } = read.data
  const documents: Ref[] = [{ kind: 'settings', id: 'organisation' }]
  const accounts: Account[] = []
  const locked: Ref[] = []
  const ofCustomer = (id: string): void => {
    documents.push({ kind: 'customer', id })
    accounts.push(`balance/${id}/deposit`, `balance/${id}/points`)
  }
  const ofOrder = (id: string): void => {
    const order: Ref = { kind: 'order', id }
    documents.push(order)
    locked.push(order)
    const body = known(order) as Order | null | undefined // safe: written by decide, by this schema
    if (body && body.customerId !== customerId) ofCustomer(body.customerId)
  }
  const numbered = parseNumbered(operation.target.id)
  if (numbered) documents.push({ kind: 'shift', id: numbered.of })
  if (customerId !== null) {
    ofCustomer(customerId)
    const body = known({ kind: 'customer', id: customerId }) as Customer | null | undefined // safe: written by decide, by this schema
    if (body?.joined) ofCustomer(accountOf(body))
  }
  if (orderId !== null) ofOrder(orderId)
  for (const { by } of approvals) documents.push({ kind: 'person', id: by })
  for (const { returnOf } of lines) {
    if (!returnOf) continue
    const ref: Ref = { kind: 'receipt', id: returnOf.receiptId }
    documents.push(ref)
    const original = known(ref) as Receipt | null | undefined // safe: as above
    const sold = original ? soldLineOf(original, returnOf) : undefined
    accounts.push(returnedAccount(returnOf.receiptId, sold?.id ?? returnOf.lineId))
    // What is left of its money and its points is told by all of its lines.
    if (original && paidInPoints(original) > 0)
      for (const name of [pointsBackName, ...soldLines(original).map(({ id }) => id)])
        accounts.push(returnedAccount(original.id, name))
    if (original?.orderId && original.order && !locked.some(({ id }) => id === original.orderId))
      ofOrder(original.orderId)
  }
  // Nobody may join the customer to another one while money is moved on the deposit.
  const isMoved = customerId !== null && tenders.some(({ tender }) => tender === 'deposit' || tender === 'points')
  const holds: Hold[] = isMoved ? [{ ref: { kind: 'customer', id: customerId }, how: 'together' }] : []
  return { documents, accounts, locked, holds }
}

/** A device drops the receipts of long ago when their month is granted no more (S26). */
const receiptScope = ({ id }: Ref, receipt: Receipt | null): string =>
  receipt ? `till:${receipt.tillId}:${monthOf(receipt.at)}` : `till:${id}`
