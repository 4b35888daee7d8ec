/** The receipt as a noun of the trade. */
import { rolesFor } from '../access.ts'
import { readPayload } from '../noun.ts'
import type { Noun } from '../noun.ts'
import { refused } from '../operation.ts'
import type { Account, Needs, Operation, Ref } from '../operation.ts'
import type { RefusalReason } from '../refusal.ts'
import { closeReceipt } from './close-receipt.ts'
import { tillPayloads } from './operations.ts'
import { monthOf, receiptSchema } from './receipt.ts'
import type { Receipt } from './receipt.ts'
import { parseNumbered } from './shift.ts'
import { returnedAccount } from './till-accounts.ts'

export const receiptNoun: Noun = {
  documentKind: 'receipt',
  operations: ['receipt.close'],
  needs: receiptNeeds,
  decide(body, operation, facts) {
    const payload = readPayload(tillPayloads['receipt.close'], operation.payload)
    if (payload.kind === 'refused') return payload
    if (rolesFor(facts.actor, operation.kind).length === 0) return refused('notAllowed')
    const receipt = body === null ? null : parseReceipt(body)
    if (body !== null && receipt === null) {
      if (facts.place === 'server') throw new Error(`The stored document receipt/${operation.target.id} is no receipt`)
      return refused('badRequest', { path: 'document' })
    }
    return closeReceipt(receipt, { payload: payload.data, operation, facts })
  },
  /** The goods are out of the door and the paper in a pocket: what does not fit is for the office, never undone. */
  hasHappened: (_operation, actor, { reason }) => actor.customerId === null && !wrongContent.includes(reason),
  scopesOf: (ref, body) => [receiptScope(ref, parseReceipt(body))],
  sortKeyOf: (ref, body) => `${String(parseReceipt(body)?.at ?? 0).padStart(16, '0')}:${ref.id}`,
}

/** No till of ours sends that. */
const wrongContent: readonly RefusalReason[] = ['badRequest', 'unknownOperation']

function receiptNeeds(operation: Operation): Needs {
  const read = readPayload(tillPayloads['receipt.close'], operation.payload)
  if (read.kind === 'refused') return { documents: [], accounts: [] }
  const { lines, customerId, approvals } = read.data
  const documents: Ref[] = []
  const accounts: Account[] = []
  const numbered = parseNumbered(operation.target.id)
  if (numbered) documents.push({ kind: 'shift', id: numbered.of })
  if (customerId !== null) {
    documents.push({ kind: 'customer', id: customerId })
    accounts.push(`balance/${customerId}/deposit`, `balance/${customerId}/points`)
  }
  for (const { by } of approvals) documents.push({ kind: 'person', id: by })
  for (const { returnOf } of lines) {
    if (!returnOf) continue
    documents.push({ kind: 'receipt', id: returnOf.receiptId })
    accounts.push(returnedAccount(returnOf.receiptId, returnOf.lineId))
  }
  return { documents, accounts }
}

/** A device drops the receipts of long ago when their month is granted no more (S26). */
const receiptScope = ({ id }: Ref, receipt: Receipt | null): string =>
  receipt ? `till:${receipt.tillId}:${monthOf(receipt.at)}` : `till:${id}`

/** null: no receipt. Fields that a newer version has added are kept. */
export function parseReceipt(body: unknown): Receipt | null {
  return receiptSchema.safeParse(body).success ? (body as Receipt) : null // safe: it has just been checked
}
