/** Returns of other tills' receipts on the real database: looked up, decided, waited for, and settled by the office. */
import { beforeAll, describe, expect, it } from 'vitest'
import type { CartLine } from '../../lib/domain/till/cart.ts'
import type { Receipt } from '../../lib/domain/till/receipt.ts'
import { shiftTotals } from '../../lib/domain/till/totals.ts'
import type { ShiftState } from '../../lib/protocol/office.ts'
import type { ReceiptsAnswer } from '../../lib/protocol/till.ts'
import { nothingWasOurFault, openHostileCompany, type Person, push, server, who } from '../testing/hostile-company.ts'
import { ask, askAs, decide, explain } from '../testing/office-desk.ts'
import { amounts, stored } from '../testing/stored.ts'
import { org } from '../testing/test-server.ts'
import {
  accepted,
  cartBottles,
  closing,
  heldConflict as held,
  openTill,
  receiptOf,
  rungUp,
  shiftOf,
  shiftOpening,
} from '../testing/till-acts.ts'

openHostileCompany()

/** As a till takes it back that saw only the paper: the line by its place. */
const back = (receiptId: string, quantityMilli: number): CartLine =>
  cartBottles({
    id: 'back',
    quantityMilli,
    returnOf: {
      receiptId,
      lineId: '#1',
      position: 1,
      seen: 'paper',
      soldMilli: 2_000,
      soldMinor: 58_000,
      returnedMilli: 0,
    },
  })

let senior = ''
beforeAll(async () => {
  senior = (await server.staff('Старшая', ['administrator'])).personId
})

const till = (name: string) => openTill(name, { tillName: `Касса ${name}`, openingMinor: 100_000 })
const close = (person: Person, number: number, lines: CartLine[]) => {
  const approvals = lines.some(({ returnOf }) => returnOf) ? [{ what: 'return' as const, by: senior }] : []
  return push(person, closing(receiptOf(person, number), rungUp(lines, { approvals })))
}

describe('a return that arrives before the sale it is of', () => {
  it('waits, and counts as soon as the sale is there, by nobody’s hand', async () => {
    const [one, other] = [await till('Первая'), await till('Вторая')]
    expect(await close(other, 1, [back(receiptOf(one, 1), 2_000)])).toEqual(held)
    expect(await explain(other)).toMatchObject({
      now: { kind: 'refused', reason: 'receiptUnknown' },
      originals: [{ receiptId: receiptOf(one, 1), receipt: null, returns: [] }],
    })
    expect(await close(one, 1, [cartBottles()])).toEqual(accepted)
    const receipt = await stored<Receipt>('receipt', receiptOf(other, 1))
    expect(receipt?.lines[0]?.returnOf).toMatchObject({ receiptId: receiptOf(one, 1), lineId: 'l1' })
    expect(await amounts('returned', receiptOf(one, 1))).toEqual({ l1: 2_000 })
    expect(await explain(other)).toBeNull()
  })

  it('users.md 12: two of them, without a network: one counts, the other waits for the office', async () => {
    const [one, left, right] = [await till('Продажа'), await till('Левая'), await till('Правая')]
    expect(await close(left, 1, [back(receiptOf(one, 1), 2_000)])).toEqual(held)
    expect(await close(right, 1, [back(receiptOf(one, 1), 1_000)])).toEqual(held)
    expect(await close(one, 1, [cartBottles()])).toEqual(accepted)
    expect(await stored('receipt', receiptOf(left, 1))).not.toBeNull()
    expect(await stored('receipt', receiptOf(right, 1))).toBeNull()
    expect(await amounts('returned', receiptOf(one, 1))).toEqual({ l1: 2_000 })
    expect(await explain(right)).toMatchObject({
      now: { kind: 'refused', reason: 'moreThanSold', params: { product: 'Вода 19 л', leftMilli: 0 } },
      originals: [
        {
          receipt: { id: receiptOf(one, 1) },
          returns: [{ receiptId: receiptOf(left, 1), tillName: 'Касса Левая', lineId: 'l1', quantityMilli: 2_000 }],
        },
      ],
    })
  })
})

