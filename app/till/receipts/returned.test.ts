import { describe, expect, it } from 'vitest'
import { expectAccepted, actors } from '../../../lib/domain/sample-books.ts'
import { priceCart } from '../../../lib/domain/till/cart.ts'
import type { Receipt } from '../../../lib/domain/till/receipt.ts'
import type { ReceiptTender } from '../../../lib/domain/till/shift.ts'
import { pointsBackName } from '../../../lib/domain/till/till-accounts.ts'
import { paidInCash, water } from '../../../lib/domain/till/sample-till.ts'
import { dayShift, TillDay, waterBack } from '../print/testing/till-day.ts'
import {
  allOf,
  possibleTenders,
  returnCart,
  returnLines,
  tendersBack,
  usualTender,
  type Chosen,
} from './return-cart.ts'
import { foreignReturned, isAnythingLeft, leftMilli, returnedOf, withSale } from './returned.ts'

const shown = (body: Receipt, pending: number) => ({ id: body.id, body, pending })
const first = `${dayShift}:1`

function soldOnce() {
  const day = new TillDay()
  const sale = day.close([water()])
  const line = sale.lines[0]
  if (!line) throw new Error('no line')
  let ids = 0
  const lines = (chosen: Chosen, returned: ReadonlyMap<string, number>) =>
    returnLines(sale, { chosen, returned, newId: () => `new-${++ids}` })
  return { day, sale, line, lines }
}

describe('what came back', () => {
  it('users.md 12: a return that is not sent yet counts, and counts once when the server has it', () => {
    const { day, sale, line } = soldOnce()
    const back = day.close([waterBack(1000)])
    const before = returnedOf(sale.id, null, [shown(sale, 0), shown(back, 1)])
    const counted = returnedOf(sale.id, { l1: 1000 }, [shown(sale, 0), shown(back, 0)])
    expect(leftMilli(line, before)).toBe(2000)
    expect(leftMilli(line, counted)).toBe(2000)
  })

  it('users.md 12: what other tills took back is counted beside the own', () => {
    const { day, sale, line } = soldOnce()
    const back = day.close([waterBack(1000)])
    const returned = returnedOf(sale.id, { l1: 2000 }, [shown(back, 1)])
    expect(leftMilli(line, returned)).toBe(0)
    expect(isAnythingLeft(sale, returned)).toBe(false)
  })

  it('two tills that took back too much leave nothing, not less', () => {
    const { line } = soldOnce()
    expect(leftMilli(line, new Map([['l1', 5000]]))).toBe(0)
  })

  it('users.md 12: what already stands in the sale as an exchange cannot be taken back a second time', () => {
    const { sale, line, lines } = soldOnce()
    const inSale = lines({ l1: 2000 }, new Map())
    const returned = withSale(sale, returnedOf(sale.id, null, []), inSale)
    expect(leftMilli(line, returned)).toBe(1000)
    expect(leftMilli(line, withSale({ ...sale, id: 'other' }, new Map(), inSale))).toBe(3000)
  })

  it('goods that came back cannot come back again', () => {
    const { day } = soldOnce()
    const back = day.close([waterBack(1000)])
    expect(isAnythingLeft(back, new Map())).toBe(false)
  })
})

describe('users.md 13: what came back in points', () => {
  const points = (returned: ReadonlyMap<string, number>) => returned.get(pointsBackName)

  it('counts once, sent or not, here and of another till’s receipt', () => {
    const { day, sale } = soldOnce()
    const back = { ...day.close([waterBack(1000)]), tenders: [{ tender: 'points' as const, amountMinor: -25_000 }] }
    expect(points(returnedOf(sale.id, null, [shown(back, 1)]))).toBe(25_000)
    expect(points(returnedOf(sale.id, { l1: 1000, [pointsBackName]: 25_000 }, [shown(back, 0)]))).toBe(25_000)
    expect(points(returnedOf('other', null, [shown(back, 1)]))).toBeUndefined()
    expect(points(foreignReturned(sale, null, [shown(back, 0)]))).toBe(25_000)
    expect(points(foreignReturned(sale, { [pointsBackName]: 20_000 }, [shown(back, 1)]))).toBe(45_000)
  })

  it('a paper that was paid with them does not say whose they were: nothing of it comes back by the paper', () => {
    const { sale } = soldOnce()
    const paper = { ...sale, tenders: [{ tender: 'points' as const, amountMinor: sale.totalMinor }] }
    const lines = (receipt: Receipt) =>
      returnLines(receipt, { chosen: { l1: 1000 }, returned: new Map(), newId: () => 'b', seen: 'paper' })
    expect([lines(paper), lines({ ...paper, customerId: 'anna' })]).toMatchObject([[], [{ quantityMilli: 1000 }]])
  })
})

