/** An order paid at the counter (decision 012): the table of cases, and what the ledgers say after each. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Actor } from '../operation.ts'
import { trade } from '../rodnik-trade.ts'
import type { Books } from '../sample-books.ts'
import { accepted, actors, assigned, customer, expectAccepted, submitted } from '../sample-books.ts'
import { act, deliver, done, mixed, money, pay, points, refusal, stock, voided } from '../order/sample-acts.ts'
import { orderAtTill } from './order-at-till.ts'
import { isHandedOverAgain } from './receipt.ts'
import type { Receipt } from './receipt.ts'
import { close, closed, counterPayload } from './sample-counter.ts'
import { openTill, receiptOf, shift } from './sample-till.ts'

/** Two bottles: 501.00. */
const ready = (books = accepted()) => openTill(books)
const drawer = (books: Books) => books.balance(`register/${shift}/cash`)
const paidInFull = { totalMinor: 50_100, paidMinor: 50_100, state: 'paid', debtMinor: 0 }
const nothing = { receivable: 0, debt: 0, deposit: 0 }

describe('an order as the till knew it', () => {
  it('is paid, delivered and completed by the one act that closes its receipt', () => {
    const books = ready()
    const receipt = closed(books, 1, counterPayload(books))
    expect(receipt).toMatchObject({
      totalMinor: 50_100,
      customerName: 'Анна Смирнова',
      orderId: 'o1',
      order: { handedOver: true, fit: { appliedMinor: 50_100, depositMinor: 0, goodsMinor: 0, reason: null } },
    })
    expect(books.order('o1')).toMatchObject({
      state: 'completed',
      changed: { byName: 'Кира' },
      lines: [{ deliveredMilli: 2000 }],
      invoice: paidInFull,
      payments: [{ tender: 'cash', amountMinor: 50_100, receiptId: receiptOf(1), byName: 'Кира' }],
    })
    expect(money(books)).toEqual(nothing)
    expect(stock(books)).toEqual([0, 2000])
    expect(drawer(books)).toBe(50_100)
    expect(books.balance(`register/${shift}/vat:22`)).toBe(9_034)
    expect(books.published.at(-1)).toEqual({ order: 'o1', state: 'completed' })
    expect(
      books
        .order('o1')
        .history.slice(-2)
        .map(({ what }) => what),
    ).toEqual(['pay', 'complete'])
  })

  it('is only paid when the goods are still to be delivered: the driver takes nothing any more', () => {
    const books = ready(assigned())
    closed(books, 1, counterPayload(books, { handedOver: false }))
    expect(books.order('o1')).toMatchObject({ state: 'accepted', driverId: 'dmitri', invoice: paidInFull })
    expect(stock(books)).toEqual([2000, 0])
    expect(refusal(act(books, 'pay', pay(50_100), actors.dmitri))).toMatchObject({ reason: 'alreadyPaid', by: 'Кира' })
    done(books, 'complete', {}, actors.dmitri)
    expect(stock(books)).toEqual([0, 2000])
    expect(money(books)).toEqual(nothing)
  })

  it('is paid by several tenders, the deposit taken once', () => {
    const books = ready()
    books.open('balance/anna/deposit', 30_000)
    const tenders = [
      { tender: 'deposit' as const, amountMinor: 30_000 },
      { tender: 'card' as const, amountMinor: 20_100 },
    ]
    closed(books, 1, counterPayload(books, { tenders }))
    expect(books.order('o1').payments.map(({ tender, amountMinor }) => [tender, amountMinor])).toEqual([
      ['deposit', 30_000],
      ['card', 20_100],
    ])
    expect(money(books)).toEqual(nothing)
  })

  it('takes the rest of what was paid in part, and VAT only of that', () => {
    const books = accepted()
    done(books, 'pay', pay(10_000, 'card'))
    const receipt = closed(openTill(books), 1, counterPayload(books))
    expect(receipt).toMatchObject({ totalMinor: 40_100, order: { paidBeforeMinor: 10_000, leftMinor: 0 } })
    expect(books.order('o1').invoice).toEqual(paidInFull)
    expect(drawer(books)).toBe(40_100)
    expect(books.balance(`register/${shift}/vat:22`)).toBe(7_231)
  })

  it('may be paid in part: what stays is a debt when the goods are handed over, and is paid later', () => {
    const books = ready()
    const part = { tenders: [{ tender: 'cash' as const, amountMinor: 20_000 }] }
    expect(closed(books, 1, counterPayload(books, part))).toMatchObject({
      totalMinor: 20_000,
      order: { leftMinor: 30_100 },
    })
    expect(books.order('o1')).toMatchObject({ state: 'completed', invoice: { debtMinor: 30_100 } })
    expect(money(books)).toEqual({ receivable: 30_100, debt: 30_100, deposit: 0 })
    closed(books, 2, counterPayload(books, { handedOver: false }))
    expect(books.order('o1').invoice).toEqual(paidInFull)
    expect(money(books)).toEqual(nothing)
    expect(drawer(books)).toBe(50_100)
  })

  it('B20: a debt is paid at the counter, and nothing is delivered twice', () => {
    const books = accepted()
    done(books, 'complete')
    closed(openTill(books), 1, counterPayload(books, { handedOver: false }))
    expect(books.order('o1')).toMatchObject({ state: 'completed', invoice: paidInFull })
    expect(money(books)).toEqual(nothing)
    expect(stock(books)).toEqual([0, 2000])
  })

  it('GB1: a draft is accepted by handing its goods over', () => {
    const books = ready(submitted())
    closed(books, 1, counterPayload(books))
    expect(books.order('o1')).toMatchObject({ state: 'completed', invoice: paidInFull })
    expect(
      books
        .order('o1')
        .history.slice(-3)
        .map(({ what }) => what),
    ).toEqual(['accept', 'pay', 'complete'])
    expect(money(books)).toEqual(nothing)
    expect(stock(books)).toEqual([0, 2000])
  })

  it('GB7: what is paid with points is delivered with it and in no receipt', () => {
    const books = ready(mixed())
    const receipt = closed(books, 1, counterPayload(books))
    expect(receipt).toMatchObject({ totalMinor: 25_050, lines: [{ id: 'l1' }] })
    expect(books.order('o1')).toMatchObject({
      state: 'completed',
      lines: [{ deliveredMilli: 1000 }, { deliveredMilli: 2000 }],
    })
    expect(points(books)).toEqual([40, 0])
    expect(stock(books)).toEqual([0, 3000])
  })

  it('users.md 9: the same sale again pays once', () => {
    const books = ready()
    const payload = counterPayload(books)
    expect(closed(books, 1, payload)).toEqual(closed(books, 1, payload))
    expect(books.order('o1').payments).toHaveLength(1)
    expect(drawer(books)).toBe(50_100)
  })
})

