/**
 * Random days of a small company: several people act on several orders in any sequence, sensible or not. Whatever they
 * do, the ledgers must say the same as the orders, and no order may be where the state table does not lead.
 */
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Account, Actor } from '../operation.ts'
import { actors, Books, cart, customer, home, product } from '../sample-books.ts'
import type { Act } from '../sample-books.ts'
import type { Order, OrderState } from './order.ts'
import { orderSchema } from './order.ts'
import { dueMinor } from './due.ts'
import { undeliveredLines } from './view.ts'

const orderIds = ['o1', 'o2', 'o3', 'o4']
const customerIds = ['anna', 'boris', 'firm']
const productIds = ['water', 'pump', 'nuts', 'cleaning']
const seenPrices: Record<string, number> = { water: 25_050, pump: 60_000, nuts: 99_999, cleaning: 150_000 }

/** Where an order may go in one act; staying is always possible. `none` → the two states a submit may answer with. */
const moves: Record<OrderState | 'none', OrderState[]> = {
  none: ['draft', 'accepted'],
  draft: ['accepted', 'declined', 'completed'],
  accepted: ['inDelivery', 'completed', 'voided'],
  inDelivery: ['accepted', 'completed', 'voided'],
  completed: [],
  shipped: [],
  declined: [],
  voided: [],
}

const opening: Record<Account, number> = Object.fromEntries(
  customerIds.flatMap((id) => [
    [`balance/${id}/points`, 500],
    [`balance/${id}/deposit`, 80_000],
  ]),
)

function company(): Books {
  const books = new Books()
  books.put('customer', customer('anna', { addresses: [{ ...home, autoAccept: true }] }))
  books.put('customer', customer('boris', { matched: false }))
  books.put('customer', customer('firm', { priceTypeId: 'firms' }))
  books.sell(product('nuts', { fractional: true, pricePoints: 7 }), { retail: 99_999, firms: 1 }, 2000)
  for (const [account, amount] of Object.entries(opening)) books.open(account as Account, amount)
  return books
}

const who = fc.constantFrom<Actor>(...Object.values(actors))
const orderId = fc.constantFrom(...orderIds)
const paymentId = fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5')
const tender = fc.constantFrom('cash', 'card', 'deposit')

const line = fc
  .record({
    productId: fc.constantFrom(...productIds),
    quantityMilli: fc.oneof(
      { weight: 19, arbitrary: fc.constantFrom(1000, 2000, 3000) },
      { weight: 1, arbitrary: fc.integer({ min: 1, max: 5000 }) },
    ),
    payWith: fc.constantFrom('money' as const, 'money' as const, 'points' as const),
    seen: fc.boolean(),
  })
  .map(({ productId, payWith: wish, seen, quantityMilli }) => {
    const payWith = productId === 'cleaning' ? ('money' as const) : wish
    const right = payWith === 'points' ? { water: 30, pump: 50, nuts: 7 }[productId] : seenPrices[productId]
    return { productId, quantityMilli, payWith, seenPrice: seen ? (right ?? 0) : 1 }
  })

const submit = fc
  .record({
    actor: fc.constantFrom<Actor>(actors.anna, actors.olga),
    customerId: fc.constantFrom(...customerIds),
    lines: fc.array(line, { minLength: 0, maxLength: 3, size: 'max' }),
    id: orderId,
    intent: fc.option(tender),
  })
  .map(({ actor, customerId, lines, id, intent }): Act => {
    const source = actor === actors.anna ? ('shop' as const) : ('desk' as const)
    const payload = cart({
      source,
      customerId: source === 'shop' ? 'anna' : customerId,
      lines: lines.map((each, index) => ({ id: `l${index}`, ...each })),
      intent: intent as never,
    })
    return { actor, kind: 'order.submit', id, payload }
  })

/** `share`: the amount or quantity as a part of what is due or ordered, filled in when the act is carried out. */
type Step = Act & { share?: number }

const plain = (verb: string, payload: object = {}) => fc.constant({ verb, payload })
const share = fc.double({ min: 0, max: 1.2, noNaN: true })

