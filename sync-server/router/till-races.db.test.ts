/**
 * Tills, drivers, desks and the office at the very same moment, on the real database: whoever is first, every kopeck stands
 * in the books once (`wrongInBooks`), and nothing is a fault of ours.
 */
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Order } from '../../lib/domain/order/order.ts'
import type { Receipt } from '../../lib/domain/till/receipt.ts'
import {
  aLine,
  cart,
  customer,
  mustBeAccepted,
  nothingWasOurFault,
  openHostileCompany,
  order as orderRef,
  type Person,
  push,
  server,
  who,
} from '../testing/hostile-company.ts'
import { amounts, stored } from '../testing/stored.ts'
import {
  accepted,
  back,
  bottles,
  close,
  forOrder,
  heldConflict,
  openTill,
  receipt,
  receiptOf,
  shiftOf,
} from '../testing/till-acts.ts'
import { booksAddUp, wrongInBooks } from '../testing/till-books.ts'

openHostileCompany()
booksAddUp()

let tills: [Person, Person, Person]
const numbers = new Map<Person, number>()
const next = (person: Person): number => {
  const number = (numbers.get(person) ?? 0) + 1
  numbers.set(person, number)
  return number
}
beforeAll(async () => {
  tills = [await openTill('Первая'), await openTill('Вторая'), await openTill('Третья')]
})

let made = 0
const desk = (verb: string, id: string, payload: object = {}, person = who.operator) =>
  push(person, { kind: `order.${verb}`, target: { kind: 'order', id }, payload })
const payment = (amountMinor: number, tender = 'card') => ({ paymentId: `p-${(made += 1)}`, tender, amountMinor })

/** Two bottles ordered from a phone, accepted, given to the driver: 580.00. */
async function ordered(): Promise<Order> {
  made += 1
  const { id } = orderRef(`race-${made}`)
  const payload = cart('customer', { lines: [aLine] })
  await mustBeAccepted(who.customer, { kind: 'order.submit', target: { kind: 'order', id }, payload })
  expect(await desk('accept', id)).toEqual(accepted)
  expect(await desk('assign', id, { driverId: who.driver.personId, date: '2026-06-01', position: 1 })).toEqual(accepted)
  return orderNow(id)
}
async function orderNow(id: string): Promise<Order> {
  const order = await stored<Order>('order', id)
  if (!order) throw new Error(`no order ${id}`)
  return order
}
const deposit = (amountMinor: number) =>
  mustBeAccepted(who.operator, {
    kind: 'customer.deposit',
    target: customer('customer'),
    payload: { paymentId: `d-${(made += 1)}`, tender: 'cash', amountMinor },
  })
const balance = async () => amounts('balance', who.customer.personId)
const kinds = (verdicts: { kind: string }[]) => verdicts.map(({ kind }) => kind).sort()

