import { describe, expect, it } from 'vitest'
import type { Actor, Decision } from '../operation.ts'
import { actors, Books, cart, customer, expectAccepted, home } from '../sample-books.ts'
import type { Address, Customer } from './customer.ts'

/** Vera came from the app; nobody has matched her yet. Anna and the firm stand in the books. */
const vera: Actor = { id: 'vera', name: 'Вера', roles: ['customer'], customerId: 'vera' }
const entrance: Address = { ...home, id: 'entrance', raw: 'пр. Мира, 7', verified: null }

function company(): Books {
  const books = new Books()
  books.put(
    'customer',
    customer('vera', { name: 'Вера', phones: ['+79120001122'], matched: false, addresses: [entrance] }),
  )
  books.put('customer', customer('firm', { name: 'ООО «Ключ»', phones: ['+74951234567'], priceTypeId: 'firms' }))
  return books
}

const customerOf = (books: Books, id: string) => books.document({ kind: 'customer', id }) as Customer
const act = (books: Books, kind: string, id: string, payload: unknown, actor: Actor = actors.olga): Decision =>
  books.act({ actor, kind, id, payload })
const done = (books: Books, kind: string, id: string, payload: unknown, actor: Actor = actors.olga) =>
  expectAccepted(act(books, kind, id, payload, actor))
const join = (books: Books, to: string, from: string | null = null, id = 'vera', actor: Actor = actors.olga) =>
  act(books, 'customer.join', id, { customerId: to, from }, actor)
const joined = (books: Books, to: string, from: string | null = null) => expectAccepted(join(books, to, from))
const refusal = (decision: Decision) =>
  decision.kind === 'refused' ? { reason: decision.reason, ...decision.params } : decision.kind

const order = (books: Books, id: string, changes: object = {}, actor: Actor = vera) =>
  done(books, 'order.submit', id, cart({ customerId: 'vera', address: null, ...changes }), actor)
/** As the server names her after the join. */
const veraAs = (customerId: string): Actor => ({ ...vera, customerId })

describe('what moves with a join (GA5, GA6)', () => {
  it('a draft waits until the client is joined, then an operator may accept it, at the prices of that customer', () => {
    const books = company()
    order(books, 'o1', { lines: [{ ...cart().lines[0], quantityMilli: 1000 }] })
    expect(books.order('o1').acceptance?.reason).toBe('customerUnmatched')
    expect(refusal(act(books, 'order.accept', 'o1', {}))).toEqual({ reason: 'customerUnmatched' })
    joined(books, 'firm')
    expect(books.order('o1')).toMatchObject({
      customerId: 'firm',
      customerName: 'ООО «Ключ»',
      client: { id: 'vera', name: 'Вера' },
      phone: '+79120001122',
      priceTypeId: 'firms',
      lines: [{ price: 21_000, seenPrice: 25_050, amount: 21_000 }],
      totalMinor: 21_000,
      acceptance: { automatic: false, reason: 'priceChanged' },
    })
    done(books, 'order.accept', 'o1', {})
    expect([books.balance('balance/vera/receivable'), books.balance('balance/firm/receivable')]).toEqual([0, 21_000])
  })

  it('an accepted order keeps its price; what is unpaid of it changes over, and so do held points of a draft', () => {
    const books = company()
    books.open('balance/vera/points', 100)
    done(books, 'customer.match', 'vera', {})
    order(books, 'o1')
    done(books, 'order.accept', 'o1', {})
    done(books, 'order.pay', 'o1', { paymentId: 'p1', tender: 'cash', amountMinor: 10_100 })
    order(books, 'o2', { lines: [{ ...cart().lines[0], payWith: 'points', seenPrice: 30, quantityMilli: 1000 }] })
    joined(books, 'firm')
    expect(books.order('o1')).toMatchObject({ customerId: 'firm', totalMinor: 50_100, priceTypeId: 'retail' })
    const names = ['receivable', 'pointsHeld', 'points'] as const
    expect(names.map((name) => books.balance(`balance/vera/${name}`))).toEqual([0, 0, 0])
    expect(names.map((name) => books.balance(`balance/firm/${name}`))).toEqual([40_000, 30, 70])
    expect(books.balance('stock/water/reserved')).toBe(2000)
  })

  it('finished orders keep what they had: customer, invoice, debt', () => {
    const books = company()
    done(books, 'customer.match', 'vera', {})
    order(books, 'o1')
    done(books, 'order.complete', 'o1', {})
    const before = books.order('o1')
    joined(books, 'firm')
    expect(books.order('o1')).toEqual(before)
    expect([books.balance('balance/vera/debt'), books.balance('balance/firm/debt')]).toEqual([50_100, 0])
    done(books, 'order.pay', 'o1', { paymentId: 'p1', tender: 'cash', amountMinor: 50_100 })
    expect([books.balance('balance/vera/debt'), books.balance('balance/vera/receivable')]).toEqual([0, 0])
  })

  it('addresses go along once; the one with the same wording is that customer’s own', () => {
    const books = company()
    const same = { ...entrance, id: 'same', raw: 'Пр.  МИРА 7', verified: 'проспект Мира, дом 7' }
    books.put('customer', { ...customerOf(books, 'firm'), addresses: [same] })
    books.put('customer', { ...customerOf(books, 'vera'), addresses: [entrance, { ...home, id: 'dacha' }] })
    order(books, 'o1', { address: { id: 'entrance', raw: entrance.raw, note: null } })
    joined(books, 'firm')
    expect(customerOf(books, 'firm').addresses.map(({ id }) => id)).toEqual(['same', 'dacha'])
    expect(books.order('o1').address).toMatchObject({ id: 'same', verified: 'проспект Мира, дом 7' })
  })

  it('the record stays the sign-in and is listed with the customer it stands for', () => {
    const books = company()
    joined(books, 'firm')
    expect(customerOf(books, 'vera')).toMatchObject({
      name: 'Вера',
      phones: ['+79120001122'],
      matched: true,
      joined: { customerId: 'firm', name: 'ООО «Ключ»', by: 'olga', wasMatched: false },
    })
    expect(customerOf(books, 'firm').clients).toEqual([{ id: 'vera', name: 'Вера', phone: '+79120001122' }])
  })
})

