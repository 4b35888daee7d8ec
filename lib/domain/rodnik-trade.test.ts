import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Actor, Facts, Operation, Ref } from './operation.ts'
import { refKey } from './operation.ts'
import { refusalReasons } from './refusal.ts'
import { operationKinds, trade } from './rodnik-trade.ts'
import { accepted, actors, assigned, Books, cart, deepFreeze, submitted } from './sample-books.ts'

const anyActor = fc.constantFrom<Actor>(...Object.values(actors))
const anyKind = fc.oneof(
  fc.constantFrom(...operationKinds),
  fc.constantFrom('', 'order', 'constructor', '__proto__', 'order.toString'),
)
const someBodies = [submitted(), accepted(), assigned()].map((books) => books.order('o1'))

/** Payloads that are nearly right are worse than garbage: mix both. */
const anyPayload = fc.oneof(
  fc.anything(),
  fc.record(
    {
      source: fc.oneof(fc.constantFrom('shop', 'desk', 'route'), fc.anything()),
      customerId: fc.oneof(fc.constantFrom('anna', 'boris'), fc.string()),
      address: fc.option(fc.record({ id: fc.option(fc.string()), raw: fc.string(), note: fc.option(fc.string()) })),
      window: fc.option(fc.record({ date: fc.string(), from: fc.option(fc.string()), to: fc.option(fc.string()) })),
      lines: fc.array(
        fc.record({
          id: fc.string(),
          productId: fc.oneof(fc.constantFrom('water', 'nuts', 'tea'), fc.string()),
          quantityMilli: fc.oneof(fc.integer(), fc.double()),
          payWith: fc.constantFrom('money', 'points'),
          seenPrice: fc.oneof(fc.nat(), fc.double()),
        }),
        { maxLength: 3 },
      ),
      intent: fc.option(fc.constantFrom('cash', 'card', 'deposit')),
      note: fc.option(fc.string()),
    },
    { requiredKeys: [] },
  ),
  fc.record({
    reason: fc.string(),
    refund: fc.option(fc.constantFrom('cash', 'deposit')),
    refundId: fc.option(fc.string()),
  }),
  fc.record({
    paymentId: fc.string(),
    tender: fc.constantFrom('cash', 'deposit', 'gold'),
    amountMinor: fc.oneof(fc.integer(), fc.double()),
  }),
  fc.record({ lineId: fc.constantFrom('l1', 'l2'), deliveredMilli: fc.oneof(fc.integer(), fc.double()) }),
  fc.record({ name: fc.string(), phone: fc.string(), email: fc.option(fc.string()), address: fc.constant(null) }),
)

const operationOf = (kind: string, target: Ref, payload: unknown): Operation => ({
  deviceId: 'd',
  seq: 1,
  actorId: 'a',
  kind,
  target,
  payload,
  madeAt: 0,
  clockOffsetMs: null,
  schema: 1,
})

const factsOf = (books: Books, actor: Actor, place: Facts['place']): Facts => ({
  place,
  actor,
  now: books.now,
  document: (ref) => books.documents.get(refKey(ref)) ?? null,
  balance: (account) => books.balance(account),
  orderNumber: null,
})

const anyTarget = fc.record({
  kind: fc.oneof(fc.constantFrom('order', 'customer'), fc.string()),
  id: fc.oneof(fc.constantFrom('o1', 'anna'), fc.string()),
})

describe('bad input', () => {
  const books = new Books()

  it('is refused with a known reason and never thrown on, by the server', () => {
    fc.assert(
      fc.property(
        anyActor,
        anyKind,
        anyTarget,
        anyPayload,
        fc.constantFrom(null, ...someBodies),
        (actor, kind, target, payload, body) => {
          const operation = operationOf(kind, target, payload)
          const fitting = target.kind === 'order' ? body : (books.documents.get(refKey(target)) ?? null)
          trade.needs(operation, fitting, () => null)
          const decision = trade.decide(deepFreeze(fitting), operation, factsOf(books, actor, 'server'))
          if (decision.kind === 'refused') expect(refusalReasons).toContain(decision.reason)
          for (const value of decision.kind === 'refused' ? Object.values(decision.params) : []) {
            expect(['string', 'number']).toContain(typeof value)
          }
        },
      ),
      { numRuns: 2000 },
    )
  })

  it('and neither is a damaged body, on a device', () => {
    fc.assert(
      fc.property(anyActor, anyKind, fc.anything(), anyPayload, (actor, kind, body, payload) => {
        const operation = operationOf(kind, { kind: kind.split('.')[0] ?? '', id: 'o1' }, payload)
        trade.needs(operation, body, () => undefined)
        trade.decide(body, operation, {
          ...factsOf(books, actor, 'device'),
          document: () => undefined,
          balance: () => undefined,
        })
        const ref = { kind: operation.target.kind, id: 'o1' }
        expect(trade.scopesOf(ref, body).length).toBeGreaterThan(0)
        expect(trade.sortKeyOf(ref, body)).toContain('o1')
      }),
      { numRuns: 1000 },
    )
  })

  it('needs says at once what is named, however little is known, and comes to an end', () => {
    fc.assert(
      fc.property(anyKind, anyPayload, fc.anything(), (kind, payload, known) => {
        const operation = operationOf(kind, { kind: kind.split('.')[0] ?? '', id: 'o1' }, payload)
        const needs = trade.needs(operation, null, () => known)
        expect(trade.needs(operation, null, () => known)).toEqual(needs)
      }),
    )
  })
})