describe('at the very same moment', () => {
  it('two tills and the driver take the money of one order: one payment counts, the rest is the customer’s', async () => {
    const order = await ordered()
    const before = (await balance())['deposit'] ?? 0
    const [left, right] = tills
    const verdicts = await Promise.all([
      close(left, next(left), forOrder(order, { handedOver: true })),
      close(right, next(right), forOrder(order, { handedOver: true })),
      desk('pay', order.id, payment(58_000, 'cash'), who.driver),
      desk('pay', order.id, payment(58_000)),
    ])
    expect(verdicts.slice(0, 2)).toEqual([accepted, accepted])
    const after = await orderNow(order.id)
    expect(after).toMatchObject({ state: 'completed', invoice: { paidMinor: 58_000, debtMinor: 0 } })
    const fits = after.payments.filter(({ receiptId }) => receiptId).length
    expect((await balance())['deposit'] ?? 0).toBe(before + (2 - fits) * 58_000)
  })

  it.each(['deposit', 'points'] as const)(
    '%s of one customer spent at three tills: only what is there',
    async (tender) => {
      if (tender === 'deposit') await deposit(100_000)
      const has = (await balance())[tender] ?? 0
      const priceMinor = tender === 'deposit' ? Math.floor(has / 2) : 100
      const payload = () =>
        receipt([bottles({ quantityMilli: 1_000, priceMinor })], {
          customerId: who.customer.personId,
          tenders: [{ tender, amountMinor: priceMinor }],
          ...(tender === 'points' ? { pointMinor: 100 } : {}),
        })
      const verdicts = await Promise.all(tills.map((till) => close(till, next(till), payload())))
      expect(kinds(verdicts)).toEqual(
        tender === 'deposit' ? ['accepted', 'accepted', 'held'] : ['held', 'held', 'held'],
      )
      expect((await balance())[tender] ?? 0).toBe(tender === 'deposit' ? has - 2 * priceMinor : 0)
    },
  )

  it('a parked sale taken up at three tills goes to one', async () => {
    const { returnOf: _, ...line } = bottles()
    const target = { kind: 'parked', id: `parked-${(made += 1)}` }
    const payload = { name: 'кошелёк в машине', tillName: 'Касса', customerId: null, lines: [line] }
    const [one] = tills
    expect(await push(one, { kind: 'parked.put', target, payload })).toEqual(accepted)
    expect(await push(one, { kind: 'parked.put', target, payload })).toMatchObject({ reason: 'alreadyExists' })
    const verdicts = await Promise.all(tills.map((till) => push(till, { kind: 'parked.take', target, payload: {} })))
    expect(kinds(verdicts)).toEqual(['accepted', 'refused', 'refused'])
    expect(verdicts.filter(({ kind }) => kind === 'refused')).toMatchObject([
      { reason: 'alreadyTaken' },
      { reason: 'alreadyTaken' },
    ])
  })

  it('goods of one line come back at three tills: two of three bottles’ worth is held', async () => {
    const [one] = tills
    const number = next(one)
    expect(await close(one, number, receipt([bottles()]))).toEqual(accepted)
    const goods = () => receipt([back(receiptOf(one, number), 2_000, 58_000)])
    const verdicts = await Promise.all(tills.map((till) => close(till, next(till), goods())))
    expect(kinds(verdicts)).toEqual(['accepted', 'held', 'held'])
    expect(await amounts('returned', receiptOf(one, number))).toEqual({ l1: 2_000 })
  })

  it('the desk, the till and another till take the goods of one order back: one of them', async () => {
    const order = await ordered()
    const [one, other] = tills
    const number = next(one)
    expect(await close(one, number, forOrder(order, { handedOver: true }))).toEqual(accepted)
    const goods = () => receipt([back(receiptOf(one, number), 2_000, 58_000)])
    const verdicts = await Promise.all([
      close(one, next(one), goods()),
      close(other, next(other), { ...goods(), lines: [...goods().lines, bottles()], tenders: [] }),
      desk('return', order.id, {
        ...{ returnId: 'b', lines: [{ lineId: 'l1', quantityMilli: 2_000 }], reason: 'брак' },
        ...{ refund: 'cash', refundId: 'r' },
      }),
    ])
    expect(verdicts.filter(({ kind }) => kind === 'accepted')).toHaveLength(1)
    // An order's goods are exchanged at the desk, whoever is first.
    expect(verdicts[1]).toEqual(heldConflict)
    expect((await orderNow(order.id)).lines).toMatchObject([{ returnedMilli: 2_000 }])
  })

  it('three people of the office rule on one held return: one of them', async () => {
    const [one, other] = tills
    const number = next(one)
    expect(await close(one, number, receipt([bottles()]))).toEqual(accepted)
    const goods = receipt([back(receiptOf(one, number), 2_000, 58_000)])
    expect(await close(one, next(one), goods)).toEqual(accepted)
    const held = next(other)
    expect(await close(other, held, { ...goods, saleId: `again-${held}` })).toEqual(heldConflict)
    const input = { deviceId: other.deviceId, seq: other.seq, reason: 'спор' }
    const answers = await Promise.all([
      who.office.browser.call('office.decideHeld', { ...input, how: 'asItIs' }),
      who.office.browser.call('office.decideHeld', { ...input, how: 'writtenDown' }),
      who.office.browser.call('office.decideHeld', { deviceId: input.deviceId, seq: input.seq, how: 'refuse' }),
    ])
    expect(answers.map(({ reason }) => reason ?? 'done').sort()).toEqual(['done', 'notFound', 'notFound'])
  })
})

