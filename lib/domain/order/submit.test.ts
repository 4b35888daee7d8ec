import { describe, expect, it } from 'vitest'
import type { Actor, Decision } from '../operation.ts'
import { actors, Books, cart, customer, expectAccepted, home, product, submitted } from '../sample-books.ts'
import type { Order } from './order.ts'
import { refusal, water } from './sample-acts.ts'

const submit = (books: Books, changes = {}, actor: Actor = actors.anna): Decision =>
  books.act({ actor, kind: 'order.submit', id: 'o1', payload: cart(changes) })

const line = (changes = {}) => water('l1', changes)

const bodyOf = (decision: Decision): Order => expectAccepted(decision).body as Order

describe('B12, B14: a cart becomes an order', () => {
  it('with names, units, prices and totals from the books and the number from the server', () => {
    const lines = [
      line({ quantityMilli: 2000 }),
      line({ id: 'l2', productId: 'nuts', quantityMilli: 333, seenPrice: 99_999 }),
    ]
    const order = bodyOf(submit(new Books(), { lines, note: '  домофон 12  ', intent: 'card' }))
    expect(order).toMatchObject({ number: '1', state: 'draft', customerName: 'Анна Смирнова', phone: '+79123456789' })
    expect(order.lines.map((each) => [each.name, each.unit, each.price, each.amount])).toEqual([
      ['Вода 19 л', 'шт', 25_050, 50_100],
      ['Орехи', 'кг', 99_999, 33_300],
    ])
    expect([order.totalMinor, order.note, order.intent]).toEqual([83_400, 'домофон 12', 'card'])
    expect([order.invoice, order.payments, order.publishedState]).toEqual([null, [], null])
  })

  it('posts nothing for money lines and publishes the state (GA3)', () => {
    const { effects } = expectAccepted(submit(new Books()))
    expect(effects).toEqual([{ kind: 'publish', order: 'o1', state: 'draft' }])
  })

  it.each<[string, object, object]>([
    ['B12: an empty cart', { lines: [] }, { reason: 'emptyOrder' }],
    ['an unknown product', { lines: [line({ productId: 'tea' })] }, { reason: 'unknownProduct', product: 'tea' }],
    ['half a bottle', { lines: [line({ quantityMilli: 1500 })] }, { reason: 'wrongQuantity', product: 'Вода 19 л' }],
    ['two lines of one id', { lines: [line(), line()] }, { reason: 'badRequest', path: 'lines' }],
    ['a customer of another', { customerId: 'boris' }, { reason: 'notYours' }],
    ['the desk as source, by a customer', { source: 'desk' }, { reason: 'notAllowed' }],
    [
      'B09: goods without a price in points',
      { lines: [line({ productId: 'nuts', payWith: 'points' })] },
      { reason: 'notForPoints', product: 'Орехи' },
    ],
    [
      'a day that is none',
      { window: { date: '2025-13-01', from: null, to: null } },
      { reason: 'badRequest', path: 'window.date' },
    ],
    [
      'a 31st of February',
      { window: { date: '2026-02-31', from: null, to: null } },
      { reason: 'badRequest', path: 'window.date' },
    ],
    [
      'a day before the calendar',
      { window: { date: '0000-01-01', from: null, to: null } },
      { reason: 'badRequest', path: 'window.date' },
    ],
    [
      'hours that end before they begin',
      { window: { date: '2026-02-28', from: '18:00', to: '10:00' } },
      { reason: 'badRequest', path: 'window.to' },
    ],
    [
      'hours of no length',
      { window: { date: '2026-02-28', from: '10:00', to: '10:00' } },
      { reason: 'badRequest', path: 'window.to' },
    ],
    [
      'no such month',
      { window: { date: '2025-13-01', from: null, to: null } },
      { reason: 'badRequest', path: 'window.date' },
    ],
    ['a NUL in the note', { note: 'a\u0000b' }, { reason: 'badRequest', path: 'note' }],
    ['half a surrogate pair', { note: '\ud800' }, { reason: 'badRequest', path: 'note' }],
    ['a field nobody knows', { discount: 100 }, { reason: 'badRequest', path: '' }],
    [
      'a negative quantity',
      { lines: [line({ quantityMilli: -1000 })] },
      { reason: 'badRequest', path: 'lines.0.quantityMilli' },
    ],
  ])('refuses %s', (_name, changes, expected) => {
    expect(refusal(submit(new Books(), changes))).toEqual(expected)
  })

  it('B04: refuses goods not for sale; staff may order what customers may not', () => {
    const books = new Books()
    books.sell(product('jar', { orderable: false }), { retail: 100 }, 9000)
    books.sell(product('old', { deleted: true }), { retail: 100 }, 9000)
    books.sell(product('hours', { type: 'timePackage' }), { retail: 100 }, 9000)
    const wanted = (productId: string) => ({ lines: [line({ productId, seenPrice: 100 })] })
    for (const id of ['jar', 'old', 'hours']) {
      expect(refusal(submit(books, wanted(id)))).toEqual({ reason: 'notOrderable', product: id })
    }
    for (const id of ['old', 'hours']) {
      expect(refusal(submit(books, { ...wanted(id), source: 'desk' }, actors.olga))).toMatchObject({
        reason: 'notOrderable',
      })
    }
    expect(submit(books, { ...wanted('jar'), source: 'desk' }, actors.olga).kind).toBe('accepted')
  })

  it('refuses an amount beyond the largest instead of storing a rounded one', () => {
    const books = new Books()
    books.sell(product('gold'), { retail: 90_000_000_000 }, 9000)
    const gold = (quantityMilli: number, id = 'l1') =>
      line({ id, productId: 'gold', quantityMilli, seenPrice: 90_000_000_000 })
    expect(refusal(submit(books, { lines: [gold(2000)] }))).toEqual({ reason: 'amountTooLarge' })
    expect(refusal(submit(books, { lines: [gold(1000), gold(1000, 'l2')] }))).toEqual({ reason: 'amountTooLarge' })
    expect(submit(books, { lines: [gold(1000)] }).kind).toBe('accepted')
  })

  it('refuses a customer nobody has written down, and a customer record that is gone', () => {
    const books = new Books()
    expect(refusal(submit(books, { source: 'desk', customerId: 'nobody' }, actors.olga))).toEqual({
      reason: 'unknownCustomer',
    })
  })

  it('keeps a service out of the stock', () => {
    const lines = [line({ productId: 'cleaning', seenPrice: 150_000 })]
    expect(bodyOf(submit(new Books(), { lines })).lines[0]?.stocked).toBe(false)
  })
})

