/** From acceptance to the end, rule by rule, on a server that carries out the effects. */
import { describe, expect, it } from 'vitest'
import type { Actor, Decision } from '../operation.ts'
import { accepted, actors, assigned, Books, customer, expectAccepted, product, submitted } from '../sample-books.ts'
import { maxLines } from './operations.ts'
import type { Order } from './order.ts'

const act = (books: Books, verb: string, payload: unknown = {}, actor: Actor = actors.olga): Decision =>
  books.act({ actor, kind: `order.${verb}`, id: 'o1', payload })

const done = (books: Books, verb: string, payload: unknown = {}, actor: Actor = actors.olga) =>
  expectAccepted(act(books, verb, payload, actor))

const refusal = (decision: Decision) =>
  decision.kind === 'refused' ? { reason: decision.reason, ...decision.params } : decision.kind

const pay = (amountMinor: number, tender = 'cash', paymentId = 'p1') => ({ paymentId, tender, amountMinor })
const deliver = (deliveredMilli: number, lineId = 'l1') => ({ lineId, deliveredMilli })
const voided = (refund: string | null = null) => ({ reason: 'ошибка', refund, refundId: refund && 'r1' })

const water = (id: string, changes = {}) => ({
  id,
  productId: 'water',
  quantityMilli: 1000,
  payWith: 'money' as const,
  seenPrice: 25_050,
  ...changes,
})
/** One bottle for money, two for 60 points out of 100. */
const mixed = () => {
  const books = new Books()
  books.open('balance/anna/points', 100)
  return submitted(books, 'o1', {
    lines: [water('l1'), water('l2', { quantityMilli: 2000, payWith: 'points', seenPrice: 30 })],
  })
}

const money = (books: Books) => ({
  receivable: books.balance('balance/anna/receivable'),
  debt: books.balance('balance/anna/debt'),
  deposit: books.balance('balance/anna/deposit'),
})
const points = (books: Books) => [books.balance('balance/anna/points'), books.balance('balance/anna/pointsHeld')]
const stock = (books: Books, product = 'water') => [
  books.balance(`stock/${product}/reserved`),
  books.balance(`stock/${product}/issued`),
]

describe('accept', () => {
  it('B22, E07: state, unpaid invoice and reserve in one decision', () => {
    const books = submitted()
    const { body, effects } = done(books, 'accept')
    expect(body).toMatchObject({
      state: 'accepted',
      invoice: { totalMinor: 50_100, paidMinor: 0, state: 'unpaid', debtMinor: 0 },
      changed: { by: 'olga', byName: 'Ольга' },
    })
    expect(effects.map((effect) => effect.kind)).toEqual(['post', 'publish'])
    expect(money(books)).toEqual({ receivable: 50_100, debt: 0, deposit: 0 })
    expect(stock(books)).toEqual([2000, 0])
  })

  it('GB3: takes the points that were held', () => {
    const books = mixed()
    done(books, 'accept')
    expect(books.order('o1').points).toEqual({ amount: 60, state: 'taken' })
    expect(points(books)).toEqual([40, 0])
    expect(money(books).receivable).toBe(25_050) // GB7
  })

  it('an order of points lines only is paid from the start', () => {
    const books = new Books()
    books.open('balance/anna/points', 100)
    accepted(books, 'o1', { lines: [water('l1', { payWith: 'points', seenPrice: 30 })] })
    expect(books.order('o1').invoice).toEqual({ totalMinor: 0, paidMinor: 0, state: 'paid', debtMinor: 0 })
    expect(refusal(act(books, 'pay', pay(1)))).toEqual({ reason: 'nothingToPay' })
    done(books, 'complete')
    expect(books.order('o1').invoice?.debtMinor).toBe(0)
  })

  it('missing stock never keeps a person from accepting', () => {
    const books = submitted(new Books(), 'o1', { lines: [water('l1', { quantityMilli: 500_000 })] })
    expect(books.order('o1').state).toBe('draft')
    done(books, 'accept')
    expect(stock(books)).toEqual([500_000, 0])
  })

  it('GA5: an unmatched customer’s order stays draft until an operator has matched the customer', () => {
    const books = new Books()
    books.put('customer', customer('anna', { matched: false }))
    submitted(books)
    expect(refusal(act(books, 'accept'))).toEqual({ reason: 'customerUnmatched' })
    expect(refusal(act(books, 'complete'))).toEqual({ reason: 'customerUnmatched' })
    expectAccepted(books.act({ actor: actors.olga, kind: 'customer.match', id: 'anna', payload: {} }))
    done(books, 'accept')
  })
})