describe('an order that somebody else has changed meanwhile: the receipt stands, what does not fit is said', () => {
  /** The till closes what it took up before `meanwhile`. */
  function late(
    meanwhile: (books: Books) => void,
    handedOver: boolean,
    books = assigned(),
  ): { books: Books; receipt: Receipt } {
    openTill(books)
    const payload = counterPayload(books, { handedOver })
    meanwhile(books)
    const receipt = closed(books, 1, payload)
    expect(drawer(books)).toBe(50_100)
    return { books, receipt }
  }
  const fitOf = ({ order }: Receipt) => order?.fit

  it('paid by another: the money stands on the customer’s deposit, the goods go out once', () => {
    const { books, receipt } = late((books) => done(books, 'pay', pay(50_100)), true)
    expect(fitOf(receipt)).toEqual({
      appliedMinor: 0,
      beyondMilli: {},
      goodsMinor: 0,
      depositMinor: 50_100,
      shortMinor: 0,
      reason: 'alreadyPaid',
    })
    expect(books.order('o1')).toMatchObject({ state: 'completed', invoice: paidInFull })
    expect(money(books)).toEqual({ ...nothing, deposit: 50_100 })
    expect(stock(books)).toEqual([0, 2000])
  })

  it('paid in part by another: the order takes what is still due', () => {
    const { books, receipt } = late((books) => done(books, 'pay', pay(20_000)), false)
    expect(fitOf(receipt)).toMatchObject({ appliedMinor: 30_100, depositMinor: 20_000, reason: 'alreadyPaid' })
    expect(books.order('o1').invoice).toEqual(paidInFull)
    expect(money(books)).toEqual({ ...nothing, deposit: 20_000 })
  })

  it('delivered and completed by the driver, unpaid: the debt is paid; goods that left as well are for the office', () => {
    const meanwhile = (books: Books) => void done(books, 'complete', {}, actors.dmitri)
    const only = late(meanwhile, false)
    expect(fitOf(only.receipt)).toMatchObject({ appliedMinor: 50_100, reason: null })
    expect(money(only.books)).toEqual(nothing)
    const both = late(meanwhile, true)
    expect(fitOf(both.receipt)).toMatchObject({ appliedMinor: 50_100, depositMinor: 0, reason: 'alreadyFinished' })
    expect(money(both.books)).toEqual(nothing)
    expect(stock(both.books)).toEqual([0, 2000])
    expect([only.receipt, both.receipt].map(isHandedOverAgain)).toEqual([false, true])
  })

  it('voided, and the goods are out of the door: they were sold by the receipt alone', () => {
    const { books, receipt } = late((books) => done(books, 'void', voided()), true)
    expect(fitOf(receipt)).toEqual({
      appliedMinor: 0,
      beyondMilli: { l1: 2000 },
      goodsMinor: 50_100,
      depositMinor: 0,
      shortMinor: 0,
      reason: 'alreadyFinished',
    })
    expect(books.order('o1').state).toBe('voided')
    expect(money(books)).toEqual(nothing)
    expect(stock(books)).toEqual([0, 2000])
    expect(isHandedOverAgain(receipt)).toBe(false)
  })

  it('voided, and only paid: the money is the customer’s', () => {
    const { books, receipt } = late((books) => done(books, 'void', voided()), false)
    expect(fitOf(receipt)).toMatchObject({ depositMinor: 50_100, goodsMinor: 0, reason: 'alreadyFinished' })
    expect(money(books)).toEqual({ ...nothing, deposit: 50_100 })
    expect(stock(books)).toEqual([0, 0])
  })

  it('paid in part and then voided with the money given back: goods that left are short of it', () => {
    const books = assigned()
    done(books, 'pay', pay(10_000, 'card', 'part'))
    openTill(books)
    const payload = counterPayload(books)
    done(books, 'void', voided('card'))
    expect(fitOf(closed(books, 1, payload))).toMatchObject({ goodsMinor: 40_100, shortMinor: 10_000, depositMinor: 0 })
    expect(stock(books)).toEqual([0, 2000])
  })

  it('shrunk to what the driver had handed over: the rest of the goods were sold by the receipt', () => {
    const shrink = (books: Books) => {
      done(books, 'deliverLine', deliver(1000), actors.dmitri)
      done(books, 'cancelRest', { reason: 'взяли меньше', refund: null, refundId: null })
    }
    const { books, receipt } = late(shrink, true)
    expect(fitOf(receipt)).toMatchObject({
      appliedMinor: 25_050,
      goodsMinor: 25_050,
      depositMinor: 0,
      reason: 'changed',
    })
    expect(books.order('o1')).toMatchObject({ state: 'completed', invoice: { totalMinor: 25_050, paidMinor: 25_050 } })
    expect(money(books)).toEqual(nothing)
    expect(stock(books)).toEqual([0, 2000])
  })

  it('GA5: a draft whose customer turned out to be unmatched stays draft, its goods were sold by the receipt', () => {
    const { books, receipt } = late(
      (books) => books.put('customer', customer('anna', { matched: false })),
      true,
      submitted(),
    )
    expect(fitOf(receipt)).toMatchObject({ goodsMinor: 50_100, reason: 'notAccepted' })
    expect(books.order('o1').state).toBe('draft')
    expect(stock(books)).toEqual([0, 2000])
  })

  it('a draft that was only paid: the money waits on the deposit', () => {
    const { books, receipt } = late(() => undefined, false, submitted())
    expect(fitOf(receipt)).toMatchObject({ depositMinor: 50_100, reason: 'notAccepted' })
    expect(books.order('o1').state).toBe('draft')
  })

  it('two tills: the first is the payment, the second is the customer’s money', () => {
    const books = ready()
    const payload = counterPayload(books)
    closed(books, 1, payload)
    const second = closed(books, 2, { ...payload, saleId: 'other' })
    expect(second.order?.fit).toMatchObject({ depositMinor: 50_100, reason: 'alreadyFinished' })
    expect(isHandedOverAgain(second)).toBe(true)
    expect(drawer(books)).toBe(100_200)
    expect(money(books)).toEqual({ ...nothing, deposit: 50_100 })
  })

  it('GA6: gone over to another customer: the money goes with the order', () => {
    const books = ready()
    const payload = counterPayload(books)
    books.put('order', { ...books.order('o1'), customerId: 'boris' })
    books.open('balance/boris/receivable', 50_100)
    expect(closed(books, 1, payload)).toMatchObject({ customerId: 'boris', customerName: 'Борис' })
    expect(books.balance('balance/boris/receivable')).toBe(0)
  })
})