describe('E05: the price list is the customer’s own', () => {
  const firm = { priceTypeId: 'firms' }
  it('whoever types the order', () => {
    for (const [actor, source] of [
      [actors.anna, 'shop'],
      [actors.olga, 'desk'],
    ] as const) {
      const books = new Books()
      books.put('customer', customer('anna', firm))
      const order = bodyOf(submit(books, { source, lines: [line({ seenPrice: 21_000 })] }, actor))
      expect([order.priceTypeId, order.totalMinor, order.lines[0]?.seenPrice]).toEqual(['firms', 21_000, null])
    }
  })

  it('and what that list does not name has no price', () => {
    const books = new Books()
    books.put('customer', customer('anna', firm))
    const lines = [line({ productId: 'nuts', seenPrice: 99_999 })]
    expect(refusal(submit(books, { lines }))).toEqual({ reason: 'priceUnknown', product: 'Орехи' })
  })

  it('and without any list there is no price at all', () => {
    const books = new Books()
    const settings = books.document({ kind: 'settings', id: 'organisation' }) as { id: string }
    books.put('settings', { ...settings, retailPriceTypeId: null })
    expect(refusal(submit(books))).toEqual({ reason: 'priceUnknown', product: 'Вода 19 л' })
  })
})

describe('GE5: the price that stands is the server’s', () => {
  it('what the customer saw is kept, and the order waits for a person', () => {
    const books = new Books()
    books.put('customer', customer('anna', { addresses: [{ ...home, autoAccept: true }] }))
    const order = bodyOf(submit(books, { lines: [line({ seenPrice: 20_000 })] }))
    expect(order.lines[0]).toMatchObject({ price: 25_050, seenPrice: 20_000, amount: 25_050 })
    expect(order.acceptance).toEqual({ automatic: false, reason: 'priceChanged' })
    expect(order.state).toBe('draft')
  })

  it.each([
    ['a price of nothing, which nobody has set', { minor: 0 }],
    ['a price in another currency', { currency: 'USD' }],
  ])('%s is no price', (_what, change) => {
    const books = new Books()
    const price = { id: 'retail:water', priceTypeId: 'retail', productId: 'water', minor: 25_050, currency: 'RUB' }
    books.put('price', { ...price, ...change })
    expect(refusal(submit(books))).toMatchObject({ reason: 'priceUnknown' })
  })

  it('nobody buys at a price of one’s own making', () => {
    expect(bodyOf(submit(new Books(), { lines: [line({ seenPrice: 0 })] })).totalMinor).toBe(25_050)
  })
})

