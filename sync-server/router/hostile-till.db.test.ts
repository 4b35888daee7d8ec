/**
 * A till in bad hands, on the real database: forged names and numbers, sums that lie, goods that come back too often.
 * After every row the books still say what the documents say (`wrongInBooks`).
 */
import { beforeAll, describe, expect, it } from 'vitest'
import {
  nothingWasOurFault,
  openHostileCompany,
  type Person,
  push,
  server,
  sql,
  who,
} from '../testing/hostile-company.ts'
import { savePerson } from '../office/people-acts.ts'
import { small } from '../testing/small-catalogue.ts'
import { org } from '../testing/test-server.ts'
import { amounts, stored } from '../testing/stored.ts'
import {
  accepted,
  back,
  bottles,
  close,
  closing,
  heldConflict,
  type Line,
  openTill,
  receipt,
  receiptOf,
  shiftOf,
} from '../testing/till-acts.ts'
import { booksAddUp } from '../testing/till-books.ts'

openHostileCompany()
booksAddUp()

let kira: Person
let neighbour: Person
let senior = ''
/** The next receipt of Kira's till. */
let next = 1
beforeAll(async () => {
  kira = await openTill('Кира')
  neighbour = await openTill('Соседка')
  senior = (await server.staff('Старшая', ['administrator'])).personId
})

const badRequest = { kind: 'refused', reason: 'badRequest' }

/** A sale that stands, to take goods back of. */
async function sold(lines: Line[] = [bottles()], person = kira): Promise<string> {
  const number = person === kira ? next++ : Number(`9${next++}`)
  expect(await close(person, number, receipt(lines))).toEqual(accepted)
  return receiptOf(person, number)
}

describe('names and numbers', () => {
  it.each<[string, () => string]>([
    ['a receipt of another till', () => receiptOf(neighbour, 1)],
    ['of another till, dressed as one of this', () => `${kira.deviceId}:${receiptOf(neighbour, 1)}`],
    ['in the shift of nobody', () => 'nobody:1:1'],
    ['without a shift', () => `${kira.deviceId}:1`],
    ['number nought', () => receiptOf(kira, 0)],
    ['a number below nought', () => receiptOf(kira, -1)],
    ['a number with a nought before it', () => `${shiftOf(kira)}:07`],
    ['a number of ten digits', () => receiptOf(kira, 1_234_567_890)],
    ['digits of another script', () => `${shiftOf(kira)}:٣`],
    ['a number and a line break', () => `${receiptOf(kira, 3)}\n`],
    ['SQL', () => `${shiftOf(kira)}:1${sql}`],
  ])('%s', async (_, id) => {
    expect(await push(kira, closing(id(), receipt([bottles()])))).toMatchObject(badRequest)
    expect(await stored('receipt', id())).toBeNull()
  })

  it('a receipt in a shift that was never opened waits for the office, with its content', async () => {
    expect(await close(kira, 1, receipt([bottles()]), 77)).toEqual(heldConflict)
  })

  it('the same sale again under the same number changes nothing, another one under it waits', async () => {
    const number = next++
    const payload = receipt([bottles()])
    expect(await close(kira, number, payload)).toEqual(accepted)
    const before = await amounts('register', shiftOf(kira))
    expect(await close(kira, number, payload)).toEqual(accepted)
    expect(await close(kira, number, { ...payload, lines: [bottles({ quantityMilli: 1 })], tenders: [] })).toEqual(
      accepted,
    )
    expect(await close(kira, number, receipt([bottles()]))).toEqual(heldConflict)
    expect(await amounts('register', shiftOf(kira))).toEqual(before)
  })
})

