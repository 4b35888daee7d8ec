/**
 * A small water company for tests: its documents, its ledger, and a server's way of carrying out decisions. It is strict
 * where mistakes hide: facts hold only what `needs` has named, everything handed to `decide` is frozen, every decision
 * is taken twice and must come out the same, and a floored account that would fall below zero throws.
 */
import { isDeepStrictEqual } from 'node:util'
import type { Product } from './catalogue/catalogue.ts'
import type { Address, Customer } from './customer/customer.ts'
import type { Account, Actor, Decision, Facts, Operation, Posting, Ref } from './operation.ts'
import { refKey } from './operation.ts'
import type { OrderPayload } from './order/operations.ts'
import type { Order } from './order/order.ts'
import { trade } from './rodnik-trade.ts'
import type { Person, Role } from './staff/person.ts'
import { parseAccount } from './trade.ts'
import type { ListQuery } from './trade.ts'

export const actors = {
  anna: { id: 'anna', name: 'Анна', roles: ['customer'], customerId: 'anna' },
  boris: { id: 'boris', name: 'Борис', roles: ['customer'], customerId: 'boris' },
  olga: { id: 'olga', name: 'Ольга', roles: ['operator'], customerId: null },
  pavel: { id: 'pavel', name: 'Павел', roles: ['operator'], customerId: null },
  dmitri: { id: 'dmitri', name: 'Дмитрий', roles: ['driver'], customerId: null },
  denis: { id: 'denis', name: 'Денис', roles: ['driver'], customerId: null },
  kira: { id: 'kira', name: 'Кира', roles: ['cashier'], customerId: null },
  oleg: { id: 'oleg', name: 'Олег', roles: ['office'], customerId: null },
  alla: { id: 'alla', name: 'Алла', roles: ['administrator'], customerId: null },
} as const satisfies Record<string, Actor>

export const home: Address = {
  id: 'home',
  raw: 'ул. Лесная, 5',
  verified: 'Лесная улица, дом 5, квартира 12',
  note: null,
  autoAccept: false,
  neverAutoAccept: false,
  receiptContact: null,
}

export const customer = (id: string, changes: Partial<Customer> = {}): Customer => ({
  id,
  name: id === 'anna' ? 'Анна Смирнова' : id,
  phones: ['+79123456789'],
  email: null,
  addresses: [home],
  priceTypeId: null,
  matched: true,
  note: null,
  deposits: [],
  createdAt: 0,
  ...changes,
})

export const product = (id: string, changes: Partial<Product> = {}): Product => ({
  id,
  parentId: null,
  name: id,
  article: null,
  barcodes: [],
  groupId: null,
  type: 'goods',
  unit: 'шт',
  unitCode: null,
  fractional: false,
  vatPercent: 22,
  description: null,
  orderable: true,
  pricePoints: null,
  containerDepositMinor: null,
  deleted: false,
  ...changes,
})

const person = (id: string, roles: Role[], active = true): Person => ({
  id,
  name: id,
  roles,
  active,
  pinVersion: 1,
  createdAt: 0,
})

export type Act = { actor: Actor; kind: string; id: string; payload: unknown; madeAt?: number; clockOffsetMs?: number }

export class Books {
  readonly documents = new Map<string, unknown>()
  readonly ledger: Posting[] = []
  readonly published: { order: string; state: string }[] = []
  now = 1_700_000_000_000
  readonly #balances = new Map<string, number>()
  #seq = 0
  #orders = 0