describe('the office decides what does not fit', () => {
  async function disputed(name: string) {
    const [one, other] = [await till(`${name} 1`), await till(`${name} 2`)]
    await close(one, 1, [cartBottles()])
    expect(await close(one, 2, [back(receiptOf(one, 1), 2_000)])).toEqual(accepted)
    expect(await close(other, 1, [back(receiptOf(one, 1), 1_000)])).toEqual(held)
    return { one, other }
  }

  it('again, and it still does not fit', async () => {
    const { other } = await disputed('Снова')
    expect(await decide(other, { how: 'again' })).toEqual({ verdict: 'held' })
  })

  it('written down: the till’s money counts, the goods do not, and everybody can read why', async () => {
    const { one, other } = await disputed('Списано')
    expect(await decide(other, { how: 'writtenDown', reason: ' вернули дважды ' })).toEqual({ verdict: 'accepted' })
    const receipt = await stored<Receipt>('receipt', receiptOf(other, 1))
    expect(receipt?.ruling).toMatchObject({
      how: 'writtenDown',
      by: who.office.personId,
      byName: 'office',
      reason: 'вернули дважды',
    })
    expect(await amounts('returned', receiptOf(one, 1))).toEqual({ l1: 2_000 })
    const register = await amounts('register', shiftOf(other))
    expect(register).toMatchObject({ cash: -29_000, return: 29_000, returnCount: 1, writtenDown: 29_000 })
    const { entries } = await ask<{ entries: { kind: string; actorId: string; payload: unknown }[] }>(
      'office.journal',
      { before: null, limit: 5, target: { kind: 'receipt', id: receiptOf(other, 1) } },
    )
    expect(entries[0]).toMatchObject({
      kind: 'held.writeDown',
      actorId: who.office.personId,
      payload: { deviceId: other.deviceId, seq: other.seq, reason: 'вернули дважды' },
    })
    await expect(decide(other, { how: 'asItIs', reason: 'ещё раз' })).rejects.toThrow('notFound')
  })

  it('as it is: more came back than was bought, and the books say so', async () => {
    const { one, other } = await disputed('Принято')
    expect(await decide(other, { how: 'asItIs', reason: 'ошибка в чеке продажи' })).toEqual({ verdict: 'accepted' })
    expect(await amounts('returned', receiptOf(one, 1))).toEqual({ l1: 3_000 })
    expect(await amounts('register', shiftOf(other))).toMatchObject({ cash: -29_000 })
  })

  it('with a reason, and nobody else', async () => {
    const { other } = await disputed('Кто')
    for (const how of ['asItIs', 'writtenDown'])
      for (const reason of [undefined, '', '  '])
        await expect(decide(other, { how, reason })).rejects.toThrow('badRequest')
    const input = { deviceId: other.deviceId, seq: other.seq, how: 'asItIs', reason: 'сам' }
    for (const person of [other, who.operator, who.driver, who.customer]) {
      expect(await person.browser.call('office.decideHeld', input)).toMatchObject({ reason: 'notAllowed' })
      const { deviceId, seq } = input
      expect(await person.browser.call('office.explainHeld', { deviceId, seq })).toMatchObject({ reason: 'notAllowed' })
    }
    expect(await explain(other)).not.toBeNull()
  })
})