describe('sums that lie', () => {
  const cash = (amountMinor: number) => ({ tenders: [{ tender: 'cash' as const, amountMinor }] })
  it.each<[string, () => unknown, object]>([
    ['less than nothing', () => receipt([bottles({ quantityMilli: -2_000 })]), badRequest],
    ['nothing', () => receipt([bottles({ quantityMilli: 0 })]), badRequest],
    ['half a thousandth', () => receipt([bottles({ quantityMilli: 0.5 })], cash(29_000)), badRequest],
    ['a price below nought', () => receipt([bottles({ priceMinor: -1 })], cash(1)), badRequest],
    ['a discount below nought', () => receipt([bottles({ discountMinor: -100 })]), badRequest],
    ['a discount above the price', () => receipt([bottles({ discountMinor: 58_001 })], cash(-1)), heldConflict],
    ['a quantity beyond all', () => receipt([bottles({ quantityMilli: 1e15 })]), badRequest],
    ['a price beyond all', () => receipt([bottles({ priceMinor: Number.MAX_SAFE_INTEGER })]), badRequest],
    [
      'a product of both that no number holds',
      () => receipt([bottles({ quantityMilli: 1e9, priceMinor: 1e11 })], cash(1)),
      heldConflict,
    ],
    [
      'lines that are too much together',
      () =>
        receipt(
          [1, 2].map((n) => bottles({ id: `l${n}`, quantityMilli: 1_000, priceMinor: 1e11 })),
          cash(1e11),
        ),
      heldConflict,
    ],
    ['paid less than it comes to', () => receipt([bottles()], cash(57_999)), heldConflict],
    ['paid more', () => receipt([bottles()], cash(58_001)), heldConflict],
    ['not paid', () => receipt([bottles()], { tenders: [] }), heldConflict],
    [
      'paid by two tenders against each other',
      () =>
        receipt([bottles()], {
          tenders: [
            { tender: 'cash', amountMinor: 158_000 },
            { tender: 'card', amountMinor: -100_000 },
          ],
        }),
      heldConflict,
    ],
    [
      'the same tender twice',
      () => receipt([bottles()], { tenders: [...cash(29_000).tenders, ...cash(29_000).tenders] }),
      badRequest,
    ],
    ['two lines of one name', () => receipt([bottles(), bottles()]), badRequest],
    ['no lines', () => receipt([]), badRequest],
    ['101 lines', () => receipt(Array.from({ length: 101 }, (_, n) => bottles({ id: `l${n}` }))), badRequest],
    ['less cash handed over than taken', () => receipt([bottles()], { givenMinor: 100 }), heldConflict],
    ['rounded up', () => receipt([bottles()], { roundingMinor: 50 }), heldConflict],
    ['100 roubles rounded off', () => receipt([bottles()], { roundingMinor: -10_000 }), heldConflict],
    ['a field more', () => ({ ...receipt([bottles()]), totalMinor: 1 }), badRequest],
    ['a line that is no plain name', () => receipt([bottles({ id: 'l1/x' })]), badRequest],
    ['a line named like a thing of JavaScript', () => receipt([bottles({ id: '__proto__' })]), badRequest],
    ['another one', () => receipt([bottles({ id: 'constructor' })]), badRequest],
    ['VAT of 101', () => receipt([bottles({ vatPercent: 101 })]), badRequest],
  ])('%s', async (_, payload, expected) => {
    expect(await close(kira, next, payload())).toMatchObject(expected)
    expect(await stored('receipt', receiptOf(kira, next))).toBeNull()
    if (expected === heldConflict) next += 1
  })
})

describe('a discount above the limit, with a word that does not count', () => {
  const cheap = () => bottles({ discountMinor: 29_000 })
  it.each<[string, () => string]>([
    ['of oneself', () => kira.personId],
    ['of another cashier', () => neighbour.personId],
    ['of an operator', () => who.operator.personId],
    ['of a customer', () => who.customer.personId],
    ['of nobody', () => 'nobody'],
    ['of somebody of another organisation', () => 'elsewhere'],
    ['of a thing of JavaScript', () => '__proto__'],
  ])('%s', async (_, by) => {
    const payload = receipt([cheap()], { approvals: [{ what: 'discount', by: by() }] })
    expect(await close(kira, next++, payload)).toEqual(heldConflict)
  })

  it('of a senior for something else, or of one who has left', async () => {
    const { personId } = await server.staff('Ушла', ['office'])
    const approvals = (by: string, what: 'discount' | 'return') => ({ approvals: [{ what, by }] })
    expect(await close(kira, next++, receipt([cheap()], approvals(senior, 'return')))).toEqual(heldConflict)
    expect(await close(kira, next++, receipt([cheap()], approvals(personId, 'discount')))).toEqual(accepted)
    const place = { store: server.store, pool: server.database.pool, org, dismiss: async () => undefined }
    const left = { id: personId, name: 'Ушла', roles: ['office' as const], active: false, pin: null }
    expect(await savePerson(place, { id: 'system', name: '' }, left, server.clock.now)).toMatchObject({ kind: 'ok' })
    expect(await close(kira, next++, receipt([cheap()], approvals(personId, 'discount')))).toEqual(heldConflict)
  })

  it('the limit is of each line: no line of many takes more than its own', async () => {
    const lines = [bottles(), bottles({ id: 'l2', discountMinor: 2_902 })]
    expect(await close(kira, next++, receipt(lines))).toEqual(heldConflict)
    expect(await close(kira, next++, receipt([bottles({ discountMinor: 2_900 })]))).toEqual(accepted)
  })
})

