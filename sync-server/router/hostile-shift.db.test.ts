/**
 * A till in bad hands: Zs that lie, words that break things, keys by the hundred, and people who have no till at all. What
 * it sells and takes back: `hostile-till.db.test.ts`.
 */
import { beforeAll, describe, expect, it } from 'vitest'
import type { Shift } from '../../lib/domain/till/shift.ts'
import { shiftTotals } from '../../lib/domain/till/totals.ts'
import {
  type Act,
  halfPair,
  html,
  nothingWasOurFault,
  nul,
  openHostileCompany,
  type Person,
  push,
  server,
  sql,
  who,
} from '../testing/hostile-company.ts'
import { amounts, stored } from '../testing/stored.ts'
import {
  accepted,
  back,
  bottles,
  close,
  closing,
  heldConflict,
  openTill,
  receipt,
  receiptOf,
  shiftOf,
  shiftOpening,
} from '../testing/till-acts.ts'
import { booksAddUp } from '../testing/till-books.ts'

openHostileCompany()
booksAddUp()

let kira: Person
let neighbour: Person
/** The next receipt of Kira's till. */
let next = 1
beforeAll(async () => {
  kira = await openTill('Кира')
  neighbour = await openTill('Соседка')
})

const badRequest = { kind: 'refused', reason: 'badRequest' }

describe('a shift', () => {
  const closeShift = (person: Person, number: number, changed: object = {}): Promise<object> =>
    push(person, {
      kind: 'shift.close',
      target: { kind: 'shift', id: shiftOf(person, number) },
      payload: { countedMinor: 0, reason: 'итог', totals: shiftTotals([], []), lastReceipt: 0, ...changed },
    })
  const lying = (changed: object) => ({ totals: { ...shiftTotals([], []), ...changed } })
  const most = Number.MAX_SAFE_INTEGER

  it.each<[string, object]>([
    ['cash beyond all', lying({ tenders: { cash: most, card: 0, deposit: 0, points: 0 }, cashInMinor: most })],
    ['cash below all', lying({ tenders: { cash: -most, card: 0, deposit: 0, points: 0 }, cashOutMinor: most })],
    ['half a kopeck', lying({ discountMinor: 0.5 })],
    [
      'a thousand rates of VAT',
      lying({ vat: Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`${n}`, 1])) }),
    ],
    ['a rate of VAT that is HTML', lying({ vat: { [html]: 1 } })],
    ['NUL in a cashier’s name', lying({ cashiers: [{ id: 'x', name: nul, count: 1, amountMinor: 1 }] })],
    [
      'a cashier’s name of 10,000 signs',
      lying({ cashiers: [{ id: 'x', name: 'x'.repeat(10_000), count: 1, amountMinor: 1 }] }),
    ],
    [
      'a thousand cashiers',
      lying({
        cashiers: Array.from({ length: 1000 }, (_, n) => ({ id: `${n}`, name: 'x', count: 1, amountMinor: 1 })),
      }),
    ],
    ['counted below nought', { countedMinor: -1 }],
    ['a last number below nought', { lastReceipt: -1 }],
    ['1,001 voided numbers', { voided: Array.from({ length: 1001 }, (_, n) => n + 1) }],
  ])('Z: %s', async (_, changed) => {
    expect(await closeShift(kira, 1, changed)).toMatchObject(badRequest)
    expect(await stored<Shift>('shift', shiftOf(kira))).toMatchObject({ state: 'open' })
  })

  it('whose Z lies is closed; the register goes on saying what the receipts say, for the office to compare', async () => {
    const person = await openTill('Лгунья')
    expect(await close(person, 1, receipt([bottles()]))).toEqual(accepted)
    const z = lying({ tenders: { cash: 100, card: 0, deposit: 0, points: 0 } })
    expect(await closeShift(person, 1, { ...z, countedMinor: 100, lastReceipt: 3, voided: [2] })).toEqual(accepted)
    expect(await amounts('register', shiftOf(person))).toMatchObject({ cash: 58_000, counted: 100 })
    // Counted by the Z, and late: its own shift's. Declared void, or after the last one: for the office.
    expect(await close(person, 3, receipt([bottles()]))).toEqual(accepted)
    expect(await close(person, 2, receipt([bottles()]))).toEqual(heldConflict)
    expect(await close(person, 4, receipt([bottles()]))).toEqual(heldConflict)
    expect(await closeShift(person, 1)).toEqual(heldConflict)
    const movement = { movementId: 'm', direction: 'out', amountMinor: 100, reason: 'x' }
    expect(
      await push(person, { kind: 'shift.cash', target: { kind: 'shift', id: shiftOf(person) }, payload: movement }),
    ).toEqual(heldConflict)
  })

  it('of another till is nobody else’s to open, to fill or to close', async () => {
    const target = { kind: 'shift', id: shiftOf(neighbour) }
    const acts: Act[] = [
      shiftOpening(shiftOf(neighbour, 2)),
      { kind: 'shift.cash', target, payload: { movementId: 'm', direction: 'out', amountMinor: 1, reason: 'x' } },
      {
        kind: 'shift.close',
        target,
        payload: { countedMinor: 0, reason: 'x', totals: shiftTotals([], []), lastReceipt: 0 },
      },
    ]
    for (const act of acts) expect(await push(kira, act)).toMatchObject(badRequest)
    expect(await stored<Shift>('shift', shiftOf(neighbour))).toMatchObject({ state: 'open', movements: [] })
  })
})