  constructor() {
    this.put('settings', {
      id: 'organisation',
      name: 'Родник',
      currency: 'RUB',
      timezone: 'Europe/Moscow',
      retailPriceTypeId: 'retail',
      paymentIntents: ['cash', 'card', 'deposit'],
      phone: null,
    })
    for (const [id, autoConfirm] of [
      ['retail', false],
      ['firms', true],
    ] as const) {
      this.put('priceType', { id, name: id, currency: 'RUB', vatIncluded: true, autoConfirm })
    }
    this.sell(product('water', { name: 'Вода 19 л', pricePoints: 30 }), { retail: 25_050, firms: 21_000 }, 100_000)
    this.sell(product('nuts', { name: 'Орехи', unit: 'кг', fractional: true }), { retail: 99_999 }, 50_000)
    this.sell(product('pump', { name: 'Помпа', pricePoints: 50 }), { retail: 60_000, firms: 55_000 }, 10_000)
    this.sell(product('cleaning', { name: 'Мойка кулера', type: 'service' }), { retail: 150_000 }, 0)
    this.put('customer', customer('anna'))
    this.put('customer', customer('boris', { name: 'Борис' }))
    this.put('person', person('dmitri', ['driver']))
    this.put('person', person('denis', ['driver']))
    this.put('person', person('olga', ['operator']))
    this.put('person', person('gone', ['driver'], false))
  }

  put<Body extends { id: string }>(kind: string, body: Body): void {
    this.documents.set(refKey({ kind, id: body.id }), deepFreeze(structuredClone(body)))
  }

  sell(sold: Product, prices: Record<string, number>, onHandMilli: number): void {
    this.put('product', sold)
    for (const [priceTypeId, minor] of Object.entries(prices)) {
      this.put('price', {
        id: `${priceTypeId}:${sold.id}`,
        priceTypeId,
        productId: sold.id,
        minor,
        currency: 'RUB',
      })
    }
    if (sold.type === 'goods') this.put('stock', { id: sold.id, amounts: { 'onHand:main': onHandMilli } })
  }

  /** An opening balance, as an import would bring it. */
  open(account: Account, delta: number): void {
    this.#post({ account, delta, floored: true, entry: 'opening', ref: { kind: 'import', id: '1' } })
  }

  balance(account: Account): number {
    return this.#balances.get(account) ?? 0
  }

