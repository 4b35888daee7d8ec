import { describe, expect, it } from 'vitest'
import type { Actor, Decision } from '../operation.ts'
import { actors, Books, customer, expectAccepted, home } from '../sample-books.ts'
import type { Address, Customer } from './customer.ts'

const act = (books: Books, verb: string, payload: unknown, actor: Actor = actors.olga, id = 'anna'): Decision =>
  books.act({ actor, kind: `customer.${verb}`, id, payload })

const done = (books: Books, verb: string, payload: unknown, actor: Actor = actors.olga, id = 'anna'): Customer =>
  expectAccepted(act(books, verb, payload, actor, id)).body as Customer

const refusal = (decision: Decision) =>
  decision.kind === 'refused' ? { reason: decision.reason, ...decision.params } : decision.kind

const someone = { name: ' Вера ', phone: '8 (912) 000-11-22', email: null, address: null }
const trusted: Address = { ...home, autoAccept: true, neverAutoAccept: true, receiptContact: 'a@b.ru' }

describe('register', () => {
  it('makes a customer of the books, with the phone as it is stored everywhere (GC6)', () => {
    const made = done(
      new Books(),
      'register',
      { ...someone, address: { ...home, raw: ' Лесная 1 ' } },
      actors.olga,
      'vera',
    )
    expect(made).toMatchObject({ id: 'vera', name: 'Вера', phones: ['+79120001122'], matched: true, deposits: [] })
    expect(made.addresses[0]?.raw).toBe('Лесная 1')
  })

  it.each([
    [{ phone: '12345' }, { reason: 'phoneWrong' }],
    [{ name: ' ' }, { reason: 'badRequest', path: 'name' }],
    [{ email: 'vera' }, { reason: 'badRequest', path: 'email' }],
    [{ address: { ...home, raw: '' } }, { reason: 'badRequest', path: 'address.raw' }],
  ])('refuses %j', (changes, expected) => {
    expect(refusal(act(new Books(), 'register', { ...someone, ...changes }, actors.olga, 'vera'))).toEqual(expected)
  })

  it('is not for customers and drivers, and makes nobody twice', () => {
    for (const actor of [actors.anna, actors.dmitri]) {
      expect(refusal(act(new Books(), 'register', someone, actor, 'vera'))).toEqual({ reason: 'notAllowed' })
    }
    expect(refusal(act(new Books(), 'register', someone))).toEqual({ reason: 'alreadyExists' })
  })
})

describe('edit', () => {
  it('staff: only the fields named, phones normalised and each once', () => {
    const before = customer('anna')
    const after = done(new Books(), 'edit', {
      phones: ['89120001122', '+7 912 000 11 22', '8 495 123-45-67'],
      note: ' VIP ',
      priceTypeId: 'firms',
    })
    expect(after).toEqual({ ...before, phones: ['+79120001122', '+74951234567'], note: 'VIP', priceTypeId: 'firms' })
  })

  it('a customer: name and e-mail of the own record, nothing else', () => {
    const after = done(new Books(), 'edit', { name: 'Анна С.', email: ' a@b.ru ' }, actors.anna)
    expect([after.name, after.email]).toEqual(['Анна С.', 'a@b.ru'])
    for (const payload of [{ phones: [] }, { note: 'x' }, { priceTypeId: 'firms' }, { name: 'A', priceTypeId: null }]) {
      expect(refusal(act(new Books(), 'edit', payload, actors.anna))).toEqual({ reason: 'notAllowed' })
    }
    expect(refusal(act(new Books(), 'edit', { name: 'Ева' }, actors.boris))).toEqual({ reason: 'notYours' })
  })

  it('refuses what cannot be', () => {
    expect(refusal(act(new Books(), 'edit', { phones: ['1'] }))).toEqual({ reason: 'phoneWrong' })
    expect(refusal(act(new Books(), 'edit', { priceTypeId: 'nope' }))).toEqual({
      reason: 'badRequest',
      path: 'priceTypeId',
    })
    expect(refusal(act(new Books(), 'edit', { name: '' }))).toEqual({ reason: 'badRequest', path: 'name' })
    expect(refusal(act(new Books(), 'edit', { name: 'x' }, actors.olga, 'nobody'))).toEqual({ reason: 'notFound' })
  })
})

describe('one phone, one customer', () => {
  const claimed = () => {
    const books = new Books()
    books.put('phone', { id: '+79120001122', customerId: 'boris', name: 'Борис' })
    return books
  }

  it('a number of another is refused with the name of its owner, however it is spelled', () => {
    const taken = { reason: 'phoneTaken', name: 'Борис' }
    expect(refusal(act(claimed(), 'register', someone, actors.olga, 'vera'))).toEqual(taken)
    expect(refusal(act(claimed(), 'edit', { phones: ['+79123456789', '8-912-000-11-22'] }))).toEqual(taken)
  })

  it('the own number and free ones are fine', () => {
    const own = done(claimed(), 'edit', { phones: ['89120001122', '8 495 123-45-67'] }, actors.olga, 'boris')
    expect(own.phones).toEqual(['+79120001122', '+74951234567'])
  })

  it('a device does not know and lets it pass', () => {
    const wanted = { actor: actors.olga, kind: 'customer.register', id: 'vera', payload: someone }
    expect(claimed().decide(wanted, 'device', { document: () => undefined }).kind).toBe('accepted')
  })
})

