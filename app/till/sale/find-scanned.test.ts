import { describe, expect, it } from 'vitest'
import type { Product } from '../../../lib/domain/catalogue/catalogue.ts'
import { checkDigit } from '../../../lib/domain/barcode/check-digit.ts'
import type { WeighedRule } from '../../../lib/domain/barcode/weighed.ts'
import * as sample from '../../../lib/domain/sample-books.ts'
import { findScanned } from './find-scanned.ts'
import { createTillGoods } from './till-goods.ts'

const product = (changes: Partial<Product>): Product =>
  sample.product('water', { name: 'Вода', unitCode: '796', ...changes })
const kilos = { unit: 'кг', unitCode: '166', fractional: true }
const label = (start: string) => start + String(checkDigit(start))

const goods = createTillGoods(
  [
    product({ barcodes: ['4600000000015'] }),
    product({ id: 'cheese', name: 'Сыр', ...kilos, barcodes: ['2100123'] }),
    product({ id: 'nuts', name: 'Орехи', ...kilos, article: '456' }),
    product({ id: 'cup', name: 'Стакан', article: '00789', barcodes: ['2200789'] }),
    product({ id: 'own', name: 'Штучный с внутренним кодом', barcodes: [label('210012300500')] }),
    product({ id: 'twin1', barcodes: ['4600000000022'] }),
    product({ id: 'twin2', barcodes: ['4600000000022'] }),
    product({ id: 'free', name: 'Без цены', ...kilos, barcodes: ['2200100'] }),
  ],
  [],
)
const rules: WeighedRule[] = [
  { prefix: '21', holds: 'weight' },
  { prefix: '22', holds: 'price' },
]
const prices: Record<string, number> = { water: 25_000, cheese: 89_870, nuts: 120_000, cup: 500 }
const find = (raw: string, own = rules) => findScanned(raw, { goods, rules: own, priceOf: (id) => prices[id] ?? null })
const found = (id: string, quantityMilli: number | null = null, discountMinor = 0) => ({
  kind: 'found',
  product: goods.product(id),
  quantityMilli,
  discountMinor,
})

describe('what a scanned code sells', () => {
  it.each([
    ['a maker’s code, with suffix and identifier', ']E04600000000015\r\n', found('water')],
    ['GS1 with a lot', ']C10104600000000015\u001d10A7', found('water')],
    ['GS1 with a count', ']C101046000000000153006', found('water', 6000)],
    ['a label with a weight', label('210012301234'), found('cheese', 1234)],
    ['a label with a weight of nothing: it is asked', label('210012300000'), found('cheese')],
    ['the number on the scales as the article', label('210045600250'), found('nuts', 250)],
    ['a piece with the shop’s own code', label('210012300500'), found('own')],
    ['a label with a price of pieces', label('220078901500'), found('cup', 3000)],
  ])('%s', (_, raw, expected) => expect(find(raw)).toEqual(expected))

  it('a label with a price comes to that price', () => {
    expect(find(label('220045623456'), [{ prefix: '22', holds: 'price' }])).toEqual(found('nuts', 196, 64))
  })

  it.each([
    ['nobody has it', '4600000000039', { kind: 'unknown', code: '4600000000039' }],
    ['not a code of trade', 'HELLO', { kind: 'unknown', code: 'HELLO' }],
    ['a digit was read wrongly', '4600000000016', { kind: 'misread', code: '4600000000016' }],
    ['several have it', '4600000000022', { kind: 'several', code: '4600000000022' }],
    ['no goods of this number', label('210099901234'), { kind: 'unknownItem', item: '00999' }],
    ['weighed, and sold by the piece', ']C101046000000000153103001234', { kind: 'notByWeight', name: 'Вода' }],
    ['an amount that no pieces come to', label('220078901501'), { kind: 'labelPrice', name: 'Стакан' }],
    ['a label with a price, and none to divide by', label('220010001500'), { kind: 'noPrice', name: 'Без цены' }],
    ['nothing', '\r\n', { kind: 'empty' }],
  ])('%s', (_, raw, expected) => expect(find(raw)).toEqual(expected))

  it('without rules a label is a code like any other', () => {
    expect(find(label('210012301234'), [])).toEqual({ kind: 'unknown', code: label('210012301234') })
  })
})