describe('decline and withdraw', () => {
  it('B23: needs a reason, which the customer reads in the history', () => {
    const books = submitted()
    expect(refusal(act(books, 'decline', { reason: '  ' }))).toEqual({ reason: 'reasonMissing' })
    done(books, 'decline', { reason: ' не возим туда ' })
    const last = books.order('o1').history.at(-1)
    expect([last?.what, last?.params.reason]).toEqual(['decline', 'не возим туда'])
  })

  it('GB3: releases the points', () => {
    for (const [verb, payload, actor] of [
      ['decline', { reason: 'нет' }, actors.olga],
      ['withdraw', {}, actors.anna],
    ] as const) {
      const books = mixed()
      expect(points(books)).toEqual([40, 60])
      done(books, verb, payload, actor)
      expect(points(books)).toEqual([100, 0])
      expect(books.order('o1').points?.state).toBe('released')
      expect(money(books).receivable).toBe(0)
    }
  })

  it('GB6: the customer takes it back until it is accepted, not after', () => {
    const books = accepted()
    expect(refusal(act(books, 'withdraw', {}, actors.anna))).toMatchObject({ reason: 'notDraft', by: 'Ольга' })
  })
})

describe('deliver a line', () => {
  it('B17: is absolute: doing it twice changes nothing', () => {
    const books = assigned()
    done(books, 'deliverLine', deliver(1000), actors.dmitri)
    const before = books.order('o1')
    const again = done(books, 'deliverLine', deliver(1000), actors.dmitri)
    expect(again.effects).toEqual([])
    expect(again.body).toBe(before) // the very same: nobody needs to hear of it
    expect(stock(books)).toEqual([1000, 1000])
  })

  it('moves the goods from the promise to the issue by the difference, also downwards', () => {
    const books = assigned()
    done(books, 'deliverLine', deliver(2000), actors.dmitri)
    expect(stock(books)).toEqual([0, 2000])
    done(books, 'deliverLine', deliver(500 * 2), actors.dmitri)
    expect(stock(books)).toEqual([1000, 1000])
    done(books, 'deliverLine', deliver(0), actors.dmitri)
    expect(stock(books)).toEqual([2000, 0])
    expect(books.order('o1').state).toBe('inDelivery')
  })

  it('GA7: the first line of a driver’s order brings it into delivery; without a driver it stays accepted', () => {
    const books = assigned()
    done(books, 'deliverLine', deliver(1000))
    expect(books.order('o1').state).toBe('inDelivery')
    expect(books.published.at(-1)).toEqual({ order: 'o1', state: 'inDelivery' })
    const pickedUp = accepted()
    done(pickedUp, 'deliverLine', deliver(1000))
    expect(pickedUp.order('o1').state).toBe('accepted')
  })

  it('never more than was ordered and not cancelled (E33)', () => {
    const books = assigned()
    expect(refusal(act(books, 'deliverLine', deliver(3000)))).toEqual({
      reason: 'moreThanOrdered',
      product: 'Вода 19 л',
    })
    const order = books.order('o1')
    books.put('order', { ...order, lines: order.lines.map((line) => ({ ...line, cancelledMilli: 1000 })) })
    expect(refusal(act(books, 'deliverLine', deliver(2000)))).toMatchObject({ reason: 'moreThanOrdered' })
    expect(act(books, 'deliverLine', deliver(1000)).kind).toBe('accepted')
  })

  it('only lines of the order, and only whole bottles', () => {
    const books = assigned()
    expect(refusal(act(books, 'deliverLine', deliver(1000, 'l9')))).toEqual({ reason: 'unknownLine' })
    expect(refusal(act(books, 'deliverLine', deliver(500)))).toMatchObject({ reason: 'wrongQuantity' })
  })

  it('a service moves no stock', () => {
    const cleaning = water('l1', { productId: 'cleaning', seenPrice: 150_000 })
    const books = assigned(new Books(), 'o1', { lines: [cleaning] })
    done(books, 'deliverLine', deliver(1000), actors.dmitri)
    done(books, 'complete', {}, actors.dmitri)
    expect(stock(books, 'cleaning')).toEqual([0, 0])
  })
})