describe('re-mapping', () => {
  it('takes along only what came by this client', () => {
    const books = company()
    order(books, 'mine')
    joined(books, 'firm')
    order(books, 'later', {}, veraAs('firm'))
    order(books, 'theirs', { source: 'desk', customerId: 'firm' }, actors.olga)
    for (const id of ['mine', 'later', 'theirs']) done(books, 'order.accept', id, {})
    joined(books, 'anna', 'firm')
    expect(['mine', 'later', 'theirs'].map((id) => books.order(id).customerId)).toEqual(['anna', 'anna', 'firm'])
    expect(books.balance('balance/anna/receivable')).toBe(84_000)
    expect(books.balance('balance/firm/receivable')).toBe(42_000)
    expect([customerOf(books, 'firm').clients, customerOf(books, 'anna').clients?.length]).toEqual([[], 1])
    expect(customerOf(books, 'firm').addresses.map(({ id }) => id)).toEqual(['home'])
    expect(customerOf(books, 'vera').formerAccounts).toEqual(['firm'])
  })

  it('credit that was brought goes on as far as it is still there', () => {
    const books = company()
    books.open('balance/vera/deposit', 30_000)
    books.open('balance/firm/deposit', 30_000)
    joined(books, 'firm')
    expect(books.balance('balance/firm/deposit')).toBe(60_000)
    order(books, 'o1', { source: 'desk', customerId: 'firm' }, actors.olga)
    done(books, 'order.accept', 'o1', {})
    done(books, 'order.pay', 'o1', { paymentId: 'p1', tender: 'deposit', amountMinor: 42_000 })
    joined(books, 'anna', 'firm')
    expect([books.balance('balance/firm/deposit'), books.balance('balance/anna/deposit')]).toEqual([0, 18_000])
  })

  it('separated, it stands for itself again: with its open orders, its credit, and its former standing', () => {
    const books = company()
    books.open('balance/vera/deposit', 30_000)
    order(books, 'o1')
    joined(books, 'firm')
    done(books, 'customer.separate', 'vera', { from: 'firm' })
    expect(books.order('o1')).toMatchObject({
      customerId: 'vera',
      client: null,
      priceTypeId: 'retail',
      totalMinor: 50_100,
    })
    expect(customerOf(books, 'vera')).toMatchObject({ joined: null, matched: false, addresses: [entrance] })
    expect(customerOf(books, 'firm')).toMatchObject({ clients: [], addresses: [home] })
    expect([books.balance('balance/vera/deposit'), books.balance('balance/firm/deposit')]).toEqual([30_000, 0])
    expect(refusal(act(books, 'order.accept', 'o1', {}))).toEqual({ reason: 'customerUnmatched' })
  })
})