describe('a receipt of another till, asked for', () => {
  const find = (person: Person, input: object) => askAs<ReceiptsAnswer>(person, 'till.receipts', input)

  it('by its name or its number, with what is left of it', async () => {
    const [one, other] = [await till('Ищем'), await till('Ищет')]
    await close(one, 1, [cartBottles()])
    await close(one, 2, [cartBottles()])
    await close(one, 3, [back(receiptOf(one, 2), 1_000)])
    const named = await find(other, { receiptId: receiptOf(one, 2) })
    expect(named.found).toMatchObject([
      { receipt: { id: receiptOf(one, 2), totalMinor: 58_000 }, returned: { l1: 1_000 } },
    ])
    const numbered = await find(other, { shift: 1, number: 2 })
    expect(numbered.found.map(({ receipt }) => receipt.id)).toContain(receiptOf(one, 2))
    expect(await find(other, { receiptId: 'nobody:1:1' })).toEqual({ found: [], tooOld: 0 })
    expect(await find(other, { shift: 77, number: 2 })).toEqual({ found: [], tooOld: 0 })
  })

  it('not when it is older than a year', async () => {
    const [one, other] = [await till('Старая'), await till('Новая')]
    await close(one, 1, [cartBottles()])
    await server.database.pool.query(
      `update documents set body = jsonb_set(body, '{at}', to_jsonb($3::bigint)) where org = $1 and id = $2`,
      [org, receiptOf(one, 1), server.clock.now - 367 * 24 * 3_600_000],
    )
    expect(await find(other, { receiptId: receiptOf(one, 1) })).toEqual({ found: [], tooOld: 1 })
  })

  it('only by people who close receipts, and not number after number', async () => {
    const input = { shift: 1, number: 1 }
    for (const person of [who.operator, who.driver, who.customer])
      expect(await person.browser.call('till.receipts', input)).toMatchObject({ reason: 'notAllowed' })
    const curious = await till('Любопытная')
    const answers: (string | undefined)[] = []
    for (let tries = 0; tries < 35; tries += 1)
      answers.push((await curious.browser.call('till.receipts', input)).reason)
    expect(answers.filter((reason) => reason === 'limited')).toHaveLength(5)
    for (const wrong of [{}, { shift: 0, number: 1 }, { shift: 1 }, { receiptId: 'a', shift: 1 }])
      expect(await who.cashier.browser.call('till.receipts', wrong)).toMatchObject({ reason: 'badRequest' })
  })
})

describe('users.md 7: the numbers of a shift', () => {
  const stateOf = async (person: Person) =>
    (await ask<ShiftState[]>('office.shiftStates', { shiftIds: [shiftOf(person), 'nobody:1'] }))[0]

  it('are receipts, or voided, or waiting, or missing; the next shift’s are its own', async () => {
    const kira = await till('Номера')
    await close(kira, 1, [cartBottles()])
    await close(kira, 4, [cartBottles()])
    expect(await close(kira, 5, [back('nobody:1:1', 1_000)])).toEqual(held)
    expect(await stateOf(kira)).toEqual({
      shiftId: shiftOf(kira),
      lastNumber: 5,
      receipts: 2,
      held: [5],
      heldActs: 0,
      voided: [],
      missing: [2, 3],
      late: { count: 0, longestMs: 0 },
    })
    const receipts = await Promise.all([1, 4].map((n) => stored<Receipt>('receipt', receiptOf(kira, n))))
    const totals = shiftTotals(
      receipts.filter((receipt) => receipt !== null),
      [],
    )
    const z = { countedMinor: 100_000 + totals.tenders.cash, reason: null, totals, lastReceipt: 7, voided: [2] }
    const target = { kind: 'shift', id: shiftOf(kira) }
    expect(await push(kira, { kind: 'shift.close', target, payload: z })).toEqual(accepted)
    await push(kira, shiftOpening(shiftOf(kira, 2)))
    expect(await stateOf(kira)).toMatchObject({ lastNumber: 7, receipts: 2, voided: [2], missing: [3, 6, 7] })
  })

  it('what the office refuses is voided, not missing', async () => {
    const kira = await till('Отказ')
    await close(kira, 1, [back('nobody:1:1', 1_000)])
    expect(await decide(kira, { how: 'refuse' })).toEqual({ verdict: 'refused' })
    expect(await stateOf(kira)).toMatchObject({ receipts: 0, held: [], voided: [1], missing: [] })
  })

  it('are told to the office only', async () => {
    for (const person of [who.cashier, who.operator, who.driver])
      expect(await person.browser.call('office.shiftStates', { shiftIds: [] })).toMatchObject({ reason: 'notAllowed' })
  })
})

nothingWasOurFault()