  document(ref: Ref): unknown {
    const list = trade.listOf?.(ref)
    if (list) return { ids: this.#listed(list) }
    return this.documents.get(refKey(ref)) ?? null
  }

  order(id: string): Order {
    const order = this.document({ kind: 'order', id })
    if (order === null) throw new Error(`No order ${id}`)
    return order as Order
  }

  /** Decides as the server does and, when accepted, carries out the effects. */
  act(act: Act): Decision {
    const decision = this.decide(act)
    if (decision.kind === 'refused') return decision
    this.documents.set(refKey(this.#target(act)), deepFreeze(decision.body))
    for (const effect of decision.effects) {
      if (effect.kind === 'publish') this.published.push({ order: effect.order, state: effect.state })
      else if (effect.kind === 'change') this.documents.set(refKey(effect.ref), deepFreeze(effect.body))
      else for (const posting of effect.postings) this.#post(posting)
    }
    return decision
  }

  decide(act: Act, place: Facts['place'] = 'server', device: Partial<Facts> = {}): Decision {
    const operation = deepFreeze({
      deviceId: 'device',
      seq: ++this.#seq,
      actorId: act.actor.id,
      kind: act.kind,
      target: this.#target(act),
      payload: structuredClone(act.payload),
      madeAt: act.madeAt ?? this.now,
      clockOffsetMs: act.clockOffsetMs ?? null,
      schema: 1,
    }) satisfies Operation
    const body = this.document(operation.target)
    const named = this.#load(operation, body)
    const facts: Facts = {
      place,
      actor: deepFreeze(structuredClone(act.actor)),
      now: this.now,
      document: (ref) => named.documents.get(refKey(ref)),
      balance: (account) => named.balances.get(account),
      orderNumber: place === 'server' ? String(++this.#orders) : null,
      ...device,
    }
    const decision = trade.decide(body, operation, facts)
    if (decision.kind === 'accepted')
      for (const effect of decision.effects)
        if (effect.kind === 'change' && !named.locked.has(refKey(effect.ref)))
          throw new Error(`${refKey(effect.ref)} is changed without a lock`)
    if (!isDeepStrictEqual(trade.decide(body, operation, facts), decision))
      throw new Error('decide is not deterministic')
    return decision
  }

  /** Loads in rounds what `needs` names, and nothing else. */
  #load(operation: Operation, body: unknown) {
    const documents = new Map<string, unknown>()
    const balances = new Map<string, number>()
    const locked = new Set<string>()
    for (let round = 0; ; round++) {
      const needs = trade.needs(operation, body, (ref) => documents.get(refKey(ref)))
      const unseen = needs.documents.filter((ref) => !documents.has(refKey(ref)))
      for (const ref of needs.documents) documents.set(refKey(ref), this.document(ref))
      for (const ref of needs.locked ?? []) locked.add(refKey(ref))
      for (const account of needs.accounts) balances.set(account, this.balance(account))
      if (unseen.length === 0) return { documents, balances, locked }
      if (round === 3) throw new Error('needs does not come to an end')
    }
  }

  #listed({ scope, kind, field, values }: ListQuery): string[] {
    return [...this.documents].flatMap(([key, body]) => {
      const ref = { kind: key.slice(0, key.indexOf('/')), id: key.slice(key.indexOf('/') + 1) }
      const isListed =
        ref.kind === kind &&
        trade.scopesOf(ref, body).includes(scope) &&
        values.includes((body as Record<string, string>)[field] ?? '')
      return isListed ? [ref.id] : []
    })
  }

  #target({ kind, id }: Act): Ref {
    return { kind: kind.slice(0, kind.indexOf('.')), id }
  }

  #post(posting: Posting): void {
    this.ledger.push(posting)
    const balance = this.balance(posting.account) + posting.delta
    this.#balances.set(posting.account, balance)
    if (posting.floored && balance < 0) throw new Error(`${posting.account} fell to ${balance}`)
    const { owner, name } = parseAccount(posting.account)
    const before = this.document(owner) as { amounts: Record<string, number> } | null
    const amounts = { ...before?.amounts, [name]: balance }
    this.put(owner.kind, { id: owner.id, amounts })
  }
}

export function cart(changes: Partial<OrderPayload<'order.submit'>> = {}): OrderPayload<'order.submit'> {
  return {
    source: 'shop',
    customerId: 'anna',
    address: { id: home.id, raw: home.raw, note: null },
    window: null,
    lines: [{ id: 'l1', productId: 'water', quantityMilli: 2000, payWith: 'money', seenPrice: 25_050 }],
    intent: null,
    note: null,
    ...changes,
  }
}

/** Anna's order for two bottles of water (501.00), submitted as draft. */
export function submitted(books = new Books(), id = 'o1', changes: Partial<OrderPayload<'order.submit'>> = {}): Books {
  expectAccepted(books.act({ actor: actors.anna, kind: 'order.submit', id, payload: cart(changes) }))
  return books
}

/** The same, accepted by Olga. */
export function accepted(books = new Books(), id = 'o1', changes: Partial<OrderPayload<'order.submit'>> = {}): Books {
  submitted(books, id, changes)
  expectAccepted(books.act({ actor: actors.olga, kind: 'order.accept', id, payload: {} }))
  return books
}

/** The same, given to the driver Dmitri. */
export function assigned(books = new Books(), id = 'o1', changes: Partial<OrderPayload<'order.submit'>> = {}): Books {
  accepted(books, id, changes)
  const payload = { driverId: 'dmitri', date: '2025-11-21', position: 1 }
  expectAccepted(books.act({ actor: actors.olga, kind: 'order.assign', id, payload }))
  return books
}

export function expectAccepted(decision: Decision): Extract<Decision, { kind: 'accepted' }> {
  if (decision.kind === 'refused') throw new Error(`refused: ${decision.reason} ${JSON.stringify(decision.params)}`)
  return decision
}

export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(deepFreeze)
  }
  return value
}
