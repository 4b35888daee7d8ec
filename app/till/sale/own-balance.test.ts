import { expect, it } from 'vitest'
import type { Receipt } from '../../../lib/domain/till/receipt.ts'
import { water } from '../../../lib/domain/till/sample-till.ts'
import { TillDay } from '../print/testing/till-day.ts'
import { balanceAfterOwn } from './own-balance.ts'

const shown = (body: Receipt, pending: number) => ({ id: body.id, body, pending })

/** Three bottles for 751.50: 500.00 from the deposit, 200.00 with points of two roubles, the rest in cash. */
function paid(changes: Partial<Receipt> = {}): Receipt {
  return {
    ...new TillDay().close([water()]),
    customerId: 'ivan',
    tenders: [
      { tender: 'cash', amountMinor: 5_150 },
      { tender: 'deposit', amountMinor: 50_000 },
      { tender: 'points', amountMinor: 20_000 },
    ],
    pointMinor: 200,
    ...changes,
  }
}

it('users.md 13: what was paid here and is not sent yet is spent already, and once when the server has it', () => {
  const before = { deposit: 60_000, points: 150, debt: 100 }
  expect(balanceAfterOwn(before, 'ivan', [shown(paid(), 1)])).toEqual({ deposit: 10_000, points: 50, debt: 100 })
  expect(balanceAfterOwn(before, 'ivan', [shown(paid(), 0)])).toEqual(before)
  expect(balanceAfterOwn(before, 'ivan', [shown(paid(), 1), shown(paid(), 1)]).deposit).toBe(-40_000)
})

it('users.md 13: what went back to the deposit and is not sent yet is there again', () => {
  const back = paid({ kind: 'return', totalMinor: -25_050, tenders: [{ tender: 'deposit', amountMinor: -25_050 }] })
  expect(balanceAfterOwn({}, 'ivan', [shown(back, 1)])).toEqual({ deposit: 25_050 })
})

it('others’ receipts are others’', () => {
  const others = [shown(paid({ customerId: 'olga' }), 1), shown(paid({ customerId: null }), 1)]
  expect(balanceAfterOwn({ deposit: 60_000 }, 'ivan', others)).toEqual({ deposit: 60_000 })
})