describe('refused, for no till of ours closes it', () => {
  const books = ready(mixed())
  const right = counterPayload(books)
  const line = right.lines[0]
  if (!line || !right.order) throw new Error('no line')
  it.each([
    ['an order without what the till took up', { order: undefined }, 'badRequest'],
    ['what was taken up without its order', { orderId: null }, 'badRequest'],
    [
      'a discount',
      { lines: [{ ...line, discountMinor: 50 }], tenders: [{ tender: 'cash', amountMinor: 25_000 }] },
      'badRequest',
    ],
    ['rounding', { roundingMinor: -50, tenders: [{ tender: 'cash', amountMinor: 25_000 }] }, 'badRequest'],
    ['points', { tenders: [{ tender: 'points', amountMinor: 25_050 }] }, 'tenderNotPossible'],
    ['a line of no order', { lines: [{ ...line, id: 'x' }] }, 'unknownLine'],
    ['a line that is paid with points', { lines: [{ ...line, id: 'l2' }] }, 'unknownLine'],
    ['nothing', { order: { ...right.order, paidBeforeMinor: 25_050 }, tenders: [] }, 'nothingToPay'],
    ['an order that there is none of', { orderId: 'none' }, 'notFound'],
  ])('%s', (_name, changes, reason) => {
    const payload = { ...right, ...changes } as typeof right
    expect(refusal(close(books, 1, payload))).toMatchObject({ reason })
  })
})