describe('is refused', () => {
  it('to oneself, to nobody, to an unmatched one, to one that is joined itself', () => {
    const books = company()
    books.put('customer', customer('gleb', { name: 'Глеб', matched: false }))
    expect(refusal(join(books, 'vera'))).toEqual({ reason: 'joinSelf' })
    expect(refusal(join(books, 'nobody'))).toEqual({ reason: 'unknownCustomer' })
    expect(refusal(join(books, 'gleb'))).toEqual({ reason: 'customerUnmatched' })
    joined(books, 'firm')
    expect(refusal(join(books, 'vera', null, 'gleb'))).toEqual({ reason: 'joinedElsewhere', name: 'ООО «Ключ»' })
    expect(refusal(join(books, 'anna', null, 'firm'))).toEqual({ reason: 'othersJoined', name: 'Вера' })
  })

  it('to customers, drivers and cashiers', () => {
    for (const actor of [vera, actors.anna, actors.dmitri, actors.kira]) {
      expect(refusal(join(company(), 'firm', null, 'vera', actor))).toEqual({ reason: 'notAllowed' })
      expect(refusal(act(company(), 'customer.separate', 'vera', { from: 'firm' }, actor))).toEqual({
        reason: 'notAllowed',
      })
    }
  })

  it('GB5: of two operators the second hears of the first; the same wish twice is one', () => {
    const books = company()
    joined(books, 'firm')
    const told = { reason: 'alreadyJoined', name: 'ООО «Ключ»', by: 'Ольга', at: books.now }
    expect(refusal(join(books, 'anna', null, 'vera', actors.pavel))).toEqual(told)
    expect(refusal(act(books, 'customer.match', 'vera', {}, actors.pavel))).toEqual(told)
    const before = customerOf(books, 'vera')
    expect(expectAccepted(join(books, 'firm', null, 'vera', actors.pavel)).body).toBe(before)
    done(books, 'customer.separate', 'vera', { from: 'firm' })
    expect(refusal(act(books, 'customer.separate', 'vera', { from: 'firm' }))).toEqual({ reason: 'notJoined' })
    expect(refusal(join(books, 'anna', 'firm'))).toEqual({ reason: 'notJoined' })
  })
})

describe('work that names the record or account of before', () => {
  it('an order written without a network becomes the account’s, also after a second re-mapping', () => {
    const books = company()
    joined(books, 'firm')
    order(books, 'o1', { customerId: 'vera' }, vera)
    joined(books, 'anna', 'firm')
    order(books, 'o2', { customerId: 'firm' }, veraAs('firm'))
    order(books, 'o3', { customerId: 'vera', source: 'desk' }, actors.olga)
    expect(['o1', 'o2', 'o3'].map((id) => [books.order(id).customerId, books.order(id).client?.id])).toEqual([
      ['anna', 'vera'],
      ['anna', 'vera'],
      ['anna', 'vera'],
    ])
    const foreign = cart({ customerId: 'boris' })
    expect(refusal(act(books, 'order.submit', 'o4', foreign, veraAs('anna')))).toEqual({ reason: 'notYours' })
  })

  it('an address and a deposit go to the account; a name stays with the record', () => {
    const books = company()
    joined(books, 'firm')
    done(books, 'customer.setAddress', 'vera', { ...entrance, id: 'new', raw: 'ул. Новая, 3' }, vera)
    done(books, 'customer.edit', 'vera', { name: 'Вера П.' }, vera)
    done(books, 'customer.deposit', 'vera', { paymentId: 'd1', tender: 'cash', amountMinor: 500 }, actors.kira)
    expect(customerOf(books, 'firm').addresses.map(({ raw }) => raw)).toContain('ул. Новая, 3')
    expect([customerOf(books, 'vera').name, customerOf(books, 'firm').name]).toEqual(['Вера П.', 'ООО «Ключ»'])
    expect([books.balance('balance/vera/deposit'), books.balance('balance/firm/deposit')]).toEqual([0, 500])
    joined(books, 'anna', 'firm')
    done(books, 'customer.setAddress', 'firm', { ...entrance, id: 'newer', raw: 'ул. Новая, 4' }, veraAs('firm'))
    expect(customerOf(books, 'anna').addresses.map(({ raw }) => raw)).toContain('ул. Новая, 4')
    expect(customerOf(books, 'firm').addresses.map(({ raw }) => raw)).not.toContain('ул. Новая, 4')
    const stranger = act(books, 'customer.setAddress', 'boris', { ...entrance, id: 'x' }, veraAs('anna'))
    expect(refusal(stranger)).toEqual({ reason: 'notYours' })
  })

  it('an order is withdrawn by who ordered, whoever’s it has become', () => {
    const books = company()
    order(books, 'o1')
    joined(books, 'firm')
    done(books, 'order.withdraw', 'o1', {}, vera)
    expect(books.order('o1').state).toBe('declined')
  })
})