/** What ends an order is rare, or there would be little to see. */
const act: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  { weight: 1, arbitrary: plain('withdraw') },
  { weight: 1, arbitrary: plain('decline', { reason: 'нет' }) },
  { weight: 1, arbitrary: plain('complete') },
  {
    weight: 1,
    arbitrary: fc.record({
      verb: fc.constant('void'),
      payload: fc.record({ reason: fc.constant('ошибка'), refund: fc.option(tender), refundId: paymentId }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      verb: fc.constant('cancelRest'),
      payload: fc.record({ reason: fc.constant('взяли меньше'), refund: fc.option(tender), refundId: paymentId }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      verb: fc.constant('return'),
      share,
      line: fc.nat(3),
      refund: fc.option(tender),
      refundId: paymentId,
      returnId: fc.constantFrom('b1', 'b2', 'b3'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      verb: fc.constant('correctPayment'),
      payload: fc.record({ paymentId, correctionId: fc.constantFrom('c1', 'c2', 'c3'), tender }),
    }),
  },
  { weight: 6, arbitrary: plain('accept') },
  { weight: 6, arbitrary: fc.record({ verb: fc.constant('deliverLine'), share, line: fc.nat(3) }) },
  {
    weight: 6,
    arbitrary: fc.record({ verb: fc.constant('pay'), share: fc.oneof(share, fc.constant(1)), paymentId, tender }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      verb: fc.constant('assign'),
      payload: fc.record({
        driverId: fc.option(fc.constantFrom('dmitri', 'dmitri', 'denis', 'gone')),
        date: fc.constantFrom('2025-11-21', null),
        position: fc.option(fc.nat(3)),
      }),
    }),
  },
  { weight: 3, arbitrary: plain('startDelivery') },
  { weight: 1, arbitrary: plain('failDelivery', { reason: 'nobodyHome', note: null }) },
  { weight: 1, arbitrary: plain('note', { note: 'да' }) },
)

const step = fc.oneof(
  { weight: 2, arbitrary: submit.map((act): Step => act) },
  {
    weight: 16,
    arbitrary: fc
      .tuple(
        fc.oneof(
          { weight: 4, arbitrary: fc.constantFrom<Actor>(actors.olga, actors.olga, actors.dmitri) },
          { weight: 1, arbitrary: who },
        ),
        orderId,
        act,
      )
      .map(([actor, id, { verb, payload, ...rest }]): Step => ({
        actor,
        id,
        kind: `order.${String(verb)}`,
        payload: payload ?? rest,
        ...('share' in rest ? { share: Number(rest.share) } : {}),
      })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...customerIds), paymentId, fc.integer({ min: 1, max: 60_000 }))
      .map(([id, payment, amountMinor]): Step => ({
        actor: actors.kira,
        kind: 'customer.deposit',
        id,
        payload: { paymentId: payment, tender: 'cash', amountMinor },
      })),
  },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom(...customerIds)
      .map((id): Step => ({ actor: actors.olga, kind: 'customer.match', id, payload: {} })),
  },
)

/** Amounts that fit the order as it stands: random figures alone would be refused most of the time. */
function payloadOf(books: Books, { kind, id, payload, share }: Step): unknown {
  const order = books.document({ kind: 'order', id }) as Order | null
  if (share === undefined || order === null) return share === undefined ? payload : {}
  const given = payload as {
    line?: number
    paymentId?: string
    tender?: string
    returnId?: string
    refund?: string
    refundId?: string
  }
  if (kind === 'order.pay') {
    return { paymentId: given.paymentId, tender: given.tender, amountMinor: Math.round(dueMinor(order) * share) }
  }
  const target = order.lines[(given.line ?? 0) % order.lines.length]
  const whole = target?.productId === 'nuts' ? 1 : 1000
  if (kind === 'order.return') {
    const quantityMilli = Math.max(1, Math.round(((target?.quantityMilli ?? 0) * share) / whole) * whole)
    const { returnId, refund, refundId } = given
    return { returnId, refund, refundId, lines: [{ lineId: target?.id, quantityMilli }], reason: 'брак' }
  }
  return { lineId: target?.id, deliveredMilli: Math.round(((target?.quantityMilli ?? 0) * share) / whole) * whole }
}

/** A day begins with an order of each id, some of them already on the way with Dmitri; then anything happens. */
const day = fc
  .tuple(
    fc.tuple(submit, submit, submit, submit),
    fc.array(fc.nat(4), { minLength: orderIds.length, maxLength: orderIds.length }),
    fc.array(step, { minLength: 20, maxLength: 60, size: 'max' }),
  )
  .map(([carts, progress, steps]): Step[] => [
    ...carts.map((each, index) => ({ ...each, id: orderIds[index] ?? '' })),
    ...orderIds.flatMap((id, index) => morning(id).slice(0, progress[index])),
    ...steps,
  ])

const morning = (id: string): Step[] => [
  { actor: actors.olga, kind: 'order.accept', id, payload: {} },
  { actor: actors.olga, kind: 'order.assign', id, payload: { driverId: 'dmitri', date: '2025-11-21', position: 1 } },
  { actor: actors.olga, kind: 'order.startDelivery', id, payload: {} },
  { actor: actors.dmitri, kind: 'order.deliverLine', id, payload: { line: 0 }, share: 1 },
]

it('money, points and goods are conserved, and no order leaves the state table', () => {
  const reached = new Set<string>()
  fc.assert(
    fc.property(day, (steps) => {
      const books = company()
      for (const each of steps) {
        books.now += 60_000
        const before = stateOf(books, each)
        const decision = books.act({ ...each, payload: payloadOf(books, each) })
        const after = stateOf(books, each)
        if (decision.kind === 'refused') {
          expect(after).toBe(before)
          continue
        }
        if (each.kind === 'order.return' && decision.effects.length > 0) reached.add('goods back')
        if (after !== before) expect(moves[before]).toContain(after)
        if (after !== before) reached.add(`${before} → ${after}`)
        const orders = ordersOf(books)
        expect(ledgerSays(books)).toEqual(ordersSay(books, orders))
        for (const order of orders) expect(unsoundIn(order, books)).toEqual([])
      }
    }),
    // The rarest of the moves is made once in seventy days.
    { numRuns: 1500 },
  )
  // The test would be worth nothing if the days were empty: every move of the table has been made.
  const all = Object.entries(moves).flatMap(([from, to]) => to.map((state) => `${from} → ${state}`))
  expect([...reached].sort()).toEqual([...all, 'goods back'].sort())
})

