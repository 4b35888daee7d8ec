import { describe, expect, it } from 'vitest'
import { demoCatalogue, demoId } from './catalogue.ts'
import { ean13, isEan13 } from './ean13.ts'

const { groups, products, priceTypes, warehouses } = demoCatalogue()

function expectDistinct(values: readonly unknown[]): void {
  expect(new Set(values).size).toBe(values.length)
}

describe('the demonstration catalogue', () => {
  it('has some 200 goods in a tree of groups, the same every time', () => {
    expect(products).toHaveLength(200)
    expect(groups).toHaveLength(32)
    expect(demoCatalogue()).toEqual(demoCatalogue())
    // Devices and orders refer to these: a changed id is a new product to everybody.
    expect(demoId('product', 'W19-001')).toBe('95d08865-d4b3-5cef-bb41-a460a5715d7e')
    expect(products[0]).toMatchObject({ article: 'W19-001', barcode: '2000119000012', retailMinor: 29_000 })
  })

  it('gives weighed goods the empty label of the shop’s scales', () => {
    const weighed = products.filter(({ unit }) => unit.shortName === 'кг')
    expect(weighed.length).toBeGreaterThan(3)
    expect(weighed.filter(({ barcode }) => !/^21\d{5}00000\d$/.test(barcode ?? ''))).toEqual([])
  })

  it('gives every product an identity, an article and, unless it is a service, a scannable barcode of its own', () => {
    expectDistinct(products.map((product) => product.id))
    expectDistinct(products.map((product) => product.article))
    expectDistinct(products.map((product) => product.name))
    const barcodes = products.flatMap((product) => product.barcode ?? [])
    expectDistinct(barcodes)
    expect(barcodes.filter((barcode) => !isEan13(barcode))).toEqual([])
    expect(products.filter((product) => (product.barcode === null) !== product.isService)).toEqual([])
  })

  it('puts every product into a group that exists, and leaves no group empty', () => {
    const ids = new Set(groups.map((group) => group.id))
    const parents = new Set(groups.map((group) => group.parentId))
    const used = new Set(products.map((product) => product.groupId))
    expect(products.filter((product) => !ids.has(product.groupId))).toEqual([])
    expect(groups.filter((group) => group.parentId !== null && !ids.has(group.parentId))).toEqual([])
    expect(groups.filter((group) => !used.has(group.id) && !parents.has(group.id))).toEqual([])
  })

  it('sells wholesale below retail, keeps stock at two warehouses, and asks a deposit for returnable bottles', () => {
    expect(products.filter((product) => product.wholesaleMinor > product.retailMinor)).toEqual([])
    for (const product of products) {
      const expected = product.isService ? [] : [warehouses.main.id, warehouses.south.id]
      expect(Object.keys(product.stockMilli)).toEqual(expected)
      expect(Object.values(product.stockMilli).every((milli) => Number.isInteger(milli) && milli >= 0)).toBe(true)
    }
    const deposits = products.filter((product) => product.containerDepositMinor !== null)
    expect(deposits).toHaveLength(14)
    expect(deposits.filter((product) => !product.name.startsWith('Вода'))).toEqual([])
    expect(priceTypes.retail.id).not.toBe(priceTypes.wholesale.id)
  })

  it('has what the trade must cope with: fractions, three kinds of VAT, services, packages', () => {
    expect(products.some((product) => Object.values(product.stockMilli).some((milli) => milli % 1000 !== 0))).toBe(true)
    expect(new Set(products.map((product) => product.vatPercent))).toEqual(new Set([22, 10, null]))
    expect(products.some((product) => product.isService)).toBe(true)
    expect(products.some((product) => product.packageOf === 12)).toBe(true)
  })
})

describe('ean13', () => {
  // Published examples of the standard's arithmetic.
  it.each([['4006381333931'], ['5901234123457'], ['9780201379624'], ['2000018987155']])('agrees with %s', (barcode) => {
    expect(ean13(barcode.slice(0, 12))).toBe(barcode)
    expect(isEan13(barcode)).toBe(true)
  })

  it.each(['4006381333932', '400638133393', '40063813339310', 'abcdefghijklm', ''])('rejects %j', (barcode) => {
    expect(isEan13(barcode)).toBe(false)
  })

  it('makes no barcode of anything but twelve digits', () => {
    expect(() => ean13('12345')).toThrow('Twelve digits')
  })
})