describe('a day of everybody at once, from a seed', () => {
  const step = fc.record({
    actor: fc.nat(5),
    what: fc.nat(9),
    which: fc.nat(1),
    part: fc.integer({ min: 1, max: 100 }),
    tender: fc.constantFrom('cash' as const, 'card' as const, 'deposit' as const),
  })
  type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

  async function tillAct(person: Person, { what, part, tender }: Step, order: Order): Promise<object> {
    const own = (await receiptsOf(person)).filter(({ kind }) => kind !== 'return')
    const last = own[part % Math.max(1, own.length)]
    const line = last?.lines.find(({ returnOf }) => returnOf === null)
    if (what < 5) {
      const payload = forOrder(order, { handedOver: what < 3, tender, part: what % 2 === 0 ? 1 : part / 100 })
      if (payload) return close(person, next(person), payload)
    }
    if (what < 8 && last && line) {
      const quantityMilli = part % 3 === 0 ? 2_000 : 1_000
      const amountMinor = Math.round((line.amountMinor * quantityMilli) / line.quantityMilli)
      const goods = {
        ...back(last.id, quantityMilli, amountMinor),
        returnOf: { receiptId: last.id, lineId: line.id, amountMinor },
      }
      const lines = what === 7 ? [goods, bottles()] : [goods]
      const total = (what === 7 ? 58_000 : 0) - amountMinor
      const tenders = total === 0 ? [] : [{ tender, amountMinor: total }]
      return close(person, next(person), receipt(lines, { tenders, customerId: who.customer.personId }))
    }
    const tenders = [{ tender, amountMinor: 58_000 }]
    return close(person, next(person), receipt([bottles()], { tenders, customerId: who.customer.personId }))
  }
  const receiptsOf = async (person: Person): Promise<Receipt[]> =>
    (
      await server.database.pool.query<{ body: Receipt }>(
        `select body from documents where kind = 'receipt' and id like $1 order by id`,
        [`${shiftOf(person)}:%`],
      )
    ).rows.map(({ body }) => body)

  async function deskAct({ what, part, tender }: Step, { id, payments }: Order): Promise<object> {
    const refund = { reason: 'так', refund: tender, refundId: `r-${(made += 1)}` }
    switch (what) {
      case 0:
        return desk('void', id, refund)
      case 1:
        return desk('cancelRest', id, refund)
      case 2:
      case 3:
        return desk('return', id, {
          ...refund,
          returnId: refund.refundId,
          lines: [{ lineId: 'l1', quantityMilli: 1_000 }],
        })
      case 4:
        return desk('deliverLine', id, { lineId: 'l1', deliveredMilli: 1_000 })
      case 5:
        return desk('complete', id)
      case 6: {
        const wrong = payments[part % Math.max(1, payments.length)]
        if (wrong) return desk('correctPayment', id, { paymentId: wrong.id, correctionId: `c-${(made += 1)}`, tender })
        return desk('pay', id, payment(58_000, tender))
      }
      default:
        return desk('pay', id, payment(580 * part, tender))
    }
  }

  function driverAct({ what, part }: Step, { id }: Order): Promise<object> {
    if (what < 3) return desk('deliverLine', id, { lineId: 'l1', deliveredMilli: 1_000 * (part % 3) }, who.driver)
    if (what < 7) return desk('pay', id, payment(what === 3 ? 58_000 : 580 * part, 'cash'), who.driver)
    return desk('complete', id, {}, who.driver)
  }

  async function officeAct({ what, part }: Step): Promise<void> {
    const { rows } = await server.database.pool.query<{ device: string; seq: string }>(
      `select device, seq from operations where verdict_kind = 'held' order by position`,
    )
    const held = rows[part % Math.max(1, rows.length)]
    if (!held) return
    const how = (['again', 'asItIs', 'writtenDown', 'refuse'] as const)[what % 4]
    const reason = how === 'asItIs' || how === 'writtenDown' ? { reason: 'так' } : {}
    await who.office.browser.call('office.decideHeld', { deviceId: held.device, seq: Number(held.seq), how, ...reason })
  }

  it('leaves books that add up', async () => {
    await deposit(200_000)
    const verdicts = new Map<string, number>()
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(step, { minLength: 2, maxLength: 6 }), { minLength: 3, maxLength: 7 }),
        async (waves) => {
          const orders = [await ordered(), await ordered()]
          for (const wave of waves) {
            const copies = await Promise.all(orders.map(({ id }) => orderNow(id)))
            // One act of each at a time: a device numbers what it does.
            const acts = [...new Map(wave.map((one) => [one.actor, one])).values()].map(async (one) => {
              const order = copies[one.which] ?? orders[0]
              const till = tills[one.actor]
              if (!order) return
              if (one.actor === 5) return officeAct(one)
              const verdict = till
                ? await tillAct(till, one, order)
                : one.actor === 3
                  ? await deskAct(one, order)
                  : await driverAct(one, order)
              expect(verdict).not.toMatchObject({ cause: 'fault' })
              // A refund is no payment to be corrected; everything else here has the right shape.
              if (one.what !== 6) expect(verdict).not.toMatchObject({ reason: 'badRequest' })
              const name = Object.values(verdict)
                .filter((value) => typeof value === 'string')
                .join(' ')
              verdicts.set(name, (verdicts.get(name) ?? 0) + 1)
            })
            await Promise.all(acts)
          }
          expect(await wrongInBooks(server)).toEqual([])
        },
      ),
      { numRuns: 20, endOnFailure: true },
    )
    // It would prove little if nearly nothing came about.
    expect(verdicts.get('accepted')).toBeGreaterThan(50)
    expect(verdicts.get('held conflict')).toBeGreaterThan(5)
  })
})

nothingWasOurFault()
