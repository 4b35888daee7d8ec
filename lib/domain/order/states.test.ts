/** The state table of part B, written out as people read it, against every state × operation × role. */
import { describe, expect, it } from 'vitest'
import { rolesFor } from '../access.ts'
import type { Actor, Decision } from '../operation.ts'
import { accepted, actors, assigned, Books, cart, expectAccepted, submitted } from '../sample-books.ts'
import { orderPayloads } from './operations.ts'
import type { Order, OrderState } from './order.ts'
import { orderStates } from './order.ts'
import type { ActKind } from './states.ts'

const fin = 'alreadyFinished'
const ret = 'completedIsReturned'

/** Becomes this state, or is refused for this reason, for somebody who may do it. */
const table: Record<ActKind, Record<OrderState, string>> = {
  'order.withdraw': row('declined', 'notDraft', 'notDraft', fin, fin, fin, fin),
  'order.accept': row('accepted', 'notDraft', 'notDraft', fin, fin, fin, fin),
  'order.decline': row('declined', 'notDraft', 'notDraft', fin, fin, fin, fin),
  'order.void': row('notAccepted', 'voided', 'voided', ret, ret, fin, fin),
  'order.cancelRest': row('notAccepted', 'nothingDelivered', 'nothingDelivered', fin, fin, fin, fin),
  'order.deliverLine': row('notAccepted', 'inDelivery', 'inDelivery', fin, fin, fin, fin),
  'order.pay': row('notAccepted', 'accepted', 'inDelivery', 'completed', 'shipped', fin, fin),
  'order.correctPayment': row('notAccepted', 'badRequest', 'badRequest', 'badRequest', 'badRequest', fin, fin), // nothing was paid
  'order.complete': row('completed', 'completed', 'completed', fin, fin, fin, fin),
  'order.return': row('notAccepted', 'notCompleted', 'notCompleted', 'completed', 'shipped', fin, fin),
  'order.assign': row('notAccepted', 'accepted', 'accepted', fin, fin, fin, fin), // to another driver, who has not started
  'order.startDelivery': row('notAccepted', 'inDelivery', 'inDelivery', fin, fin, fin, fin),
  'order.failDelivery': row('notAccepted', 'accepted', 'inDelivery', fin, fin, fin, fin),
  'order.verifyAddress': row('draft', 'accepted', 'inDelivery', fin, fin, fin, fin),
  'order.note': row('draft', 'accepted', 'inDelivery', fin, fin, fin, fin),
}

function row(...cells: string[]): Record<OrderState, string> {
  return Object.fromEntries(orderStates.map((state, index) => [state, cells[index]])) as Record<OrderState, string> // safe: seven cells for seven states, checked by the test below
}

const payloads: Record<ActKind, unknown> = {
  'order.withdraw': {},
  'order.accept': {},
  'order.decline': { reason: 'нет машины' },
  'order.void': { reason: 'ошибка', refund: null, refundId: null },
  'order.cancelRest': { reason: 'взяли меньше', refund: null, refundId: null },
  'order.deliverLine': { lineId: 'l1', deliveredMilli: 1000 },
  'order.pay': { paymentId: 'p1', tender: 'cash', amountMinor: 50_100 },
  'order.correctPayment': { paymentId: 'p1', correctionId: 'c1', tender: 'card' },
  'order.complete': {},
  'order.return': {
    returnId: 'b1',
    lines: [{ lineId: 'l1', quantityMilli: 1000 }],
    reason: 'брак',
    refund: null, // it was not paid
    refundId: null,
  },
  'order.assign': { driverId: 'denis', date: '2025-11-22', position: null },
  'order.startDelivery': {},
  'order.failDelivery': { reason: 'nobodyHome', note: null },
  'order.verifyAddress': { verified: 'Лесная, 5' },
  'order.note': { note: 'звонить заранее' },
}

const act = (books: Books, kind: ActKind, actor: Actor): Decision =>
  books.act({ actor, kind, id: 'o1', payload: payloads[kind] })

/** Anna's order in this state; from acceptance on it is Dmitri's stop. */
function booksWith(state: OrderState): Books {
  const step = (books: Books, kind: ActKind): Books => {
    expectAccepted(act(books, kind, actors.olga))
    return books
  }
  switch (state) {
    case 'draft':
      return submitted()
    case 'accepted':
      return assigned()
    case 'inDelivery':
      return step(assigned(), 'order.startDelivery')
    case 'completed':
      return step(assigned(), 'order.complete')
    case 'shipped': {
      const books = booksWith('completed')
      books.put('order', { ...books.order('o1'), state: 'shipped' }) // by the accounting system
      return books
    }
    case 'declined':
      return step(submitted(), 'order.decline')
    case 'voided':
      return step(assigned(), 'order.void')
  }
}

