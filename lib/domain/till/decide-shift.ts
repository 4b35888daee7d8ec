/** The shift as a noun of the trade: open, cash in and out, close. */
import { rolesFor } from '../access.ts'
import { doneAt } from '../done-at.ts'
import { documentOf } from '../knowledge.ts'
import { readPayload } from '../noun.ts'
import type { Noun } from '../noun.ts'
import { accepted, refused } from '../operation.ts'
import type { Decision, Facts, Needs, Operation, Posting, Ref } from '../operation.ts'
import { isBlank } from '../text.ts'
import { tillPayloads } from './operations.ts'
import type { TillPayload } from './operations.ts'
import type { CashMovement, Shift } from './shift.ts'
import { parseNumbered, receiptId, shiftSchema } from './shift.ts'
import { registerAccount } from './till-accounts.ts'
import { expectedCash, shiftTotals } from './totals.ts'

type ShiftKind = 'shift.open' | 'shift.cash' | 'shift.close'

/** More in a shift than any drawer sees; the document stays small. */
const maxMovements = 100

export const shiftNoun: Noun = {
  documentKind: 'shift',
  operations: ['shift.open', 'shift.cash', 'shift.close'],
  needs: shiftNeeds,
  decide: (body, operation, facts) => decideShift(operation.kind as ShiftKind, body, operation, facts), // safe: the table routes only these kinds here
  /** The drawer was counted, the money put in or taken out. */
  hasHappened: ({ kind }, { customerId }, { reason }) =>
    customerId === null && kind !== 'shift.open' && reason !== 'badRequest',
  scopesOf: ({ id }) => [`till:${parseNumbered(id)?.of ?? id}`, 'office'],
  sortKeyOf: ({ id }) => {
    const numbered = parseNumbered(id)
    return numbered ? `${numbered.of}:${String(numbered.number).padStart(9, '0')}` : id
  },
}

/** The receipt after the last one that its till has counted. */
function shiftNeeds({ kind, target, payload }: Operation): Needs {
  const read = kind === 'shift.close' ? readPayload(tillPayloads[kind], payload) : null
  const documents: Ref[] =
    read?.kind === 'read' ? [{ kind: 'receipt', id: receiptId(target.id, read.data.lastReceipt + 1) }] : []
  return { documents, accounts: [] }
}

function decideShift(kind: ShiftKind, body: unknown, operation: Operation, facts: Facts): Decision<Shift> {
  const read = readPayload(tillPayloads[kind], operation.payload)
  if (read.kind === 'refused') return read
  // As with receipts: the drawer was counted, by somebody who was a cashier then, and the office says that it counts.
  const isRuled = facts.ruling !== undefined && facts.actor.customerId === null
  if (!isRuled && rolesFor(facts.actor, kind).length === 0) return refused('notAllowed')
  const numbered = parseNumbered(operation.target.id)
  if (numbered?.of !== operation.deviceId) return refused('badRequest', { path: 'target.id' })
  const stamp = { at: doneAt(operation, facts), by: facts.actor.id, byName: facts.actor.name }

  if (kind === 'shift.open') {
    if (body !== null) return refused('alreadyExists')
    const { tillName, openingMinor } = read.data as TillPayload<'shift.open'> // safe: read by this kind's schema
    const shift: Shift = {
      id: operation.target.id,
      tillId: numbered.of,
      tillName,
      number: numbered.number,
      state: 'open',
      opened: stamp,
      openingMinor,
      movements: [],
      closing: null,
    }
    return accepted(shift, ...post(shift, 'opening', openingMinor))
  }
  const shift = body === null ? null : parseShift(body)
  if (!shift) {
    if (body === null) return refused('shiftUnknown')
    if (facts.place === 'server') throw new Error(`The stored document shift/${operation.target.id} is no shift`)
    return refused('badRequest', { path: 'document' })
  }
  if (kind === 'shift.cash') {
    const { movementId, direction, amountMinor, reason } = read.data as TillPayload<'shift.cash'> // safe: the same
    if (shift.movements.some(({ id }) => id === movementId)) return accepted(shift)
    // By the office's word it stands in its shift, though the Z of that was decided before it.
    if (shift.state === 'closed' && !isRuled) return refused('shiftClosed', { number: shift.number })
    const why = isBlank(reason) ? facts.ruling?.reason : reason.trim()
    if (why === undefined) return refused('reasonMissing')
    if (shift.movements.length >= maxMovements) return refused('badRequest', { path: 'movements' })
    const movement: CashMovement = { id: movementId, direction, amountMinor, reason: why, ...stamp }
    const after = { ...shift, movements: [...shift.movements, movement] }
    return accepted(after, ...post(shift, direction === 'in' ? 'cashIn' : 'cashOut', amountMinor))
  }
  const z = read.data as TillPayload<'shift.close'> // safe: the same
  if (facts.place === 'device' && !facts.isDone && isOutdated(z, shift, facts))
    return refused('totalsOld', { number: shift.number })
  return close(shift, z, { stamp, ruledBecause: facts.ruling?.reason ?? null })
}

/**
 * users.md 10: have totals been made before another tab closed a receipt, or moved cash? Asked only on the till, and
 * before it is done: there both stand under one lock. What has been closed is closed.
 */
function isOutdated({ totals, lastReceipt }: TillPayload<'shift.close'>, shift: Shift, facts: Facts): boolean {
  const { cashInMinor, cashOutMinor } = shiftTotals([], shift.movements)
  if (cashInMinor !== totals.cashInMinor || cashOutMinor !== totals.cashOutMinor) return true
  return Boolean(documentOf(facts, 'receipt', receiptId(shift.id, lastReceipt + 1)))
}

/** `ruledBecause`: the office counts it; its word stands for the one that the till did not say. null: the till alone. */
function close(
  shift: Shift,
  payload: TillPayload<'shift.close'>,
  { stamp, ruledBecause }: { stamp: Shift['opened']; ruledBecause: string | null },
): Decision<Shift> {
  if (shift.state === 'closed') return refused('shiftClosed', { number: shift.number })
  const { countedMinor, totals, lastReceipt, voided } = payload
  const expectedMinor = expectedCash(shift, totals)
  const told = payload.reason?.trim() ?? null
  const reason = countedMinor !== expectedMinor && isBlank(told ?? '') ? ruledBecause : told
  if (countedMinor !== expectedMinor && reason === null) return refused('reasonMissing')
  const closing = {
    ...stamp,
    countedMinor,
    expectedMinor,
    reason,
    totals,
    lastReceipt,
    ...(voided === undefined ? {} : { voided }),
  }
  return accepted({ ...shift, state: 'closed', closing }, ...post(shift, 'counted', countedMinor))
}

function post(shift: Shift, name: string, delta: number): { kind: 'post'; postings: Posting[] }[] {
  if (delta === 0) return []
  const ref = { kind: 'shift', id: shift.id }
  const account = registerAccount(shift.id, name)
  return [{ kind: 'post', postings: [{ account, delta, floored: false, entry: name, ref }] }]
}

/** null: no shift. Fields that a newer version has added are kept. */
export function parseShift(body: unknown): Shift | null {
  return shiftSchema.safeParse(body).success ? (body as Shift) : null // safe: it has just been checked
}