describe('the driver’s day', () => {
  it('a driver acts on the own stops only', () => {
    const books = assigned()
    for (const [verb, payload] of [
      ['startDelivery', {}],
      ['deliverLine', deliver(1000)],
      ['pay', pay(100)],
      ['failDelivery', { reason: 'nobodyHome', note: null }],
      ['complete', {}],
    ] as const) {
      expect([verb, refusal(act(books, verb, payload, actors.denis))]).toEqual([verb, { reason: 'notYourStop' }])
    }
  })

  it('a failed attempt keeps the order in its day; a later success forgets it', () => {
    const books = assigned()
    done(books, 'failDelivery', { reason: 'nobodyHome', note: ' звонил дважды ' }, actors.dmitri)
    const failed = books.order('o1')
    expect(failed.failure).toMatchObject({
      reason: 'nobodyHome',
      note: 'звонил дважды',
      by: 'dmitri',
      byName: 'Дмитрий',
    })
    expect([failed.state, failed.stop]).toEqual(['accepted', { date: '2025-11-21', position: 1 }])
    done(books, 'deliverLine', deliver(1000), actors.dmitri)
    expect(books.order('o1').failure).toBeNull()
  })

  it('starting twice is starting once; there is no start without a driver', () => {
    const books = assigned()
    done(books, 'startDelivery', {}, actors.dmitri)
    expect(done(books, 'startDelivery', {}, actors.dmitri).effects).toEqual([])
    expect(refusal(act(accepted(), 'startDelivery'))).toEqual({ reason: 'unknownDriver' })
  })

  it('completes and takes money, but does not accept: a draft waits for the office', () => {
    const books = submitted()
    books.put('order', { ...books.order('o1'), driverId: 'dmitri' })
    expect(refusal(act(books, 'complete', {}, actors.dmitri))).toEqual({ reason: 'notAccepted', state: 'draft' })
  })

  it('takes cash and cards, not the customer’s deposit', () => {
    const books = assigned()
    books.open('balance/anna/deposit', 100_000)
    expect(refusal(act(books, 'pay', pay(100, 'deposit'), actors.dmitri))).toEqual({
      reason: 'tenderNotPossible',
      tender: 'deposit',
    })
    done(books, 'pay', pay(100, 'card'), actors.dmitri)
    const both: Actor = { ...actors.dmitri, roles: ['driver', 'operator'] }
    done(books, 'pay', pay(100, 'deposit', 'p2'), both)
  })
})