describe('users.md 12: more back than was sold', () => {
  it('split over lines of one receipt', async () => {
    const of = await sold()
    const lines = [back(of, 2_000, 58_000), back(of, 1_000, 29_000, { id: 'again' })]
    expect(await close(kira, next++, receipt(lines))).toEqual(heldConflict)
  })

  it('once by its name and once by its place', async () => {
    const of = await sold()
    const byPlace = back(of, 2_000, 58_000, { id: 'place' })
    const lines = [
      back(of, 2_000, 58_000),
      { ...byPlace, returnOf: { ...byPlace.returnOf!, lineId: '#1', position: 1 } },
    ]
    expect(await close(kira, next++, receipt(lines))).toEqual(heldConflict)
  })

  it('split over receipts and tills, and hidden in an exchange', async () => {
    const of = await sold()
    expect(await close(kira, next++, receipt([back(of, 1_000, 29_000)]))).toEqual(accepted)
    expect(await close(neighbour, 1, receipt([back(of, 1_000, 29_000), bottles()]))).toEqual(accepted)
    expect(await close(neighbour, 2, receipt([back(of, 1, 29), bottles()]))).toEqual(heldConflict)
    expect(await close(kira, next++, receipt([back(of, 1_000, 29_000)]))).toEqual(heldConflict)
    expect(await amounts('returned', of)).toEqual({ l1: 2_000 })
  })

  it('goods that came back themselves, or of the very receipt that takes them back', async () => {
    const of = await sold()
    const number = next++
    expect(await close(kira, number, receipt([back(of, 1_000, 29_000)]))).toEqual(accepted)
    const again = back(receiptOf(kira, number), 1_000, 29_000)
    expect(
      await close(kira, next++, receipt([{ ...again, returnOf: { ...again.returnOf!, lineId: 'back' } }])),
    ).toEqual(heldConflict)
    const own = next++
    expect(await close(kira, own, receipt([bottles(), back(receiptOf(kira, own), 1_000, 29_000)]))).toEqual(
      heldConflict,
    )
  })

  it('more money for the same goods', async () => {
    const of = await sold()
    expect(await close(kira, next++, receipt([back(of, 1_000, 29_002)]))).toEqual(heldConflict)
    expect(await close(kira, next++, receipt([back(of, 2_000, 58_000, { priceMinor: 1e6 })]))).toEqual(accepted)
  })

  it('a kopeck for each crumb of it', async () => {
    const of = await sold([bottles({ quantityMilli: 1_000_000, priceMinor: 1 })])
    const crumbs = Array.from({ length: 90 }, (_, n) => back(of, 1, 1, { id: `crumb-${n}` }))
    for (let times = 0; times < 12; times += 1) await close(kira, next++, receipt(crumbs))
    // wrongInBooks says whether more than the ten roubles of the sale came back.
  })

  it('as other goods than were sold: the stock gets what was sold', async () => {
    const of = await sold()
    const before = await amounts('stock', small.product)
    expect(await close(kira, next++, receipt([back(of, 1_000, 29_000, { productId: 'pump' })]))).toEqual(accepted)
    expect((await amounts('stock', small.product))['issued']).toBe((before['issued'] ?? 0) - 1_000)
    expect(await amounts('stock', 'pump')).toEqual({})
  })

  it('onto the deposit or the points of somebody who is nobody', async () => {
    const of = await sold()
    for (const tender of ['deposit', 'points'] as const)
      for (const customerId of ['nobody', `${who.victim.personId}/deposit`, kira.personId]) {
        const tenders = [{ tender, amountMinor: -29_000 }]
        expect(await close(kira, next++, receipt([back(of, 1_000, 29_000)], { tenders, customerId }))).toEqual(
          heldConflict,
        )
        expect(await amounts('balance', customerId)).toEqual({})
      }
  })
})

nothingWasOurFault()
