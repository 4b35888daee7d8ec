/** A till's day by its rules: shift, receipts, returns, close. */
import { describe, expect, it } from 'vitest'
import type { Actor, Decision } from '../operation.ts'
import { actors, Books, expectAccepted } from '../sample-books.ts'
import type { CartLine, Closing } from './cart.ts'
import type { ReceiptPayload } from './operations.ts'
import type { Receipt } from './receipt.ts'
import { openTill, paidInCash, receiptOf, shift, water } from './sample-till.ts'
import type { Shift } from './shift.ts'
import { shiftTotals } from './totals.ts'

const opened = () => openTill(new Books(), 100_000)

const act = (books: Books, kind: string, id: string, payload: unknown, actor: Actor = actors.kira): Decision =>
  books.act({ actor, kind, id, payload })

const sale = (lines: CartLine[], closing: Partial<Closing> = {}, saleId = 'sale-1'): ReceiptPayload =>
  paidInCash({ saleId, lines, discount: null }, closing)

const back = (quantityMilli: number, returnedMilli = 0, receiptId = receiptOf(1)): CartLine =>
  water({
    id: 'back',
    quantityMilli,
    returnOf: { receiptId, lineId: 'l1', soldMilli: 3000, soldMinor: 75_150, returnedMilli },
  })

const sold = (books: Books, number: number, payload: ReceiptPayload, actor: Actor = actors.kira): Receipt =>
  expectAccepted(act(books, 'receipt.close', receiptOf(number), payload, actor)).body as Receipt

const refusal = (decision: Decision) =>
  decision.kind === 'refused' ? { reason: decision.reason, ...decision.params } : decision.kind

describe('a sale', () => {
  it('is one act: number, goods, money and VAT', () => {
    const books = opened()
    const receipt = sold(books, 1, sale([water()], { givenMinor: 100_000 }))
    expect(receipt).toMatchObject({ number: 1, shiftNumber: 1, kind: 'sale', totalMinor: 75_150, changeMinor: 24_850 })
    expect(books.balance('stock/water/issued')).toBe(3000)
    expect(books.balance(`register/${shift}/cash`)).toBe(75_150)
    expect(books.balance(`register/${shift}/vat:22`)).toBe(13_552)
  })

  it('users.md 9: the same sale again is the receipt it became, another sale under its number is not taken', () => {
    const books = opened()
    const first = sold(books, 1, sale([water()]))
    expect(sold(books, 1, sale([water()]))).toEqual(first)
    expect(books.balance('stock/water/issued')).toBe(3000)
    expect(refusal(act(books, 'receipt.close', receiptOf(1), sale([water()], {}, 'sale-2')))).toEqual({
      reason: 'alreadyExists',
    })
  })

  it('belongs to an open shift of this very device', () => {
    const books = opened()
    const payload = sale([water()])
    expect(refusal(act(books, 'receipt.close', 'device:7:1', payload))).toEqual({ reason: 'shiftUnknown' })
    expect(refusal(act(books, 'receipt.close', 'other:1:1', payload))).toMatchObject({ reason: 'badRequest' })
    expect(refusal(act(books, 'receipt.close', 'device:1:x', payload))).toMatchObject({ reason: 'badRequest' })
  })

  it('is not for drivers', () => {
    expect(refusal(act(opened(), 'receipt.close', receiptOf(1), sale([water()]), actors.dmitri))).toEqual({
      reason: 'notAllowed',
    })
  })

  it.each([
    [{ tenders: [{ tender: 'cash' as const, amountMinor: 75_149 }] }, { reason: 'wrongAmount', dueMinor: 75_150 }],
    [{ givenMinor: 75_000 }, { reason: 'wrongAmount', dueMinor: 75_150 }],
    [
      {
        tenders: [
          { tender: 'cash' as const, amountMinor: 80_000 },
          { tender: 'card' as const, amountMinor: -4_850 },
        ],
      },
      { reason: 'wrongAmount', dueMinor: 75_150 },
    ],
    [
      { tenders: [{ tender: 'card' as const, amountMinor: 75_100 }], roundingMinor: -50 },
      { reason: 'wrongAmount', dueMinor: 75_150 },
    ],
    [
      { tenders: [{ tender: 'deposit' as const, amountMinor: 75_150 }] },
      { reason: 'tenderNotPossible', tender: 'deposit' },
    ],
  ])('%j does not add up', (closing, expected) => {
    expect(refusal(act(opened(), 'receipt.close', receiptOf(1), sale([water()], closing)))).toEqual(expected)
  })

  it('takes several tenders, the deposit of a known customer among them', () => {
    const books = opened()
    books.open('balance/anna/deposit', 50_000)
    const tenders = [
      { tender: 'deposit' as const, amountMinor: 50_000 },
      { tender: 'card' as const, amountMinor: 25_150 },
    ]
    const receipt = sold(books, 1, sale([water()], { tenders, customerId: 'anna' }))
    expect(receipt.customerName).toBe('Анна Смирнова')
    expect(books.balance('balance/anna/deposit')).toBe(0)
    const again = act(books, 'receipt.close', receiptOf(2), sale([water()], { tenders, customerId: 'anna' }, 'sale-2'))
    expect(refusal(again)).toEqual({ reason: 'depositTooSmall', balanceMinor: 0, neededMinor: 50_000 })
  })

  it('a discount above the cashier’s limit needs a senior, and a cashier is none', () => {
    const books = opened()
    const cheap = water({ discount: { kind: 'percent' as const, percent: 10 } })
    const close = (approvals: ReceiptPayload['approvals'], actor: Actor = actors.kira) =>
      refusal(act(books, 'receipt.close', receiptOf(1), sale([cheap], { approvals }), actor))
    expect(close([])).toEqual({ reason: 'approvalMissing', what: 'discount' })
    expect(close([{ what: 'discount', by: 'kira' }])).toEqual({ reason: 'approvalMissing', what: 'discount' })
    expect(close([{ what: 'return', by: 'alla' }])).toEqual({ reason: 'approvalMissing', what: 'discount' })
    expect(close([{ what: 'discount', by: 'alla' }])).toBe('accepted')
  })
})