describe('assign', () => {
  const to = (driverId: string | null, date: string | null = null, position: number | null = null) => ({
    driverId,
    date,
    position,
  })

  it('gives the stop a driver, a day and a place', () => {
    const books = accepted(new Books(), 'o1', { window: { date: '2025-11-25', from: '10:00', to: null } })
    done(books, 'assign', to('dmitri'))
    expect(books.order('o1')).toMatchObject({
      driverId: 'dmitri',
      driverName: 'dmitri',
      stop: { date: '2025-11-25', position: 10_000 },
    })
    done(books, 'assign', to('dmitri', null, 3))
    expect(books.order('o1').stop).toEqual({ date: '2025-11-25', position: 3 })
    done(books, 'assign', to('denis', '2025-11-26'))
    expect(books.order('o1')).toMatchObject({ driverId: 'denis', stop: { date: '2025-11-26', position: 10_000 } })
  })

  it('only to a person who drives and is still with us', () => {
    for (const id of ['nobody', 'olga', 'gone']) {
      expect(refusal(act(accepted(), 'assign', to(id, '2025-11-21')))).toEqual({ reason: 'unknownDriver' })
    }
  })

  it('needs a day when neither the order nor the operator names one', () => {
    expect(refusal(act(accepted(), 'assign', to('dmitri')))).toEqual({ reason: 'badRequest', path: 'date' })
  })

  it('the same again changes nothing', () => {
    const books = assigned()
    const before = books.order('o1')
    expect(done(books, 'assign', to('dmitri', '2025-11-21', 1)).body).toBe(before)
  })

  it('taken from its driver the order is accepted again, with what was delivered', () => {
    const books = assigned()
    done(books, 'deliverLine', deliver(1000), actors.dmitri)
    done(books, 'assign', to(null))
    expect(books.order('o1')).toMatchObject({ state: 'accepted', driverId: null, driverName: null, stop: null })
    expect(books.order('o1').lines[0]?.deliveredMilli).toBe(1000)
    expect(books.published.at(-1)?.state).toBe('accepted')
  })
})

describe('pay', () => {
  it('B25, B18: pays the invoice, by another way than the customer had named', () => {
    const books = accepted(new Books(), 'o1', { intent: 'cash' })
    done(books, 'pay', pay(50_100, 'card'))
    expect(books.order('o1')).toMatchObject({
      state: 'accepted',
      invoice: { paidMinor: 50_100, state: 'paid' },
      payments: [{ id: 'p1', kind: 'payment', tender: 'card', amountMinor: 50_100, by: 'olga' }],
    })
    expect(money(books).receivable).toBe(0)
  })

  it('in parts, never more than is due', () => {
    const books = accepted()
    done(books, 'pay', pay(20_000))
    expect(books.order('o1').invoice).toMatchObject({ paidMinor: 20_000, state: 'unpaid' })
    for (const amount of [30_101, 0]) {
      expect(refusal(act(books, 'pay', pay(amount, 'card', 'p2')))).toEqual({ reason: 'wrongAmount', dueMinor: 30_100 })
    }
    done(books, 'pay', pay(30_100, 'card', 'p2'))
    expect(books.order('o1').invoice?.state).toBe('paid')
  })

  it('GC5: the same payment again is the first one, whatever has become of the order since', () => {
    const books = accepted()
    done(books, 'pay', pay(50_100))
    expect(done(books, 'pay', pay(50_100)).effects).toEqual([])
    done(books, 'void', voided('card'))
    expect(done(books, 'pay', pay(50_100)).effects).toEqual([])
    expect(books.order('o1')).toMatchObject({ state: 'voided', payments: [{ id: 'p1' }, { id: 'r1' }] })
  })

  it('a second payment of a paid order tells who took the first, and when', () => {
    const books = assigned()
    const at = (books.now += 5000)
    done(books, 'pay', pay(50_100), actors.dmitri)
    books.now += 5000
    expect(refusal(act(books, 'pay', pay(50_100, 'card', 'p2')))).toEqual({ reason: 'alreadyPaid', by: 'Дмитрий', at })
  })

  it('B14: from the deposit as far as it reaches', () => {
    const books = accepted()
    books.open('balance/anna/deposit', 30_000)
    expect(refusal(act(books, 'pay', pay(50_100, 'deposit')))).toEqual({
      reason: 'depositTooSmall',
      balanceMinor: 30_000,
      neededMinor: 50_100,
    })
    done(books, 'pay', pay(30_000, 'deposit'))
    expect(money(books)).toEqual({ receivable: 20_100, debt: 0, deposit: 0 })
  })

  it('B20: paying a debt reduces it', () => {
    const books = accepted()
    done(books, 'complete')
    expect(money(books)).toEqual({ receivable: 50_100, debt: 50_100, deposit: 0 })
    done(books, 'pay', pay(20_000))
    expect(books.order('o1').invoice).toEqual({
      totalMinor: 50_100,
      paidMinor: 20_000,
      state: 'unpaid',
      debtMinor: 30_100,
    })
    done(books, 'pay', pay(30_100, 'card', 'p2'))
    expect(money(books)).toEqual({ receivable: 0, debt: 0, deposit: 0 })
    expect(books.order('o1')).toMatchObject({ state: 'completed', invoice: { state: 'paid', debtMinor: 0 } })
  })
})

