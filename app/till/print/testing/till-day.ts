/**
 * A till's day made by the rules themselves, for tests: shift 3 of the till `device`, which its people call «Касса 1».
 * Cash may be rounded to the rouble there.
 */
import type { Settings } from '../../../../lib/domain/customer/customer.ts'
import { actors, Books, expectAccepted } from '../../../../lib/domain/sample-books.ts'
import type { Actor } from '../../../../lib/domain/operation.ts'
import type { CartLine, Closing } from '../../../../lib/domain/till/cart.ts'
import type { Receipt } from '../../../../lib/domain/till/receipt.ts'
import { usualTillRules } from '../../../../lib/domain/till/rules.ts'
import { paidInCash, water } from '../../../../lib/domain/till/sample-till.ts'
import type { Shift, ShiftTotals } from '../../../../lib/domain/till/shift.ts'
import { shiftTotals } from '../../../../lib/domain/till/totals.ts'

export const dayShift = 'device:3'

export class TillDay {
  readonly books = new Books()
  readonly receipts: Receipt[] = []
  #sale = 0

  constructor(openingMinor = 100_000) {
    this.books.put('person', {
      id: 'alla',
      name: 'Алла',
      roles: ['administrator'],
      active: true,
      pinVersion: 1,
      createdAt: 0,
    })
    const settings = this.books.document({ kind: 'settings', id: 'organisation' }) as Settings
    this.books.put('settings', { ...settings, till: { ...usualTillRules, cashStepMinor: 100 } })
    this.#act('shift.open', dayShift, { tillName: 'Касса 1', openingMinor })
  }

  get shift(): Shift {
    return this.books.document({ kind: 'shift', id: dayShift }) as Shift
  }

  totals(): ShiftTotals {
    return shiftTotals(this.receipts, this.shift.movements)
  }

  /** Everything in cash unless `closing` says otherwise. */
  close(
    lines: CartLine[],
    closing: Partial<Closing> = {},
    { number = this.receipts.length + 1, by }: { number?: number; by?: Actor } = {},
  ) {
    this.books.now += 60_000
    const payload = paidInCash({ saleId: `sale-${++this.#sale}`, lines, discount: null }, closing)
    const receipt = this.#act('receipt.close', `${dayShift}:${number}`, payload, by) as Receipt
    this.receipts.push(receipt)
    return receipt
  }

  move(direction: 'in' | 'out', amountMinor: number, reason: string): void {
    this.#act('shift.cash', dayShift, {
      movementId: `m${this.shift.movements.length + 1}`,
      direction,
      amountMinor,
      reason,
    })
  }

  closeShift(countedMinor: number, reason: string | null = null): Shift {
    this.books.now += 60_000
    const lastReceipt = Math.max(0, ...this.receipts.map(({ number }) => number))
    return this.#act('shift.close', dayShift, { countedMinor, reason, totals: this.totals(), lastReceipt }) as Shift
  }

  #act(kind: string, id: string, payload: unknown, actor: Actor = actors.kira): unknown {
    return expectAccepted(this.books.act({ actor, kind, id, payload })).body
  }
}

/** Of the three bottles of receipt `number`, sold whole for 751.50. */
export const waterBack = (quantityMilli: number, { of = 1, returnedMilli = 0 } = {}): CartLine =>
  water({
    id: 'back',
    quantityMilli,
    returnOf: { receiptId: `${dayShift}:${of}`, lineId: 'l1', soldMilli: 3000, soldMinor: 75_150, returnedMilli },
  })