describe('words', () => {
  const broken = [`a${nul}`, halfPair, `x${halfPair}y`]
  const long = 'x'.repeat(70_000)
  const texts: [string, (text: string) => unknown][] = [
    ['the name of goods', (name) => receipt([bottles({ name })])],
    ['a unit', (unit) => receipt([bottles({ unit })])],
    ['a product', (productId) => receipt([bottles({ productId })])],
    ['a line', (id) => receipt([bottles({ id })])],
    ['the sale', (saleId) => receipt([bottles()], { saleId })],
    ['the reason', (reason) => receipt([bottles()], { reason })],
    ['a customer', (customerId) => receipt([bottles()], { customerId })],
    ['an order', (orderId) => receipt([bottles()], { orderId })],
    ['whoever allowed it', (by) => receipt([bottles()], { approvals: [{ what: 'discount', by }] })],
    ['the receipt that goods come back of', (id) => receipt([back(id, 1_000, 29_000)])],
  ]
  it.each(texts)('broken or endless in %s are refused', async (_, payload) => {
    for (const text of [...broken, long]) expect(await close(kira, next, payload(text))).toMatchObject(badRequest)
  })

  it.each([sql, html, '‮Родник‬ 👩‍👩‍👧 ё́ ﷽', `{{7*7}} \${7*7} %s \\u0000`])('%j stays words', async (text) => {
    const [name, unit] = [text, text.slice(0, 10).toWellFormed()]
    const number = next++
    expect(await close(kira, number, receipt([bottles({ name, unit })], { reason: text }))).toEqual(accepted)
    expect(await stored('receipt', receiptOf(kira, number))).toMatchObject({ reason: text, lines: [{ name, unit }] })
    const movement = { movementId: `m-${number}`, direction: 'in', amountMinor: 1, reason: text }
    expect(
      await push(kira, { kind: 'shift.cash', target: { kind: 'shift', id: shiftOf(kira) }, payload: movement }),
    ).toEqual(accepted)
    const { id: _, returnOf: __, ...line } = bottles({ name, unit })
    const parked = { name: text, tillName: text, customerId: null, lines: [{ id: 'l1', ...line }] }
    const target = { kind: 'parked', id: `parked-${number}` }
    expect(await push(kira, { kind: 'parked.put', target, payload: parked })).toEqual(accepted)
    expect(await stored('parked', target.id)).toMatchObject({ name: text, tillName: text })
    expect(await push(neighbour, { kind: 'parked.take', target, payload: {} })).toEqual(accepted)
  })
})

