import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineAmount } from '../money.ts'
import { checkDigit } from './check-digit.ts'
import { quantityOfGrams, quantityOfPrice, readWeighed, type WeighedRule } from './weighed.ts'

const rules: WeighedRule[] = [
  { prefix: '21', holds: 'weight' },
  { prefix: '22', holds: 'price' },
]
const label = (start: string) => start + String(checkDigit(start))

describe('labels of the scales', () => {
  it.each([
    [label('210012301234'), { item: '00123', grams: 1234 }],
    [label('219999900000'), { item: '99999', grams: 0 }],
    [label('220012309950'), { item: '00123', priceMinor: 9950 }],
  ])('%s', (code, read) => expect(readWeighed(code, rules)).toMatchObject(read))

  it('names the barcodes under which the goods may stand in the books', () => {
    expect(readWeighed(label('210012301234'), rules)?.barcodes).toEqual(['2100123', label('210012300000'), '00123'])
  })

  it.each([
    ['a prefix without a rule', label('230012301234')],
    ['a wrong check digit', '2100123012340'],
    ['a maker’s code', '4600000000015'],
    ['a shorter code', '21001230'],
  ])('%s is none', (_, code) => expect(readWeighed(code, rules)).toBeNull())

  it('without rules there are none', () => expect(readWeighed(label('210012301234'), [])).toBeNull())
})

describe('how much a label stands for', () => {
  it.each([
    ['кг', null, 1234],
    ['KG', null, 1234],
    ['г', null, 1_234_000],
    ['гр.', null, 1_234_000],
    ['упак', '166', 1234],
    ['шт', '796', null],
    ['л', '112', null],
  ])('1234 g of %s (%s) are %s thousandths', (unit, unitCode, milli) =>
    expect(quantityOfGrams(1234, { unit, unitCode })).toBe(milli),
  )

  it('users 14: the customer pays what the label says, to the kopeck', () => {
    const price = fc.integer({ min: 1, max: 10_000_000 })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 99_999 }), price, (labelMinor, priceMinor) => {
        const bought = quantityOfPrice(labelMinor, priceMinor)
        if (bought === null) throw new Error('A label with a price stands for nothing')
        const { quantityMilli, discountMinor } = bought
        expect(Number(lineAmount(priceMinor, quantityMilli)) - discountMinor).toBe(labelMinor)
        expect(discountMinor).toBeGreaterThanOrEqual(0)
        // Less than the price of one thousandth too much: no other quantity is nearer from above.
        expect(quantityMilli === 1 || Number(lineAmount(priceMinor, quantityMilli - 1)) < labelMinor).toBe(true)
      }),
    )
  })

  it('a label or a price of nothing stands for nothing', () => {
    expect([quantityOfPrice(0, 100), quantityOfPrice(100, 0), quantityOfPrice(99_999, 0)]).toEqual([null, null, null])
  })
})