describe('complete', () => {
  it('B26: all lines are delivered', () => {
    const books = assigned()
    done(books, 'deliverLine', deliver(1000), actors.dmitri)
    done(books, 'complete', {}, actors.dmitri)
    expect(books.order('o1').lines.map((line) => line.deliveredMilli)).toEqual([2000])
    expect(stock(books)).toEqual([0, 2000])
  })

  it('B20: what is not paid becomes a debt, the part that is paid does not', () => {
    const books = accepted()
    done(books, 'pay', pay(50_000))
    done(books, 'complete')
    expect(books.order('o1').invoice?.debtMinor).toBe(100)
    expect(money(books)).toEqual({ receivable: 100, debt: 100, deposit: 0 })
  })

  it('B19: a paid one leaves none', () => {
    const books = accepted()
    done(books, 'pay', pay(50_100))
    done(books, 'complete')
    expect(money(books)).toEqual({ receivable: 0, debt: 0, deposit: 0 })
  })

  it('GB1: on a draft it accepts first; the invoice exists, unpaid is a debt', () => {
    const books = mixed()
    done(books, 'complete')
    expect(books.order('o1')).toMatchObject({ state: 'completed', invoice: { totalMinor: 25_050, debtMinor: 25_050 } })
    expect(books.order('o1').history.map((entry) => entry.what)).toEqual(['submit', 'accept', 'complete'])
    expect(books.published.map((each) => each.state)).toEqual(['draft', 'completed'])
    expect([points(books), stock(books)]).toEqual([
      [40, 0],
      [0, 3000],
    ])
  })
})

describe('void', () => {
  it('B24, GB2: nothing paid: the invoice is void, the promise ends, points come back', () => {
    const books = mixed()
    done(books, 'accept')
    done(books, 'void', voided())
    expect(books.order('o1')).toMatchObject({
      state: 'voided',
      invoice: { state: 'voided' },
      points: { state: 'released' },
    })
    expect([money(books).receivable, points(books), stock(books)]).toEqual([0, [100, 0], [0, 0]])
  })

  it('GB2: a paid order says how the money goes back', () => {
    const books = accepted()
    done(books, 'pay', pay(50_100))
    expect(refusal(act(books, 'void', voided()))).toEqual({ reason: 'refundTenderMissing', paidMinor: 50_100 })
    expect(refusal(act(books, 'void', { reason: 'x', refund: 'cash', refundId: null }))).toMatchObject({
      reason: 'refundTenderMissing',
    })
    expect(refusal(act(books, 'void', { reason: 'x', refund: 'cash', refundId: 'p1' }))).toEqual({
      reason: 'badRequest',
      path: 'refundId',
    })
    done(books, 'void', voided('cash'))
    expect(books.order('o1').payments.at(-1)).toMatchObject({
      id: 'r1',
      kind: 'refund',
      tender: 'cash',
      amountMinor: 50_100,
    })
    expect(books.order('o1').invoice).toEqual({ totalMinor: 50_100, paidMinor: 0, state: 'voided', debtMinor: 0 })
    expect(money(books)).toEqual({ receivable: 0, debt: 0, deposit: 0 })
  })

  it('GB2: the money may go to the deposit, also what came from it', () => {
    const books = accepted()
    books.open('balance/anna/deposit', 30_000)
    done(books, 'pay', pay(30_000, 'deposit'))
    done(books, 'pay', pay(100, 'cash', 'p2'))
    done(books, 'void', voided('deposit'))
    expect(money(books)).toEqual({ receivable: 0, debt: 0, deposit: 30_100 })
  })

  it('GB2: delivered goods come back to stock', () => {
    const books = assigned()
    done(books, 'deliverLine', deliver(1000), actors.dmitri)
    done(books, 'void', voided())
    expect(stock(books)).toEqual([0, 0])
  })

  it('GB2: a completed order is not voided but returned; a void needs a reason', () => {
    const books = accepted()
    expect(refusal(act(books, 'void', { reason: ' ', refund: null, refundId: null }))).toEqual({
      reason: 'reasonMissing',
    })
    done(books, 'complete')
    expect(refusal(act(books, 'void', voided()))).toMatchObject({ reason: 'completedIsReturned' })
  })

  it('a refund named for an order that nobody paid pays nothing out', () => {
    const books = accepted()
    done(books, 'void', voided('deposit'))
    expect([books.order('o1').payments, money(books).deposit]).toEqual([[], 0])
  })
})