describe('a return', () => {
  const card = (amountMinor: number) => ({ tenders: [{ tender: 'card' as const, amountMinor }] })

  it('users.md 12: never more than was bought, whatever the portions', () => {
    const books = opened()
    sold(books, 1, sale([water()]))
    expect(sold(books, 2, sale([back(1000)], {}, 'r1'))).toMatchObject({ kind: 'return', totalMinor: -25_050 })
    expect(sold(books, 3, sale([back(2000, 1000)], card(-50_100), 'r2')).totalMinor).toBe(-50_100)
    expect(books.balance('stock/water/issued')).toBe(0)
    expect(refusal(act(books, 'receipt.close', receiptOf(4), sale([back(1000, 3000)], {}, 'r3')))).toEqual({
      reason: 'moreThanSold',
      product: 'Вода 19 л',
      leftMilli: 0,
    })
  })

  it('users.md 12: two lines of one receipt cannot bring the same goods back twice', () => {
    const books = opened()
    sold(books, 1, sale([water()]))
    const twice = sale([back(2000), { ...back(2000), id: 'back2' }], {}, 'r1')
    expect(refusal(act(books, 'receipt.close', receiptOf(2), twice))).toMatchObject({ reason: 'moreThanSold' })
  })

  it('gives back what was paid and not a kopeck more', () => {
    const books = opened()
    sold(books, 1, sale([water()]))
    const greedy = sale([back(1000)], {}, 'r1')
    const line = greedy.lines[0]
    if (!line?.returnOf) throw new Error('no line')
    const tampered = {
      ...greedy,
      lines: [{ ...line, returnOf: { ...line.returnOf, amountMinor: 75_000 } }],
      tenders: [{ tender: 'cash', amountMinor: -75_000 }],
    }
    expect(refusal(act(books, 'receipt.close', receiptOf(2), tampered))).toMatchObject({ reason: 'wrongAmount' })
  })

  it('an exchange is one receipt: the difference is paid', () => {
    const books = opened()
    sold(books, 1, sale([water()]))
    const pump = water({ id: 'new', productId: 'pump', name: 'Помпа', quantityMilli: 1000, priceMinor: 60_000 })
    const receipt = sold(books, 2, sale([back(1000), pump], {}, 'x1'))
    expect(receipt).toMatchObject({ kind: 'exchange', totalMinor: 34_950 })
    expect(books.balance('stock/pump/issued')).toBe(1000)
    expect(books.balance('stock/water/issued')).toBe(2000)
  })

  it('of a receipt that this till cannot see needs a senior; one that nobody knows is not taken', () => {
    const books = opened()
    const payload = (approvals: ReceiptPayload['approvals']) => sale([back(1000, 0, 'other:1:9')], { approvals }, 'r1')
    const offline = (approvals: ReceiptPayload['approvals'], actor: Actor = actors.kira) =>
      refusal(
        books.decide({ actor, kind: 'receipt.close', id: receiptOf(1), payload: payload(approvals) }, 'device', {
          document: (ref) => (ref.kind === 'shift' ? books.document(ref) : undefined),
          balance: () => undefined,
        }),
      )
    expect(offline([])).toEqual({ reason: 'approvalMissing', what: 'return' })
    expect(offline([{ what: 'return', by: 'alla' }])).toBe('accepted')
    expect(offline([], actors.alla)).toBe('accepted')
    const online = act(books, 'receipt.close', receiptOf(1), payload([{ what: 'return', by: 'alla' }]))
    expect(refusal(online)).toEqual({ reason: 'receiptUnknown' })
  })
})