describe('the order of questions', () => {
  const ask = (operation: Partial<Operation>, actor: Actor, body: unknown = null) => {
    const full = { ...operationOf('order.submit', { kind: 'order', id: 'o9' }, cart()), ...operation }
    const decision = trade.decide(body, full, factsOf(new Books(), actor, 'server'))
    return decision.kind === 'refused' ? decision.reason : 'accepted'
  }
  const [draft] = someBodies

  it('kind, aim, shape, role, existence, whose it is, state', () => {
    expect(ask({ kind: 'order.delete', payload: 1 }, actors.dmitri)).toBe('unknownOperation')
    expect(ask({ target: { kind: 'customer', id: 'o9' } }, actors.anna)).toBe('badRequest')
    expect(ask({ target: { kind: 'order', id: 'a\u0000' } }, actors.anna)).toBe('badRequest')
    expect(ask({ payload: {} }, actors.dmitri)).toBe('badRequest')
    expect(ask({}, actors.dmitri)).toBe('notAllowed')
    expect(ask({ kind: 'order.accept', payload: {} }, actors.olga)).toBe('notFound')
    expect(ask({ kind: 'order.withdraw', payload: {} }, actors.boris, draft)).toBe('notYours')
    expect(ask({ kind: 'order.complete', payload: {} }, actors.denis, draft)).toBe('notYourStop')
    expect(ask({ kind: 'order.void', payload: { reason: '', refund: null, refundId: null } }, actors.olga, draft)).toBe(
      'notAccepted',
    )
  })

  it('S10: nobody acts without a role', () => {
    expect(ask({}, { ...actors.anna, roles: [] })).toBe('notAllowed')
  })
})

describe('where documents stand', () => {
  const order = assigned().order('o1')
  it.each<[Ref, unknown, string[]]>([
    [{ kind: 'order', id: 'o1' }, order, ['orders', 'customer:anna', 'driver:dmitri', 'counter']],
    [{ kind: 'order', id: 'o1' }, { ...order, driverId: null }, ['orders', 'customer:anna', 'counter']],
    [
      { kind: 'order', id: 'o1' },
      { ...order, driverId: null, state: 'voided', invoice: null },
      ['orders', 'customer:anna'],
    ],
    [{ kind: 'customer', id: 'anna' }, {}, ['customers', 'customer:anna']],
    [{ kind: 'balance', id: 'anna' }, {}, ['customers', 'customer:anna']],
    [{ kind: 'price', id: 'retail:water' }, { priceTypeId: 'retail' }, ['prices:retail']],
    [{ kind: 'price', id: 'retail:water' }, null, ['prices:retail']],
    [{ kind: 'product', id: 'water' }, {}, ['catalog']],
    [{ kind: 'group', id: 'g' }, {}, ['catalog']],
    [{ kind: 'priceType', id: 'retail' }, {}, ['catalog']],
    [{ kind: 'stock', id: 'water' }, {}, ['stock']],
    [{ kind: 'warehouse', id: 'main' }, {}, ['stock']],
    [{ kind: 'settings', id: 'organisation' }, {}, ['public']],
    [{ kind: 'person', id: 'olga' }, {}, ['staff']],
    [{ kind: 'invention', id: '1' }, {}, ['office']],
  ])('%j', (ref, body, scopes) => expect(trade.scopesOf(ref, body)).toEqual(scopes))

  it('orders sort by the time they came, goods by name', () => {
    const key = (createdAt: number, id: string) => trade.sortKeyOf({ kind: 'order', id }, { ...order, createdAt })
    expect([key(1_000, 'b'), key(999, 'c'), key(1_000, 'a')].sort()).toEqual([
      key(999, 'c'),
      key(1_000, 'a'),
      key(1_000, 'b'),
    ])
    expect(key(1_700_000_000_000, 'o1')).toBe('0001700000000000:o1')
    expect(trade.sortKeyOf({ kind: 'product', id: 'w' }, { name: 'Вода' })).toBe('вода:w')
    expect(trade.sortKeyOf({ kind: 'group', id: 'g' }, { name: 'Вода', position: 3 })).toBe('00000003:вода:g')
  })
})