const kinds = Object.keys(table) as ActKind[]
const outcome = (decision: Decision): string =>
  decision.kind === 'refused' ? decision.reason : (decision.body as Order).state

describe('the state table', () => {
  it('names every operation on an order and fills every cell', () => {
    expect(['order.submit', ...kinds].sort()).toEqual(Object.keys(orderPayloads).sort())
    for (const kind of kinds) expect(Object.values(table[kind]).every((cell) => cell !== undefined)).toBe(true)
  })

  describe.each(orderStates)('an order that is %s', (state) => {
    it.each(kinds)('%s by somebody who may', (kind) => {
      const actor = kind === 'order.withdraw' ? actors.anna : actors.olga
      const books = booksWith(state)
      expect(books.order('o1').state).toBe(state)
      expect(outcome(act(books, kind, actor))).toBe(table[kind][state])
    })

    it.each(kinds)('%s by every role', (kind) => {
      for (const actor of Object.values(actors)) {
        const books = booksWith(state)
        expect([actor.id, outcome(act(books, kind, actor))]).toEqual([actor.id, expectedFor(kind, state, actor)])
      }
    })
  })

  it.each(['order.accept', 'order.decline'] as const)('B16: %s answers an order that waits, and no other', (kind) => {
    const answered = orderStates.filter((state) => act(booksWith(state), kind, actors.olga).kind === 'accepted')
    expect(answered).toEqual(['draft'])
  })

  it('an order that does not exist is not found, and an existing one is not submitted again', () => {
    for (const kind of kinds) {
      const actor = kind === 'order.withdraw' ? actors.anna : actors.olga
      expect(outcome(act(new Books(), kind, actor))).toBe('notFound')
    }
    for (const state of orderStates) {
      const again = booksWith(state).act({ actor: actors.anna, kind: 'order.submit', id: 'o1', payload: cart() })
      expect(outcome(again)).toBe('alreadyExists')
    }
  })
})

const staff = ['operator', 'office', 'administrator']
const drivers: ActKind[] = [
  'order.deliverLine',
  'order.pay',
  'order.complete',
  'order.startDelivery',
  'order.failDelivery',
]

/** The roles of part B in words of their own, apart from the table in access.ts. */
function expectedFor(kind: ActKind, state: OrderState, actor: Actor): string {
  const [role] = actor.roles
  if (role === 'customer') {
    if (kind !== 'order.withdraw') return 'notAllowed'
    return actor.customerId === 'anna' ? table[kind][state] : 'notYours'
  }
  if (kind === 'order.withdraw') return 'notAllowed'
  if (role === 'driver') {
    if (!drivers.includes(kind)) return 'notAllowed'
    const isHis = actor.id === 'dmitri' && !['draft', 'declined'].includes(state) // these never had a driver
    return isHis ? table[kind][state] : 'notYourStop'
  }
  return role !== undefined && staff.includes(role) ? table[kind][state] : 'notAllowed'
}

describe('GB5: the second of two is told what became of the order, by whom and when', () => {
  it('two operators accept', () => {
    const books = submitted()
    const at = (books.now += 1000)
    act(books, 'order.accept', actors.pavel)
    books.now += 1000
    expect(act(books, 'order.accept', actors.olga)).toEqual({
      kind: 'refused',
      reason: 'notDraft',
      params: { state: 'accepted', by: 'Павел', at },
    })
  })

  it('one accepts what the other has declined, one voids what the other has voided', () => {
    for (const [first, second] of [
      ['order.decline', 'order.accept'],
      ['order.void', 'order.void'],
    ] as const) {
      const books = first === 'order.decline' ? submitted() : accepted()
      act(books, first, actors.pavel)
      const state = first === 'order.decline' ? 'declined' : 'voided'
      expect(act(books, second, actors.olga)).toEqual({
        kind: 'refused',
        reason: 'alreadyFinished',
        params: { state, by: 'Павел', at: books.now },
      })
    }
  })
})

describe('a person with several roles', () => {
  const both: Actor = { ...actors.dmitri, roles: ['driver', 'operator'] }
  it('is bound by none of the narrower ones', () => {
    expect(rolesFor(both, 'order.deliverLine')).toEqual(['driver', 'operator'])
    expect(outcome(act(accepted(), 'order.deliverLine', both))).toBe('accepted') // not his stop, and no driver: not in delivery
  })
})