describe('what a device does not know', () => {
  const unknown = { document: () => undefined, balance: () => undefined }
  const onDevice = (payload = cart()) =>
    new Books().decide({ actor: actors.anna, kind: 'order.submit', id: 'o1', payload }, 'device', unknown)

  it('lets the order pass at the price seen, without a number, as draft (GA8)', () => {
    const order = bodyOf(onDevice())
    expect(order).toMatchObject({
      number: null,
      state: 'draft',
      acceptance: null,
      totalMinor: 50_100,
      customerName: 'Анна',
    })
  })

  it('is no permission on the server: there, a gap in the facts is a fault (S22)', () => {
    const books = new Books()
    const decide = () =>
      books.decide({ actor: actors.anna, kind: 'order.submit', id: 'o1', payload: cart() }, 'server', unknown)
    expect(decide).toThrow('Facts lack the document customer/anna')
  })

  it('but what it does know to be wrong it says at once', () => {
    const decision = new Books().decide(
      { actor: actors.anna, kind: 'order.submit', id: 'o1', payload: cart({ lines: [] }) },
      'device',
    )
    expect(refusal(decision)).toEqual({ reason: 'emptyOrder' })
  })
})

describe('GB3, GB4, GB7: points', () => {
  const points = (quantityMilli: number, changes = {}) =>
    line({ id: 'p', quantityMilli, payWith: 'points', seenPrice: 30, ...changes })
  const rich = () => {
    const books = new Books()
    books.open('balance/anna/points', 100)
    return books
  }

  it('GB3: are held at submit', () => {
    const books = rich()
    const order = bodyOf(submit(books, { lines: [points(3000)] }))
    expect(order.points).toEqual({ amount: 90, state: 'held' })
    expect([books.balance('balance/anna/points'), books.balance('balance/anna/pointsHeld')]).toEqual([10, 90])
  })

  it('GB3: a submit that would overdraw is refused', () => {
    const books = rich()
    expect(refusal(submit(books, { lines: [points(4000)] }))).toEqual({
      reason: 'pointsTooFew',
      balance: 100,
      needed: 120,
    })
    submit(books, { lines: [points(3000)] })
    const second = books.act({
      actor: actors.anna,
      kind: 'order.submit',
      id: 'o2',
      payload: cart({ lines: [points(1000)] as never }),
    })
    expect(refusal(second)).toEqual({ reason: 'pointsTooFew', balance: 10, needed: 30 })
  })

  it('GB4, GB7: the same product for money and for points; points are in no money total', () => {
    const order = bodyOf(submit(rich(), { lines: [line(), points(2000)] }))
    expect([order.totalMinor, order.totalPoints]).toEqual([25_050, 60])
  })

  it('GE5: a changed price in points waits for a person, too', () => {
    const order = bodyOf(submit(rich(), { lines: [points(1000, { seenPrice: 10 })] }))
    expect([order.totalPoints, order.lines[0]?.seenPrice, order.acceptance?.reason]).toEqual([30, 10, 'priceChanged'])
  })
})