function stateOf(books: Books, { kind, id }: Act): OrderState | 'none' {
  if (!kind.startsWith('order.')) return 'none'
  return (books.document({ kind: 'order', id }) as Order | null)?.state ?? 'none'
}

const ordersOf = (books: Books): Order[] =>
  orderIds.map((id) => books.document({ kind: 'order', id }) as Order | null).filter((each) => each !== null)

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0)

const customerAccounts = ['receivable', 'debt', 'deposit', 'points', 'pointsHeld'] as const
const stockAccounts = ['reserved', 'issued'] as const

function ledgerSays(books: Books): Record<string, number> {
  const accounts = [
    ...customerIds.flatMap((id) => customerAccounts.map((name): Account => `balance/${id}/${name}`)),
    ...productIds.flatMap((id) => stockAccounts.map((name): Account => `stock/${id}/${name}`)),
  ]
  return Object.fromEntries(accounts.map((account) => [account, books.balance(account)]))
}

/** The same accounts, reckoned from the orders alone (and the money taken for deposits). */
function ordersSay(books: Books, orders: Order[]): Record<string, number> {
  const said: Record<string, number> = {}
  for (const id of customerIds) {
    const own = orders.filter((order) => order.customerId === id)
    const points = (state: string) => sum(own.map(({ points }) => (points?.state === state ? points.amount : 0)))
    const byDeposit = own.flatMap((order) => order.payments).filter((each) => each.tender === 'deposit')
    const spent = sum(byDeposit.map((each) => (each.kind === 'payment' ? each.amountMinor : -each.amountMinor)))
    const taken = sum(
      books.ledger.filter((each) => each.entry === 'deposit' && each.ref.id === id).map((each) => each.delta),
    )
    said[`balance/${id}/receivable`] = sum(own.map(dueMinor))
    said[`balance/${id}/debt`] = sum(own.filter((order) => order.state === 'completed').map(dueMinor))
    said[`balance/${id}/deposit`] = (opening[`balance/${id}/deposit`] ?? 0) + taken - spent
    said[`balance/${id}/points`] = (opening[`balance/${id}/points`] ?? 0) - points('held') - points('taken')
    said[`balance/${id}/pointsHeld`] = points('held')
  }
  for (const id of productIds) {
    const linesOf = (some: Order[]) =>
      some.flatMap((order) => order.lines).filter((each) => each.productId === id && each.stocked)
    const promised = linesOf(orders.filter((order) => order.state === 'accepted' || order.state === 'inDelivery'))
    said[`stock/${id}/reserved`] = sum(
      promised.map((each) => each.quantityMilli - each.cancelledMilli - each.deliveredMilli),
    )
    said[`stock/${id}/issued`] = sum(linesOf(orders).map((each) => each.deliveredMilli - (each.returnedMilli ?? 0)))
  }
  return said
}

/** What is wrong with this order: nothing. */
function unsoundIn(order: Order, books: Books): string[] {
  const { invoice, payments, state } = order
  const paid = sum(payments.map((each) => (each.kind === 'payment' ? each.amountMinor : -each.amountMinor)))
  const pointsState = state === 'draft' ? 'held' : state === 'declined' || state === 'voided' ? 'released' : 'taken'
  const moneyLines = order.lines.filter((each) => each.payWith === 'money')
  const sound: Record<string, boolean> = {
    shape: orderSchema.safeParse(order).success,
    paidMinor: (invoice?.paidMinor ?? 0) === paid && paid >= 0 && paid <= order.totalMinor,
    paymentsOnce: new Set(payments.map((each) => each.id)).size === payments.length,
    totalMinor: order.totalMinor === sum(moneyLines.map((each) => each.amount)), // GB7
    invoiceExists: (invoice === null) === (state === 'draft' || state === 'declined'),
    invoiceVoided: (invoice?.state === 'voided') === (state === 'voided'),
    invoicePaid: !invoice || state === 'voided' || (invoice.state === 'paid') === (dueMinor(order) === 0),
    debt: (invoice?.debtMinor ?? 0) === (state === 'completed' ? dueMinor(order) : 0), // B20
    returned: order.lines.every((each) => (each.returnedMilli ?? 0) <= each.deliveredMilli && each.amount >= 0), // GB2
    delivered: state !== 'completed' || undeliveredLines(order).length === 0, // B26
    points: order.totalPoints === 0 ? order.points === null : order.points?.state === pointsState, // GB3
    pointsAmount: (order.points?.amount ?? 0) === order.totalPoints,
    driver: state !== 'inDelivery' || order.driverId !== null,
    published: books.published.findLast((each) => each.order === order.id)?.state === state, // GA3, GA4
  }
  return Object.keys(sound).filter((name) => !sound[name])
}
