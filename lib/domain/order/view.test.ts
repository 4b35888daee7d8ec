import { describe, expect, it } from 'vitest'
import { missingStock } from '../catalogue/stock.ts'
import type { Actor } from '../operation.ts'
import { accepted, actors, assigned, Books, customer, submitted } from '../sample-books.ts'
import { orderStates } from './order.ts'
import { paidState } from './paid-state.ts'
import { isOpen, possibleIn } from './states.ts'
import type { ActKind } from './states.ts'
import { dueMinor } from './due.ts'
import { canDo, undeliveredLines } from './view.ts'

const after = (books: Books, ...acts: [verb: string, payload: unknown][]) => {
  for (const [verb, payload] of acts) books.act({ actor: actors.olga, kind: `order.${verb}`, id: 'o1', payload })
  return books.order('o1')
}
const pay = (amountMinor: number): [string, unknown] => ['pay', { paymentId: 'p1', tender: 'cash', amountMinor }]
const voided: [string, unknown] = ['void', { reason: 'x', refund: 'cash', refundId: 'r1' }]

describe('what is due', () => {
  it.each([
    ['a draft', submitted(), [], 0, 'unpaid', true],
    ['accepted', accepted(), [], 50_100, 'unpaid', true],
    ['paid in part', accepted(), [pay(100)], 50_000, 'partlyPaid', true],
    ['paid', accepted(), [pay(50_100)], 0, 'paid', true],
    ['completed and paid', accepted(), [pay(50_100), ['complete', {}]], 0, 'paid', false],
    ['B20: a debt', accepted(), [pay(100), ['complete', {}]], 50_000, 'debt', false],
    ['voided', accepted(), [pay(50_100), voided], 0, 'unpaid', false],
  ] as [string, Books, [string, unknown][], number, string, boolean][])(
    '%s',
    (_name, books, acts, due, state, open) => {
      const order = after(books, ...acts)
      expect([dueMinor(order), paidState(order), isOpen(order)]).toEqual([due, state, open])
    },
  )
})

it('undelivered lines are those with something left', () => {
  const order = after(assigned(), ['deliverLine', { lineId: 'l1', deliveredMilli: 1000 }])
  expect(undeliveredLines(order).map((line) => line.id)).toEqual(['l1'])
  expect(undeliveredLines(after(assigned(), ['complete', {}]))).toEqual([])
})

describe('canDo', () => {
  const kinds = Object.keys(possibleIn) as ActKind[]
  const may = (actor: Actor, order = assigned().order('o1')) =>
    kinds.filter((kind) => canDo(order, kind, actor) === true)

  it('offers what the rules would accept', () => {
    expect(may(actors.dmitri).sort()).toEqual([
      'order.complete',
      'order.deliverLine',
      'order.failDelivery',
      'order.pay',
      'order.startDelivery',
    ])
    expect(may(actors.denis)).toEqual([])
    expect(may(actors.anna, submitted().order('o1'))).toEqual(['order.withdraw'])
    expect(may(actors.olga, submitted().order('o1')).sort()).toEqual([
      'order.accept',
      'order.complete',
      'order.decline',
      'order.note',
      'order.verifyAddress',
    ])
  })

  it('agrees with the state table for staff, but for paying what is paid and starting without a driver', () => {
    const whole = after(assigned(), pay(100))
    const order = { ...whole, lines: whole.lines.map((line) => ({ ...line, deliveredMilli: 1000 })) }
    for (const state of orderStates) {
      for (const kind of kinds.filter((each) => each !== 'order.withdraw')) {
        const invoice = { totalMinor: 50_100, paidMinor: 0, state: 'unpaid' as const, debtMinor: 0 }
        const possible =
          canDo({ ...order, state, invoice: state === 'draft' ? null : invoice }, kind, actors.olga) === true
        expect([state, kind, possible]).toEqual([state, kind, possibleIn[kind].includes(state)])
      }
    }
    expect(canDo(after(assigned(), pay(50_100)), 'order.pay', actors.olga)).toMatchObject({ reason: 'alreadyPaid' })
    expect(canDo(accepted().order('o1'), 'order.startDelivery', actors.olga)).toMatchObject({ reason: 'unknownDriver' })
    expect(canDo(after(accepted(), pay(50_100)), 'order.void', actors.olga)).toBe(true)
  })

  it('GA5: looks at the customer where the device holds one', () => {
    const order = submitted().order('o1')
    const held = (ref: { kind: string }) => (ref.kind === 'customer' ? customer('anna', { matched: false }) : undefined)
    expect(canDo(order, 'order.accept', actors.olga, held)).toEqual({ reason: 'customerUnmatched', params: {} })
  })
})

describe('missing stock', () => {
  const order = submitted(new Books(), 'o1', {
    lines: [
      { id: 'l1', productId: 'water', quantityMilli: 3000, payWith: 'money', seenPrice: 25_050 },
      { id: 'l2', productId: 'water', quantityMilli: 2000, payWith: 'money', seenPrice: 25_050 },
      { id: 'l3', productId: 'cleaning', quantityMilli: 1000, payWith: 'money', seenPrice: 150_000 },
    ],
  }).order('o1')

  it('adds up the lines of a product and all warehouses, less reserves and issues', () => {
    const amounts = { 'onHand:main': 4000, 'onHand:north': 3000, reserved: 1500, issued: 1000 }
    expect(missingStock(order, () => amounts)).toEqual([
      { productId: 'water', name: 'Вода 19 л', neededMilli: 5000, freeMilli: 4500 },
    ])
    expect(missingStock(order, () => ({ ...amounts, issued: 500 }))).toEqual([])
  })

  it('does not count the order’s own reserve against it', () => {
    const amounts = { 'onHand:main': 5000, reserved: 5000 }
    expect(missingStock(order, () => amounts)).toHaveLength(1)
    expect(missingStock({ ...order, state: 'accepted' }, () => amounts)).toEqual([])
  })

  it('says nothing where stock is not known, and everything where there is none', () => {
    expect(missingStock(order, () => undefined)).toEqual([])
    expect(missingStock(order, () => null).map((each) => each.freeMilli)).toEqual([0])
  })
})