describe('addresses', () => {
  const withAddress = (address: Address) => {
    const books = new Books()
    books.put('customer', customer('anna', { addresses: [address] }))
    return books
  }

  it('A15–A19: staff set everything, over the one of this id', () => {
    const after = done(new Books(), 'setAddress', { ...trusted, note: ' этаж 3 ' })
    expect(after.addresses).toEqual([{ ...trusted, note: 'этаж 3' }])
  })

  it('A16: a customer writes address and note; the flags stay the operator’s', () => {
    const wish = { ...home, note: 'код 12', autoAccept: true, verified: 'куда угодно', receiptContact: 'x@y.ru' }
    expect(done(new Books(), 'setAddress', wish, actors.anna).addresses).toEqual([{ ...home, note: 'код 12' }])
    const added = done(new Books(), 'setAddress', { ...wish, id: 'dacha' }, actors.anna)
    expect(added.addresses[1]).toEqual({
      id: 'dacha',
      raw: home.raw,
      note: 'код 12',
      verified: null,
      autoAccept: false,
      neverAutoAccept: false,
      receiptContact: null,
    })
  })

  it('a new wording loses what was said of the old one, but not the prohibition', () => {
    const after = done(withAddress(trusted), 'setAddress', { ...trusted, raw: 'другой конец города' }, actors.anna)
    expect(after.addresses).toEqual([{ ...trusted, raw: 'другой конец города', verified: null, autoAccept: false }])
  })

  it('removed twice is removed; no removing and adding brings a permission back', () => {
    const books = withAddress({ ...home, autoAccept: true })
    done(books, 'removeAddress', { addressId: 'home' }, actors.anna)
    expect(done(books, 'removeAddress', { addressId: 'home' }, actors.anna).addresses).toEqual([])
    expect(done(books, 'setAddress', { ...home, autoAccept: true }, actors.anna).addresses[0]).toMatchObject({
      autoAccept: false,
      verified: null,
    })
  })

  it('are not endless, and never empty', () => {
    const books = new Books()
    for (let count = 1; count < 30; count++) done(books, 'setAddress', { ...home, id: `a${count}` }, actors.anna)
    expect(refusal(act(books, 'setAddress', { ...home, id: 'a31' }, actors.anna))).toEqual({
      reason: 'tooManyAddresses',
    })
    expect(act(books, 'setAddress', { ...home, id: 'a7', note: 'x' }, actors.anna).kind).toBe('accepted')
    expect(refusal(act(books, 'setAddress', { ...home, raw: ' ' }))).toEqual({ reason: 'badRequest', path: 'raw' })
  })
})

describe('match', () => {
  it('GA5: is the operator’s, and doing it twice is doing it once', () => {
    const books = new Books()
    books.put('customer', customer('anna', { matched: false }))
    expect(refusal(act(books, 'match', {}, actors.anna))).toEqual({ reason: 'notAllowed' })
    const matched = done(books, 'match', {})
    expect(matched.matched).toBe(true)
    expect(done(books, 'match', {})).toBe(matched)
  })
})

describe('deposit', () => {
  const paid = (paymentId: string) => ({ paymentId, tender: 'cash', amountMinor: 100_000 })

  it('B14: goes to the customer’s deposit, once per payment (GC5)', () => {
    const books = new Books()
    done(books, 'deposit', paid('d1'), actors.kira)
    const after = done(books, 'deposit', paid('d1'), actors.olga)
    expect(books.balance('balance/anna/deposit')).toBe(100_000)
    expect(after.deposits).toEqual([
      { id: 'd1', tender: 'cash', amountMinor: 100_000, at: books.now, by: 'kira', byName: 'Кира' },
    ])
  })

  it('keeps the newest 200 on the record; every one stands in the ledger', () => {
    const books = new Books()
    for (let count = 1; count <= 205; count++) done(books, 'deposit', paid(`d${count}`))
    const { deposits } = books.document({ kind: 'customer', id: 'anna' }) as Customer
    expect([deposits.length, deposits[0]?.id, books.balance('balance/anna/deposit')]).toEqual([200, 'd6', 20_500_000])
  })

  it('is not taken by customers or drivers, nor for nothing', () => {
    for (const actor of [actors.anna, actors.dmitri]) {
      expect(refusal(act(new Books(), 'deposit', paid('d1'), actor))).toEqual({ reason: 'notAllowed' })
    }
    expect(refusal(act(new Books(), 'deposit', { ...paid('d1'), amountMinor: 0 }))).toMatchObject({
      reason: 'badRequest',
    })
  })
})
