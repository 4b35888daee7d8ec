import { describe, expect, it } from 'vitest'
import { refused, type Verdict } from '../../../lib/domain/operation.ts'
import type { RefusalReason } from '../../../lib/domain/refusal.ts'
import type { ReceiptPayload } from '../../../lib/domain/till/operations.ts'
import type { Shift } from '../../../lib/domain/till/shift.ts'
import { shiftTotals } from '../../../lib/domain/till/totals.ts'
import { contentOf, rulesOf, whyKeyOf } from './held-offer.ts'

const line: ReceiptPayload['lines'][number] = {
  id: 'l1',
  productId: null,
  name: 'Вода',
  unit: 'бут',
  quantityMilli: 1_000,
  priceMinor: 100,
  discountMinor: 0,
  vatPercent: null,
  stocked: false,
  returnOf: null,
}
const sale: ReceiptPayload = {
  saleId: 's1',
  lines: [line],
  roundingMinor: 0,
  tenders: [{ tender: 'cash', amountMinor: 100 }],
  givenMinor: null,
  customerId: null,
  orderId: null,
  approvals: [],
  reason: null,
}
const back = { ...line, returnOf: { receiptId: 'till:1:1', lineId: 'l1', amountMinor: 100 } }
const shift: Shift = {
  id: 'till:3',
  tillId: 'till',
  tillName: 'Касса 1',
  number: 3,
  state: 'open',
  opened: { at: 0, by: 'kira', byName: 'Кира' },
  openingMinor: 1_000,
  movements: [],
  closing: null,
}
const totals = {
  ...shiftTotals([], []),
  sales: { count: 2, amountMinor: 500 },
  tenders: { cash: 500, card: 0, deposit: 0, points: 0 },
  cashOutMinor: 200,
}
const z = { countedMinor: 1_250, reason: 'сдача', totals, lastReceipt: 2 }
const cash = { movementId: 'm', direction: 'out', amountMinor: 200, reason: 'инкассация' }

const receipt = contentOf('receipt.close', sale, shift)
const returned = contentOf('receipt.close', { ...sale, lines: [back] }, shift)
const moved = contentOf('shift.cash', cash, shift)
const closed = contentOf('shift.close', z, shift)
const now = (reason: RefusalReason): Verdict => refused(reason)
const fits: Verdict = { kind: 'accepted' }

describe('what the office reads of an act that waits', () => {
  it('of money put in or taken out: which way, how much, why', () => {
    expect(moved).toEqual({ kind: 'cash', direction: 'out', amountMinor: 200, reason: 'инкассация' })
  })

  it('of a Z: what was counted, and what its own numbers let expect', () => {
    expect(closed).toEqual({
      kind: 'close',
      countedMinor: 1_250,
      expectedMinor: 1_300,
      receipts: 2,
      reason: 'сдача',
    })
    expect(contentOf('shift.close', z, null)).toMatchObject({ expectedMinor: null })
  })

  it('nothing of what no till of ours sends', () => {
    for (const kind of ['receipt.close', 'shift.cash', 'shift.close', 'shift.open', 'order.pay'])
      for (const payload of [null, 'x', { countedMinor: 'x' }]) expect(contentOf(kind, payload, shift)).toBeNull()
  })
})

describe('what the office may say', () => {
  it('of a shift’s own acts: it counts, or it does not', () => {
    for (const verdict of [now('notAllowed'), now('reasonMissing'), fits, { kind: 'held', cause: 'fault' } as const])
      for (const content of [moved, closed]) expect(rulesOf(content, verdict)).toEqual(['asItIs', 'refuse'])
  })

  it('money that moved stands in its shift, though that has its Z; a second Z stands nowhere', () => {
    expect(rulesOf(moved, now('shiftClosed'))).toEqual(['asItIs', 'refuse'])
    expect(rulesOf(closed, now('shiftClosed'))).toEqual(['refuse'])
  })

  it('of acts in a shift that is none: only that they do not count', () => {
    for (const content of [moved, closed]) expect(rulesOf(content, now('shiftUnknown'))).toEqual(['refuse'])
  })

  it('of a receipt: it counts; its return may be written down; where its number is taken it is refused', () => {
    expect(rulesOf(receipt, now('notAllowed'))).toEqual(['asItIs'])
    expect(rulesOf(returned, now('moreThanSold'))).toEqual(['asItIs', 'writtenDown'])
    for (const content of [receipt, returned]) expect(rulesOf(content, now('alreadyExists'))).toEqual(['refuse'])
  })

  it('of what nobody can read: only that it does not count', () => {
    expect(rulesOf(null, fits)).toEqual(['refuse'])
  })
})

describe('why it waits', () => {
  it('is said of the cashier, not to the cashier', () => {
    for (const content of [receipt, moved, closed, null])
      expect(whyKeyOf(content, now('notAllowed'))).toBe('notCashier')
    expect(whyKeyOf(moved, now('shiftClosed'))).toBe('closedWithout')
    expect(whyKeyOf(closed, now('shiftClosed'))).toBe('closedTwice')
    expect(whyKeyOf(closed, now('shiftUnknown'))).toBe('shiftNotOpened')
    expect(whyKeyOf(closed, now('reasonMissing'))).toBe('countedWithoutReason')
    expect(whyKeyOf(receipt, fits)).toBe('nothingInTheWay')
    expect(whyKeyOf(closed, fits)).toBe('nothingInTheWayAct')
  })

  it('and otherwise by the words that everybody reads', () => {
    expect(whyKeyOf(receipt, now('moreThanSold'))).toBeNull()
    expect(whyKeyOf(closed, { kind: 'held', cause: 'fault' })).toBeNull()
  })
})