describe('a return', () => {
  it('users.md 12: asks for no more than is left, whatever is typed', () => {
    const { lines } = soldOnce()
    expect(lines({ l1: 9000 }, new Map([['l1', 1000]]))).toMatchObject([{ quantityMilli: 2000 }])
    expect(lines({ l1: 1000 }, new Map([['l1', 3000]]))).toEqual([])
    expect(lines({}, new Map())).toEqual([])
  })

  it('users.md 14: portions give back to the kopeck what was paid, and the rules take each', () => {
    const { day, sale } = soldOnce()
    let back = 0
    for (const portion of [1000, 1000, 1000]) {
      const amounts = Object.fromEntries([['l1', day.books.balance(`returned/${first}/l1`)]])
      const returned = returnedOf(sale.id, amounts, [])
      const lines = returnLines(sale, { chosen: { l1: portion }, returned, newId: () => 'r' })
      const cart = returnCart(`return-${back}`, lines)
      const priced = priceCart(cart)
      if (!priced) throw new Error('too large')
      const payload = paidInCash(cart, { reason: 'Разбита' })
      const id = `${dayShift}:${day.receipts.length + 1}`
      const closed = expectAccepted(day.books.act({ actor: actors.kira, kind: 'receipt.close', id, payload }))
      day.receipts.push(closed.body as Receipt)
      back -= priced.totalMinor
    }
    expect(back).toBe(sale.totalMinor)
    expect(isAnythingLeft(sale, returnedOf(sale.id, { l1: day.books.balance(`returned/${first}/l1`) }, []))).toBe(false)
  })

  it('begins with everything that is left', () => {
    const { sale } = soldOnce()
    expect(allOf(sale, new Map([['l1', 1000]]))).toEqual({ l1: 2000 })
  })

  it('the money goes back the way it came; to a deposit only with a customer', () => {
    expect(
      usualTender(
        {
          customerId: null,
          tenders: [
            { tender: 'cash', amountMinor: 100 },
            { tender: 'card', amountMinor: 900 },
          ],
        },
        100,
      ),
    ).toBe('card')
    expect(usualTender({ customerId: null, tenders: [] }, 100)).toBe('cash')
    expect(usualTender({ customerId: null, tenders: [{ tender: 'card', amountMinor: -5 }] }, 100)).toBe('cash')
    expect(possibleTenders({ customerId: null, tenders: [] }, 100)).toEqual(['cash', 'card'])
    expect(possibleTenders({ customerId: 'anna', tenders: [] }, 100)).toEqual(['cash', 'card', 'deposit'])
  })

  it('users.md 13: points go back as points and never as money, money never as points', () => {
    const paid = (...tenders: ReceiptTender[]) => ({
      customerId: 'anna',
      tenders: tenders.map((tender) => ({ tender, amountMinor: 100 })),
    })
    expect(possibleTenders(paid('points'), 100)).toEqual(['points'])
    expect(usualTender(paid('points'), 100)).toBe('points')
    for (const tender of ['cash', 'card', 'deposit'] as const)
      expect(possibleTenders(paid(tender), 100)).not.toContain('points')
    // Its part in points is no choice: it goes back beside the money (refund.test.ts).
    expect(possibleTenders(paid('cash', 'points'), 100)).toEqual(['cash', 'card', 'deposit'])
    expect(usualTender(paid('points', 'card'), 100)).toBe('card')
    // What is left of a point whose worth the office has changed since.
    expect(possibleTenders(paid('points'), 100, 50)).toEqual(['cash', 'card', 'deposit'])
    // Points that are worth nothing at tills any more.
    expect(possibleTenders(paid('points'), 0)).toEqual(['cash', 'card', 'deposit'])
  })

  it('users.md 13: its part in points stands beside the money; by points alone all of it is theirs', () => {
    expect(tendersBack('card', { moneyMinor: 50, pointsMinor: 75_100 })).toEqual([
      { tender: 'card', amountMinor: -50 },
      { tender: 'points', amountMinor: -75_100 },
    ])
    expect(tendersBack('points', { moneyMinor: 50, pointsMinor: 75_100 })).toEqual([
      { tender: 'points', amountMinor: -75_150 },
    ])
  })
})