describe('keys', () => {
  const key = (n: number) => `BA${String(n).padStart(85, 'A')}`
  const add = (person: Person, id: string, publicKey: unknown, tillName = 'Касса') =>
    push(person, { kind: 'tillKey.add', target: { kind: 'tillKey', id }, payload: { tillName, publicKey } })

  it('for another till, malformed, or by people who keep no till', async () => {
    expect(await add(kira, neighbour.deviceId, key(1))).toMatchObject(badRequest)
    expect(await add(kira, 'nobody', key(1))).toMatchObject(badRequest)
    for (const wrong of [
      '',
      'B',
      key(1).slice(1),
      `${key(1)}A`,
      key(1).replace('B', 'C'),
      `BQ${key(1).slice(2)}`,
      null,
      7,
      sql,
    ])
      expect(await add(kira, kira.deviceId, wrong)).toMatchObject(badRequest)
    for (const person of [who.operator, who.driver, who.customer])
      expect(await add(person, person.deviceId, key(1))).toMatchObject({ reason: 'notAllowed' })
    expect(await stored('tillKey', neighbour.deviceId)).toBeNull()
  })

  it('by the hundred: the newest fifty stay', async () => {
    const { browser } = neighbour
    const operations = Array.from({ length: 100 }, (_, n) => ({
      seq: neighbour.seq + 1 + n,
      ...{ actorId: neighbour.personId, kind: 'tillKey.add', target: { kind: 'tillKey', id: neighbour.deviceId } },
      payload: { tillName: 'Касса', publicKey: key(n) },
      ...{ madeAt: server.clock.now, clockOffsetMs: 0, schema: 1 },
    }))
    const storage = { persisted: null, usageBytes: null, quotaBytes: null }
    const report = { queue: 0, oldestAgeMs: null, refused: 0, storage, sentAt: 0, appVersion: 't' }
    expect(await browser.call('sync.push', { protocol: 1, operations, report })).toMatchObject({ status: 200 })
    neighbour.seq += 100
    const kept = await stored<{ keys: { publicKey: string }[] }>('tillKey', neighbour.deviceId)
    expect(kept?.keys.map(({ publicKey }) => publicKey)).toEqual(Array.from({ length: 50 }, (_, n) => key(99 - n)))
  })
})

describe('who may not', () => {
  const till: [string, (id: string) => Act][] = [
    ['opens a shift', (id) => shiftOpening(`${id}:1`)],
    [
      'parks a sale',
      () => ({
        kind: 'parked.put',
        target: { kind: 'parked', id: 'p' },
        payload: {
          name: 'x',
          tillName: 'x',
          customerId: null,
          lines: [(({ returnOf: _, ...line }) => line)(bottles())],
        },
      }),
    ],
    ['takes one up', () => ({ kind: 'parked.take', target: { kind: 'parked', id: 'p' }, payload: {} })],
    [
      'says what became of a receipt',
      (id) => ({ kind: 'receipt.settle', target: { kind: 'receipt', id: `${id}:1:1` }, payload: { note: 'x' } }),
    ],
  ]
  it.each(till)('%s: customer, driver, operator', async (_, act) => {
    for (const person of [who.customer, who.driver, who.operator])
      expect(await push(person, act(person.deviceId))).toMatchObject({ kind: 'refused', reason: 'notAllowed' })
  })

  it('sells: a customer is refused; staff whose role was changed meanwhile have the money, so the office decides', async () => {
    expect(await push(who.customer, closing(`${who.customer.deviceId}:1:1`, receipt([bottles()])))).toMatchObject({
      reason: 'notAllowed',
    })
    for (const person of [who.driver, who.operator])
      expect(await push(person, closing(`${person.deviceId}:1:1`, receipt([bottles()])))).toEqual(heldConflict)
  })
})

nothingWasOurFault()