describe('what is noted', () => {
  it('A15, A16: the verified address stands beside the one as typed', () => {
    const books = submitted(new Books(), 'o1', { address: { id: null, raw: 'лесная 5', note: null } })
    done(books, 'verifyAddress', { verified: ' ул. Лесная, 5 ' })
    expect(books.order('o1').address).toMatchObject({ raw: 'лесная 5', verified: 'ул. Лесная, 5' })
    expect(refusal(act(books, 'verifyAddress', { verified: '' }))).toEqual({ reason: 'badRequest', path: 'verified' })
  })

  it('the history keeps the newest 40 acts', () => {
    const books = submitted()
    for (let count = 1; count <= 45; count++) done(books, 'note', { note: `заметка ${count}` })
    const { history } = books.order('o1')
    expect([history.length, history[0]?.what, books.order('o1').note]).toEqual([40, 'note', 'заметка 45'])
  })

  it('the largest order with a full history stays below the 64 KB of a document', () => {
    const books = new Books()
    const id = 'x'.repeat(73) // guid#guid
    books.sell(product(id, { name: 'Ж'.repeat(500) }), { retail: 1 }, 1)
    const lines = Array.from({ length: maxLines }, (_, index) =>
      water(`5c0f3a1e-0000-4000-8000-${String(index).padStart(12, '0')}`, { productId: id, seenPrice: 2 }),
    )
    const address = { id: null, raw: 'Ж'.repeat(500), note: 'Ж'.repeat(500) }
    submitted(books, 'o1', { lines, address, note: 'Ж'.repeat(1000) })
    done(books, 'accept')
    for (let count = 1; count <= 45; count++) {
      done(books, 'failDelivery', { reason: 'other', note: `${'Ж'.repeat(400)}${count}` })
    }
    expect(new TextEncoder().encode(JSON.stringify(books.order('o1'))).length).toBeLessThan(64 * 1024)
  })
})

describe('a stored order that is none', () => {
  const broken = (place: 'server' | 'device') => {
    const books = submitted()
    books.put('order', { ...books.order('o1'), lines: 'gone' } as unknown as Order)
    return () => books.decide({ actor: actors.olga, kind: 'order.accept', id: 'o1', payload: {} }, place)
  }
  it('S22: is our fault: the server throws, so that the operation is held; a device shows a refusal', () => {
    expect(broken('server')).toThrow('The stored document order/o1 is no order')
    expect(refusal(broken('device')())).toEqual({ reason: 'badRequest', path: 'document' })
  })
})