describe('what does not fit is for the office', () => {
  const settle = (books: Books, actor: Actor, note = 'вернули наличными') =>
    books.act({ actor, kind: 'receipt.settle', id: receiptOf(1), payload: { note } })
  const scopes = (books: Books) => {
    const ref = { kind: 'receipt', id: receiptOf(1) }
    return trade.scopesOf(ref, books.document(ref))
  }
  const unfit = () => {
    const books = ready()
    const payload = counterPayload(books)
    done(books, 'pay', pay(50_100))
    closed(books, 1, payload)
    return books
  }

  it('stands in its scope until somebody there has said what became of it', () => {
    const books = unfit()
    expect(scopes(books)).toEqual(['till:device:2023-11', 'office'])
    expectAccepted(settle(books, actors.oleg))
    expect(scopes(books)).toEqual(['till:device:2023-11'])
    expect(refusal(settle(books, actors.alla))).toMatchObject({ reason: 'alreadySettled', by: 'Олег' })
    expect(drawer(books)).toBe(50_100)
  })

  it('is not for the cashier to settle, nor without a word', () => {
    expect(refusal(settle(unfit(), actors.kira))).toEqual({ reason: 'notAllowed' })
    expect(refusal(settle(unfit(), actors.oleg, ' '))).toEqual({ reason: 'reasonMissing' })
    const fits = ready()
    closed(fits, 1, counterPayload(fits))
    expect(scopes(fits)).toEqual(['till:device:2023-11'])
    expect(refusal(settle(fits, actors.oleg))).toEqual({ reason: 'nothingToSettle' })
  })
})

