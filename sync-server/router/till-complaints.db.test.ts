/** Complaints 3, 4, 6 and 13 of users.md, as a till of ours and the real database meet them. */
import { beforeEach, describe, expect, it } from 'vitest'
import type { CartLine, Closing } from '../../lib/domain/till/cart.ts'
import {
  nothingWasOurFault,
  openHostileCompany,
  operationOf,
  pushBody,
  server,
  state,
  who,
  type Act,
  type Person,
} from '../testing/hostile-company.ts'
import { org } from '../testing/test-server.ts'
import { small } from '../testing/small-catalogue.ts'
import { amounts } from '../testing/stored.ts'
import {
  accepted,
  cartBottles,
  closing as closingOf,
  heldConflict,
  openTill,
  receiptOf,
  rungUp,
  shiftOf,
} from '../testing/till-acts.ts'

openHostileCompany()

let till: Person
let shift: string
let tills = 0

beforeEach(async () => {
  till = await openTill(`Касса ${(tills += 1)}`)
  shift = shiftOf(till)
})

const closing = (number: number, lines: CartLine[], over: Partial<Closing> = {}): Act =>
  closingOf(receiptOf(till, number), rungUp(lines, over))

/** Several acts in one request, from the till's next number on; the verdicts in their order. */
async function pushAll(acts: Act[], from = till.seq + 1): Promise<unknown[]> {
  const operations = acts.map((act, index) => operationOf(till, from + index, act))
  const { data } = (await till.browser.call('sync.push', pushBody(operations))) as {
    data: { kind: string; verdicts: { verdict: unknown }[] }
  }
  expect(data.kind).toBe('taken')
  till.seq = Math.max(till.seq, from + acts.length - 1)
  return data.verdicts.map(({ verdict }) => verdict)
}

const rows = async <Row extends object>(sql: string, ...values: unknown[]): Promise<Row[]> =>
  (await server.database.pool.query<Row>(sql, [org, ...values])).rows

const register = () => amounts('register', shift)

describe('users.md 3: one bad record does not stand in the way of a till', () => {
  it('a receipt that is no receipt is answered alone; those before and behind it count', async () => {
    const bad: Act = {
      kind: 'receipt.close',
      target: { kind: 'receipt', id: `${shift}:2` },
      payload: { lines: 'none' },
    }
    const verdicts = await pushAll([closing(1, [cartBottles()]), bad, closing(3, [cartBottles()])])
    expect(verdicts).toMatchObject([accepted, { kind: 'refused', reason: 'badRequest' }, accepted])
    expect(await register()).toMatchObject({ saleCount: 2, sale: 4 * small.priceMinor, cash: 4 * small.priceMinor })
    // What was refused is kept, with its content.
    const kept = await rows<{ payload: unknown }>(
      `select payload from operations where org = $1 and device = $2 and seq = 3`,
      till.deviceId,
    )
    expect(JSON.stringify(kept)).toContain('none')
  })
})

describe('users.md 4: a retry never makes a second sale', () => {
  it('the answer got lost: the same request again is answered with the first verdicts and changes nothing', async () => {
    const acts = [closing(1, [cartBottles()]), closing(2, [cartBottles()])]
    const from = till.seq + 1
    const first = await pushAll(acts, from)
    const before = await state()
    for (let again = 0; again < 3; again += 1) expect(await pushAll(acts, from)).toEqual(first)
    expect(await state()).toBe(before)
    expect(await register()).toMatchObject({ saleCount: 2, cash: 4 * small.priceMinor })
  })

  it('the person presses once more: the same sale in another act is the receipt that it was', async () => {
    const act = closing(1, [cartBottles()])
    expect(await pushAll([act])).toEqual([accepted])
    expect(await pushAll([act])).toEqual([accepted])
    expect(await register()).toMatchObject({ saleCount: 1, cash: 2 * small.priceMinor })
  })
})

describe('users.md 6: a sale is not thrown away because its number is taken', () => {
  it('it waits for the office with everything that was in it, and the one that has the number stays as it is', async () => {
    expect(await pushAll([closing(1, [cartBottles()])])).toEqual([accepted])
    const before = await register()
    const other = closing(1, [cartBottles({ name: 'Помпа', quantityMilli: 5_000 })])
    expect(await pushAll([other])).toEqual([heldConflict])
    expect(await register()).toEqual(before)
    const [held] = await rows<{ payload: unknown; verdict: { kind: string } }>(
      `select payload, verdict from operations where org = $1 and device = $2 and seq = $3`,
      till.deviceId,
      till.seq,
    )
    expect(held?.verdict.kind).toBe('held')
    expect(JSON.stringify(held?.payload)).toContain('Помпа')
    // The next sale is not hindered.
    expect(await pushAll([closing(2, [cartBottles()])])).toEqual([accepted])
  })
})

describe.each(['points', 'deposit'] as const)('users.md 13: %s are taken once and come back once', (tender) => {
  const customerId = () => who.customer.personId
  // What one of them pays: a point as usual (till/rules.ts).
  const worth = tender === 'points' ? 100 : 1
  const paidBy = (amountMinor: number): Partial<Closing> => ({
    tenders: [{ tender, amountMinor }],
    customerId: customerId(),
    ...(tender === 'points' && { pointMinor: worth }),
  })
  const has = async (): Promise<number> => {
    const [row] = await rows<{ amount: string }>(
      `select amount from balances where org = $1 and owner_kind = 'balance' and owner_id = $2 and name = $3`,
      customerId(),
      tender,
    )
    return Number(row?.amount ?? 0) * worth
  }

  it('a receipt that arrives three times takes them once; what comes back gives back what it took, and no more', async () => {
    const total = 2 * small.priceMinor
    // As an import would bring them.
    await rows(
      `insert into balances (org, owner_kind, owner_id, name, amount, floored) values ($1, 'balance', $2, $3, $4, true)`,
      customerId(),
      tender,
      (3 * total) / worth,
    )
    const sale = closing(1, [cartBottles()], paidBy(total))
    const from = till.seq + 1
    for (let again = 0; again < 3; again += 1) expect(await pushAll([sale], from)).toEqual([accepted])
    expect(await has()).toBe(2 * total)

    const back = (number: number, quantityMilli: number): Act => {
      const returnOf = { receiptId: `${shift}:1`, lineId: 'l1', soldMilli: 2_000, soldMinor: total, returnedMilli: 0 }
      const lines = [cartBottles({ id: 'back', quantityMilli, returnOf })]
      return closing(number, lines, paidBy((-total * quantityMilli) / 2_000))
    }
    const half = back(2, 1_000)
    const returned = till.seq + 1
    for (let again = 0; again < 3; again += 1) expect(await pushAll([half], returned)).toEqual([accepted])
    expect(await has()).toBe(2 * total + small.priceMinor)
    // More than was bought brings nothing: buy, take back, repeat.
    expect(await pushAll([back(3, 2_000)])).toMatchObject([{ kind: 'held' }])
    expect(await has()).toBe(2 * total + small.priceMinor)
  })
})

nothingWasOurFault()