describe('GA8: automatic acceptance, on the server', () => {
  const allowing = (changes = {}, addressChanges = {}) => {
    const books = new Books()
    books.put(
      'customer',
      customer('anna', { addresses: [{ ...home, autoAccept: true, ...addressChanges }], ...changes }),
    )
    return books
  }
  const reason = (books: Books, changes = {}) => bodyOf(submit(books, changes)).acceptance

  it('A18: state, invoice and reserve come in the same decision as the order', () => {
    const books = allowing()
    const order = bodyOf(submit(books))
    expect(order).toMatchObject({
      state: 'accepted',
      changed: { by: 'automatic' },
      invoice: { totalMinor: 50_100, state: 'unpaid' },
    })
    expect(order.history.map((entry) => [entry.what, entry.by])).toEqual([
      ['submit', 'anna'],
      ['accept', 'automatic'],
    ])
    expect([books.balance('balance/anna/receivable'), books.balance('stock/water/reserved')]).toEqual([50_100, 2000])
    expect(books.published).toEqual([{ order: 'o1', state: 'accepted' }])
  })

  it('the points of such an order are held and taken at once', () => {
    const books = allowing()
    books.open('balance/anna/points', 100)
    const lines = [line({ payWith: 'points', seenPrice: 30 })]
    const order = bodyOf(submit(books, { lines }))
    expect([order.points?.state, order.invoice]).toEqual([
      'taken',
      { totalMinor: 0, paidMinor: 0, state: 'paid', debtMinor: 0 },
    ])
    expect([books.balance('balance/anna/points'), books.balance('balance/anna/pointsHeld')]).toEqual([70, 0])
  })

  it('a device never accepts by itself', () => {
    const decision = allowing().decide(
      { actor: actors.anna, kind: 'order.submit', id: 'o1', payload: cart() },
      'device',
    )
    expect(bodyOf(decision)).toMatchObject({ state: 'draft', acceptance: null })
  })

  it('E09: the price list confirms', () => {
    const books = allowing({ priceTypeId: 'firms' }, { autoAccept: false })
    expect(reason(books, { lines: [line({ seenPrice: 21_000 })] })).toEqual({
      automatic: true,
      reason: 'priceListConfirms',
    })
  })

  it.each<[string, object, object, object, string]>([
    ['A19: the address forbids', {}, { neverAutoAccept: true }, {}, 'addressForbids'],
    ['GA5: unmatched customer', { matched: false }, {}, {}, 'customerUnmatched'],
    ['GA2: another address', {}, {}, { address: { id: 'new', raw: 'ул. Новая, 1', note: null } }, 'addressUnknown'],
    ['GA2: no address', {}, {}, { address: null }, 'addressUnknown'],
    [
      'GA2: a known address with another wording',
      {},
      {},
      { address: { id: 'home', raw: 'ул. Чужая, 9', note: null } },
      'addressUnknown',
    ],
    ['GA2: no flag', {}, { autoAccept: false }, {}, 'noRule'],
    ['E07: more than there is', {}, {}, { lines: [line({ quantityMilli: 101_000 })] }, 'stockMissing'],
    ['B15: deposit too small', {}, {}, { intent: 'deposit' }, 'intentNotPossible'],
  ])('%s → draft', (_name, customerChanges, addressChanges, changes, expected) => {
    expect(reason(allowing(customerChanges, addressChanges), changes)).toEqual({ automatic: false, reason: expected })
  })

  it('A15: an address that no operator has seen is unknown, also to a price list that confirms', () => {
    const books = allowing({ priceTypeId: 'firms' }, { autoAccept: false, verified: null })
    expect(reason(books, { lines: [line({ seenPrice: 21_000 })] })?.reason).toBe('addressUnknown')
  })

  it('counts what is promised to others: the last bottles are accepted for the first only', () => {
    const books = allowing()
    expect(reason(books, { lines: [line({ quantityMilli: 60_000 })] })?.automatic).toBe(true)
    const second = books.act({
      actor: actors.anna,
      kind: 'order.submit',
      id: 'o2',
      payload: cart({ lines: [line({ quantityMilli: 41_000 })] as never }),
    })
    expect(bodyOf(second).acceptance?.reason).toBe('stockMissing')
  })

  it('B15: a deposit that suffices is no hindrance; a way of paying that is not offered is', () => {
    const books = allowing()
    books.open('balance/anna/deposit', 50_100)
    expect(reason(books, { intent: 'deposit' })?.automatic).toBe(true)
    const other = allowing()
    const settings = other.document({ kind: 'settings', id: 'organisation' }) as { id: string }
    other.put('settings', { ...settings, paymentIntents: ['cash'] })
    expect(reason(other, { intent: 'card' })?.reason).toBe('intentNotPossible')
  })
})

describe('when things were done', () => {
  it('history tells the time of the act by the server’s clock, the order stands where it arrived', () => {
    const books = new Books()
    const madeAt = books.now - 3_600_000 - 120_000 // an hour ago, on a clock two minutes slow
    const decision = books.act({
      actor: actors.anna,
      kind: 'order.submit',
      id: 'o1',
      payload: cart(),
      madeAt,
      clockOffsetMs: 120_000,
    })
    const order = bodyOf(decision)
    expect(order.createdAt).toBe(books.now)
    expect(order.history[0]?.at).toBe(books.now - 3_600_000)
  })

  it('a clock two hours fast does not date anything into the future', () => {
    const books = new Books()
    submitted(books)
    const madeAt = books.now + 7_200_000
    books.act({ actor: actors.olga, kind: 'order.accept', id: 'o1', payload: {}, madeAt })
    expect(books.order('o1').history.at(-1)?.at).toBe(books.now)
  })
})

it.each(['a/b', '../x', 'a b', 'a?b', 'a#b', '<b>', 'ж', 'x'.repeat(65)])(
  'an order cannot be named %j: its name stands in addresses',
  (id) => {
    const decision = new Books().act({ actor: actors.anna, kind: 'order.submit', id, payload: cart() })
    expect(refusal(decision)).toEqual({ reason: 'badRequest', path: 'target.id' })
  },
)