/** Anything may happen between taking up and closing, at the desk, at the door and at another till. */
it('money is conserved, whatever happened to the order meanwhile', () => {
  const meanwhile = fc.array(
    fc.constantFrom<(books: Books) => unknown>(
      (books) => act(books, 'accept'),
      (books) => act(books, 'pay', pay(20_000, 'card', 'desk1')),
      (books) => act(books, 'pay', pay(50_100, 'cash', 'desk2')),
      (books) => act(books, 'void', voided('deposit')),
      (books) => act(books, 'decline', { reason: 'нет' }),
      (books) => act(books, 'complete'),
      (books) => act(books, 'deliverLine', deliver(1000)),
      (books) => {
        act(books, 'deliverLine', deliver(1000))
        act(books, 'cancelRest', { reason: 'меньше', refund: 'cash', refundId: 'c2' })
      },
      (books) => act(books, 'cancelRest', { reason: 'меньше', refund: 'cash', refundId: 'c1' }),
      (books) =>
        act(books, 'return', {
          returnId: 'b',
          lines: [{ lineId: 'l1', quantityMilli: 1000 }],
          reason: 'брак',
          refund: 'cash',
          refundId: 'b1',
        }),
    ),
    { maxLength: 5 },
  )
  const reasons = new Set<string>()
  fc.assert(
    fc.property(
      meanwhile,
      meanwhile,
      fc.boolean(),
      fc.integer({ min: 1, max: 100 }),
      (before, after, handedOver, percent) => {
        const books = openTill(submitted())
        for (const step of before) step(books)
        const at = orderAtTill(books.order('o1'), [], null)
        if (at.whyNot !== null) return
        const amountMinor = Math.max(1, Math.round((at.dueMinor * percent) / 100))
        const payload = counterPayload(books, {
          handedOver: handedOver && at.isOpen,
          tenders: [{ tender: 'cash', amountMinor }],
        })
        for (const step of after) step(books)
        const deposit = money(books).deposit
        const receipt = closed(books, 1, payload)
        const fit = receipt.order?.fit
        if (!fit) throw new Error('no fit')
        reasons.add(fit.reason ?? 'fits')
        // The drawer has it all, and every kopeck of it is somewhere.
        expect(drawer(books)).toBe(amountMinor)
        expect(fit.appliedMinor + fit.goodsMinor + fit.depositMinor).toBe(amountMinor)
        expect(money(books).deposit - deposit).toBe(fit.depositMinor)
        const order = books.order('o1')
        const here = order.payments.filter(({ receiptId }) => receiptId === receipt.id)
        expect(here.reduce((sum, payment) => sum + payment.amountMinor, 0)).toBe(fit.appliedMinor)
        const due =
          order.invoice && order.invoice.state !== 'voided' ? order.invoice.totalMinor - order.invoice.paidMinor : 0
        expect(money(books)).toMatchObject({ receivable: due, debt: order.invoice?.debtMinor ?? 0 })
        expect(due).toBeGreaterThanOrEqual(0)
        // Nothing is promised for an order that is over, and goods left as often as somebody says so.
        const open = order.state === 'accepted' || order.state === 'inDelivery'
        const delivered = order.lines.reduce((sum, line) => sum + line.deliveredMilli - (line.returnedMilli ?? 0), 0)
        const [reserved, issued] = stock(books)
        if (!open) expect(reserved).toBe(0)
        const beyond = Object.values(fit.beyondMilli).reduce((sum, milli) => sum + milli, 0)
        expect((issued ?? 0) - delivered).toBe(beyond)
        expect(beyond > 0).toBe(fit.goodsMinor + fit.shortMinor > 0)
      },
    ),
    // The rarest of the reasons comes once in a hundred runs.
    { numRuns: 2000 },
  )
  expect([...reasons].sort()).toEqual(['alreadyFinished', 'alreadyPaid', 'changed', 'fits', 'notAccepted'])
})