describe('a shift', () => {
  it('users.md 11: counts the drawer from its opening and every movement, and asks why it differs', () => {
    const books = opened()
    const receipts = [sold(books, 1, sale([water()])), sold(books, 2, sale([back(1000)], {}, 'r1'))]
    const move = (id: string, direction: 'in' | 'out', amountMinor: number) =>
      act(books, 'shift.cash', shift, { movementId: id, direction, amountMinor, reason: 'размен' })
    expectAccepted(move('m1', 'in', 20_000))
    expectAccepted(move('m1', 'in', 20_000))
    expectAccepted(move('m2', 'out', 50_000))
    const { movements } = books.document({ kind: 'shift', id: shift }) as Shift
    const totals = shiftTotals(receipts, movements)
    const expectedMinor = 100_000 + 75_150 - 25_050 + 20_000 - 50_000
    const close = (countedMinor: number, reason: string | null) =>
      act(books, 'shift.close', shift, { countedMinor, reason, totals, lastReceipt: 2 })
    expect(refusal(close(expectedMinor - 100, null))).toEqual({ reason: 'reasonMissing' })
    const closed = expectAccepted(close(expectedMinor - 100, 'мелочь')).body as Shift
    expect(closed.closing).toMatchObject({ expectedMinor, countedMinor: expectedMinor - 100, reason: 'мелочь' })
    expect(refusal(close(expectedMinor, null))).toEqual({ reason: 'shiftClosed', number: 1 })
    expect(refusal(act(books, 'receipt.close', receiptOf(3), sale([water()], {}, 's3')))).toMatchObject({
      reason: 'shiftClosed',
    })
    // users.md 10: the ledger of the office says the same to the kopeck.
    for (const name of ['cash', 'card', 'deposit', 'points'] as const)
      expect(books.balance(`register/${shift}/${name}`)).toBe(totals.tenders[name])
    expect(books.balance(`register/${shift}/sale`)).toBe(totals.sales.amountMinor)
    expect(books.balance(`register/${shift}/return`)).toBe(totals.returns.amountMinor)
    expect(books.balance(`register/${shift}/vat:22`)).toBe(totals.vat['22'])
    expect(books.balance(`register/${shift}/cashIn`)).toBe(totals.cashInMinor)
    expect(books.balance(`register/${shift}/cashOut`)).toBe(totals.cashOutMinor)
  })

  it('users.md 10: a receipt that its Z has counted stays in it, also when it is looked at after closing', () => {
    const books = opened()
    const totals = shiftTotals([sold(books, 1, sale([water()]))], [])
    expectAccepted(act(books, 'shift.close', shift, { countedMinor: 175_150, reason: null, totals, lastReceipt: 2 }))
    expect(sold(books, 2, sale([water()], {}, 'late'))).toMatchObject({ number: 2, shiftId: shift })
    expect(refusal(act(books, 'receipt.close', receiptOf(3), sale([water()], {}, 'later')))).toEqual({
      reason: 'shiftClosed',
      number: 1,
    })
  })

  it('users.md 10: its till does not close it over the head of a receipt or a movement that another tab has made', () => {
    const books = opened()
    const counted = [sold(books, 1, sale([water()]))]
    const closeWith = (receipts: Receipt[], movements: Shift['movements']) => {
      const totals = shiftTotals(receipts, movements)
      const payload = { countedMinor: 0, reason: 'всё изъято', totals, lastReceipt: receipts.length }
      return { actor: actors.kira, kind: 'shift.close', id: shift, payload }
    }
    const here = () => (books.document({ kind: 'shift', id: shift }) as Shift).movements
    expect(refusal(books.decide(closeWith(counted, []), 'device'))).toBe('accepted')
    counted.push(sold(books, 2, sale([water()], {}, 'other tab')))
    const withoutReceipt = closeWith(counted.slice(0, 1), [])
    expect(refusal(books.decide(withoutReceipt, 'device'))).toEqual({ reason: 'totalsOld', number: 1 })
    expect(refusal(books.decide(closeWith(counted, []), 'device'))).toBe('accepted')
    for (const [movementId, direction] of [
      ['m1', 'in'],
      ['m2', 'out'],
    ] as const) {
      const before = closeWith(counted, here())
      expectAccepted(act(books, 'shift.cash', shift, { movementId, direction, amountMinor: 100, reason: 'размен' }))
      expect(refusal(books.decide(before, 'device'))).toEqual({ reason: 'totalsOld', number: 1 })
      expect(refusal(books.decide(closeWith(counted, here()), 'device'))).toBe('accepted')
    }
    // What was closed by an older version of the till is closed.
    expect(refusal(books.decide(withoutReceipt, 'device', { isDone: true }))).toBe('accepted')
    expect(refusal(books.decide(withoutReceipt))).toBe('accepted')
  })

  it('is opened once, by its own till', () => {
    const books = opened()
    const payload = { tillName: 'Касса 1', openingMinor: 0 }
    expect(refusal(act(books, 'shift.open', shift, payload))).toEqual({ reason: 'alreadyExists' })
    expect(refusal(act(books, 'shift.open', 'other:1', payload))).toMatchObject({ reason: 'badRequest' })
    expect(refusal(act(books, 'shift.open', 'device:2', payload, actors.olga))).toEqual({ reason: 'notAllowed' })
  })
})

describe('a parked sale', () => {
  it('is taken up once', () => {
    const books = opened()
    const line = sale([water()]).lines[0]
    if (!line) throw new Error('no line')
    const { returnOf: _, ...parked } = line
    expectAccepted(
      act(books, 'parked.put', 'p1', { name: 'дама', tillName: 'Касса 1', customerId: null, lines: [parked] }),
    )
    expectAccepted(act(books, 'parked.take', 'p1', {}))
    expect(refusal(act(books, 'parked.take', 'p1', {}))).toMatchObject({ reason: 'alreadyTaken', by: 'Кира' })
    // Two people may have one name.
    expect(refusal(act(books, 'parked.take', 'p1', {}))).toMatchObject({ byId: actors.kira.id })
  })
})
