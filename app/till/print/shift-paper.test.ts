import { describe, expect, it } from 'vitest'
import { actors } from '../../../lib/domain/sample-books.ts'
import { cashSlipOf, shiftReportOf } from './shift-paper.ts'
import { paperTimeIn } from './paper-time.ts'
import { water } from '../../../lib/domain/till/sample-till.ts'
import { TillDay, waterBack } from './testing/till-day.ts'

const time = paperTimeIn('Europe/Moscow')

function soldDay(): TillDay {
  const day = new TillDay()
  day.close([water()])
  day.close([water({ vatPercent: 10 })], { tenders: [{ tender: 'card', amountMinor: 75_150 }] }, { by: actors.alla })
  day.close([waterBack(1000)])
  day.move('in', 20_000, 'размен')
  day.move('out', 50_000, 'инкассация')
  return day
}

const report = (day: TillDay, over: object = {}) =>
  shiftReportOf(day.shift, {
    language: 'ru',
    time,
    receipts: day.receipts,
    cashier: 'Кира',
    now: day.books.now,
    ...over,
  })

describe('an X', () => {
  it('tells what the shift comes to so far', () => {
    const day = soldDay()
    expect(report(day)).toMatchObject({
      kind: 'x',
      till: '1',
      shift: 3,
      cashier: 'Кира',
      closedAt: null,
      numbers: { first: '3-0001', last: '3-0003' },
      voidedNumbers: [],
      sales: {
        receipts: 2,
        amountMinor: 150_300,
        tenders: [
          { kind: 'cash', amountMinor: 75_150 },
          { kind: 'card', amountMinor: 75_150 },
        ],
      },
      returns: { receipts: 1, amountMinor: 25_050, tenders: [{ kind: 'cash', amountMinor: 25_050 }] },
      taxes: [
        { label: 'НДС 10 %', amountMinor: 6_832 },
        { label: 'НДС 22 %', amountMinor: 9_035 },
      ],
      cashiers: [
        { name: 'Алла', receipts: 1, amountMinor: 75_150 },
        { name: 'Кира', receipts: 2, amountMinor: 50_100 },
      ],
      cash: {
        openingMinor: 100_000,
        salesMinor: 75_150,
        returnsMinor: 25_050,
        inMinor: 20_000,
        outMinor: 50_000,
        expectedMinor: 120_100,
        countedMinor: null,
      },
      copy: null,
    })
  })

  it('of an empty shift says that nothing was sold', () => {
    expect(report(new TillDay())).toMatchObject({ numbers: null, sales: { receipts: 0, tenders: [] } })
  })

  it('users.md 10: another shift’s receipts never count', () => {
    const day = soldDay()
    const other = day.receipts.map((receipt) => ({ ...receipt, shiftId: 'device:2' }))
    expect(report(day, { receipts: [...day.receipts, ...other] })).toEqual(report(day))
  })
})

describe('a Z', () => {
  it('is the stored figures, with who closed it, the count and the reason', () => {
    const day = soldDay()
    day.closeShift(120_000, 'мелочь')
    expect(report(day, { cashier: 'Другая' })).toMatchObject({
      kind: 'z',
      cashier: 'Кира',
      closedAt: time(day.shift.closing?.at ?? 0),
      cash: { expectedMinor: 120_100, countedMinor: 120_000, differenceReason: 'мелочь' },
    })
  })

  it('users.md 11: what the paper lists adds up to what should lie in the drawer', () => {
    const day = soldDay()
    day.closeShift(120_100)
    const { cash } = report(day)
    expect(cash.openingMinor + cash.salesMinor - cash.returnsMinor + cash.inMinor - cash.outMinor).toBe(
      cash.expectedMinor,
    )
  })

  it('users.md 7: names the numbers that are on no receipt', () => {
    const day = new TillDay()
    day.close([water()])
    day.close([water()], {}, { number: 4 })
    day.closeShift(day.shift.openingMinor + 150_300)
    expect(report(day).voidedNumbers).toEqual(['3-0002', '3-0003'])
  })

  it('of long ago, whose receipts are dropped here, still adds up and calls no number missing', () => {
    const day = soldDay()
    day.closeShift(120_100)
    const old = report(day, { receipts: [], isCopy: true })
    expect(old).toMatchObject({
      numbers: { first: '3-0001', last: '3-0003' },
      voidedNumbers: [],
      sales: { receipts: 2, amountMinor: 150_300 },
      returns: { receipts: 1, amountMinor: 25_050, tenders: [] },
      copy: { at: time(day.books.now) },
    })
    const { cash } = old
    expect(cash.openingMinor + cash.salesMinor - cash.returnsMinor + cash.inMinor - cash.outMinor).toBe(
      cash.expectedMinor,
    )
  })
})

it('the slip of a cash movement has the movement’s place as its number', () => {
  const { shift } = soldDay()
  const [, out] = shift.movements
  if (!out) throw new Error('no movement')
  expect(cashSlipOf(shift, out, { language: 'ru', time })).toEqual({
    kind: 'out',
    number: '3-Р2',
    till: '1',
    shift: 3,
    cashier: 'Кира',
    at: time(out.at),
    amountMinor: 50_000,
    reason: 'инкассация',
    copy: null,
  })
})
