import { describe, expect, it } from 'vitest'
import { receiptSlip } from '../../../lib/printing/layouts/receipt-slip.ts'
import { actors } from '../../../lib/domain/sample-books.ts'
import { formChoiceAtStart, receiptFormOf } from './receipt-form.ts'
import { opensDrawer, receiptPrintOf } from './receipt-paper.ts'
import { paperTimeIn } from './paper-time.ts'
import { water } from '../../../lib/domain/till/sample-till.ts'
import { dayShift, TillDay, waterBack } from './testing/till-day.ts'

const time = paperTimeIn('Europe/Moscow')
const options = { language: 'ru' as const, time, soldAt: () => null }

describe('a sale on paper', () => {
  it('users.md 14: prints what was stored, to the kopeck', () => {
    const day = new TillDay()
    const receipt = day.close([water({ discount: { kind: 'amount', minor: 500 } })], {
      roundingMinor: -50,
      givenMinor: 100_000,
    })
    expect(receiptPrintOf(receipt, options)).toEqual({
      kind: 'sale',
      number: '3-0001',
      till: '1',
      shift: 3,
      cashier: 'Кира',
      at: time(receipt.at),
      customer: null,
      original: null,
      lines: [
        {
          name: 'Вода 19 л',
          unit: 'бут',
          quantityMilli: 3000,
          priceMinor: 25_050,
          sumMinor: 74_650,
          discountMinor: 500,
          returned: false,
        },
      ],
      discounts: [],
      roundingMinor: -50,
      totalMinor: 74_600,
      tenders: [{ kind: 'cash', amountMinor: 74_600 }],
      cashGivenMinor: 100_000,
      changeMinor: 25_400,
      taxes: [{ label: 'в т. ч. НДС 22 %', amountMinor: 13_452 }],
      qrText: null,
      notes: [],
      copy: null,
      training: false,
    })
    expect(opensDrawer(receipt)).toBe(true)
  })

  it('every sum of the paper adds up: lines, rounding, tenders', () => {
    const day = new TillDay()
    const receipt = day.close(
      [water(), water({ id: 'l2', name: 'Орехи', quantityMilli: 333, priceMinor: 99_999, vatPercent: 10 })],
      { roundingMinor: -50 },
    )
    const print = receiptPrintOf(receipt, options)
    expect(sum(print.lines.map(({ sumMinor }) => sumMinor)) + print.roundingMinor).toBe(print.totalMinor)
    expect(sum(print.tenders.map(({ amountMinor }) => amountMinor))).toBe(print.totalMinor)
    expect(print.taxes.map(({ label }) => label)).toEqual(['в т. ч. НДС 10 %', 'в т. ч. НДС 22 %'])
  })

  it('without VAT has no row of VAT, and an exact sum no change', () => {
    const receipt = new TillDay().close([water({ vatPercent: null })], { givenMinor: 75_150 })
    const print = receiptPrintOf(receipt, options)
    expect(print).toMatchObject({ taxes: [], cashGivenMinor: null, changeMinor: 0 })
  })

  it('by card leaves the drawer shut', () => {
    const receipt = new TillDay().close([water()], { tenders: [{ tender: 'card', amountMinor: 75_150 }] })
    expect(opensDrawer(receipt)).toBe(false)
  })

  it('users.md 19: a second print says that it is a copy', () => {
    const receipt = new TillDay().close([water()])
    const print = receiptPrintOf(receipt, { ...options, copyAt: receipt.at + 3_600_000 })
    expect(print.copy).toEqual({ at: time(receipt.at + 3_600_000) })
    const [first] = receiptSlip(print, receiptFormOf(null, formChoiceAtStart)).blocks
    expect(first).toMatchObject({ kind: 'text', text: 'КОПИЯ' })
  })
})

describe('goods that come back', () => {
  it('a return stands without minus signs and names its receipt, its reason and who allowed it', () => {
    const day = new TillDay()
    const sold = day.close([water()])
    const back = day.close([waterBack(1000)], {
      reason: 'Разбита',
      approvals: [{ what: 'return', by: 'alla' }],
    })
    const print = receiptPrintOf(back, { ...options, soldAt: (id) => (id === sold.id ? sold.at : null) })
    expect(print).toMatchObject({
      kind: 'return',
      original: { number: '3-0001', at: time(sold.at) },
      totalMinor: 25_050,
      tenders: [{ kind: 'cash', amountMinor: 25_050 }],
      taxes: [{ label: 'в т. ч. НДС 22 %', amountMinor: 4_517 }],
      notes: ['Причина: Разбита', 'Разрешено: Алла'],
    })
    expect(print.lines).toMatchObject([{ sumMinor: 25_050, returned: false }])
  })

  it('an exchange marks what came back, whoever pays', () => {
    const day = new TillDay()
    day.close([water()])
    const pump = water({ id: 'new', productId: 'pump', name: 'Помпа', quantityMilli: 1000, priceMinor: 60_000 })
    const dearer = receiptPrintOf(day.close([waterBack(1000), pump], {}, { by: actors.alla }), options)
    expect(dearer).toMatchObject({ kind: 'sale', totalMinor: 34_950, original: { number: '3-0001', at: '—' } })
    expect(dearer.lines.map(({ returned }) => returned)).toEqual([true, false])
    const cheaper = receiptPrintOf(
      day.close([waterBack(2000, { returnedMilli: 1000 }), { ...pump, priceMinor: 10_000 }]),
      options,
    )
    expect(cheaper).toMatchObject({ kind: 'return', totalMinor: 40_100 })
    expect(cheaper.tenders).toEqual([{ kind: 'cash', amountMinor: 40_100 }])
  })

  it('of several receipts names them all', () => {
    const day = new TillDay()
    day.close([water()])
    day.close([water()])
    const back = day.close([waterBack(1000), { ...waterBack(1000, { of: 2 }), id: 'back2' }])
    const print = receiptPrintOf(back, options)
    expect(print.original?.number).toBe('3-0001')
    expect(print.notes).toEqual(['Также по чекам № 3-0002'])
    expect(back.shiftId).toBe(dayShift)
  })
})

const sum = (figures: number[]): number => figures.reduce((all, one) => all + one, 0)
