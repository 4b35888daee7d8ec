import { describe, expect, it } from 'vitest'
import type { OfferRecord, ProductRecord } from '../../../exchange/commerceml/records.ts'
import { productDocument, type ProductSource } from './product-document.ts'
import { documentId, hear, type GoodsTold } from './told.ts'

const ids = { id: 'p', productId: 'p', characteristicId: null }
const product = (fields: Partial<ProductRecord>): ProductRecord => ({ kind: 'product', line: 1, ...ids, ...fields })
const offer = (fields: Partial<OfferRecord>): OfferRecord => ({ kind: 'offer', line: 1, ...ids, ...fields })
const told = (...records: (ProductRecord | OfferRecord)[]) => records.reduce<GoodsTold>(hear, {})
const made = (own: GoodsTold, rest: Partial<ProductSource> = {}) =>
  productDocument({ id: 'p', own, parent: null, present: null, units: new Map(), ...rest })

const litre = { code: '112', shortName: null, fullName: null, international: null }

describe('goods as told so far', () => {
  it('keeps every field that a later file does not mention', () => {
    const own = told(product({ name: 'Вода 19 л', article: 'В-19', groupIds: ['G1'] }), product({ article: 'В-19/2' }))
    expect(made(own)).toMatchObject({ name: 'Вода 19 л', article: 'В-19/2', groupId: 'g1' })
  })

  it('an offer that comes before its goods waits for a name and then gives its barcode', () => {
    const early = told(offer({ barcodes: ['4600000000017'], name: null }))
    expect(made(early)).toBeNull()
    expect(made(hear(early, product({ name: 'Помпа' })))).toMatchObject({ name: 'Помпа', barcodes: ['4600000000017'] })
  })

  it('goods are deleted only by a mark, and are back when described anew without one', () => {
    const gone = told(product({ name: 'Кулер' }), product({ deleted: true }))
    expect(made(gone)?.deleted).toBe(true)
    expect(made(hear(gone, product({ name: 'Кулер' })))?.deleted).toBe(false)
  })
})

describe('the document of goods', () => {
  it('what the office has set here survives an import', () => {
    const present = made(told(product({ name: 'Вода' })))
    const own = told(product({ name: 'Вода питьевая' }))
    const after = made(own, { present: present && { ...present, orderable: false, pricePoints: 40 } })
    expect(after).toMatchObject({ name: 'Вода питьевая', orderable: false, pricePoints: 40 })
  })

  const parent = {
    id: 'p',
    told: told(product({ name: 'Футболка', groupIds: ['G'], vat: { kind: 'rate', percentMilli: 20_000 } })),
  }
  const blue = [
    { name: 'Цвет', value: 'синий' },
    { name: 'Размер', value: ' L ' },
  ]

  it.each([
    ['a name of its own', told(offer({ name: 'Футболка (синий, L)', characteristics: blue })), 'Футболка (синий, L)'],
    [
      'its parent’s name: the characteristics tell it apart',
      told(offer({ name: 'Футболка', characteristics: blue })),
      'Футболка (синий, L)',
    ],
    ['no name', told(offer({ characteristics: blue })), 'Футболка (синий, L)'],
    ['neither name nor characteristics', told(offer({ barcodes: ['1'] })), 'Футболка'],
  ])('a variant with %s', (_, own, name) => {
    expect(made(own, { id: 'p#c', parent })).toMatchObject({
      id: 'p#c',
      parentId: 'p',
      name,
      groupId: 'g',
      vatPercent: 20,
    })
  })

  it('a variant whose parent was never described stands by itself', () => {
    const own = told(offer({ name: 'Крышка синяя' }))
    expect(made(own, { id: 'q#c', parent: { id: 'q', told: null } })).toMatchObject({
      name: 'Крышка синяя',
      parentId: 'q',
    })
  })

  it.each([
    ['by the files’ own list of units', new Map([['112', 'литр']]), 'литр'],
    ['by the national classifier', new Map<string, string>(), 'л'],
  ])('a unit that is only a code gets its name %s, and litres may be fractional', (_, units, unit) => {
    expect(made(told(product({ name: 'Вода на розлив', unit: litre })), { units })).toMatchObject({
      unit,
      unitCode: '112',
      fractional: true,
    })
  })

  it('pieces are whole; without a unit it is pieces', () => {
    expect(made(told(product({ name: 'Помпа' })))).toMatchObject({ unit: 'шт', fractional: false })
  })

  it('line breaks inside names are flattened, and nothing is cut inside a character', () => {
    expect(made(told(product({ name: ' Вода\n  питьевая ' })))?.name).toBe('Вода питьевая')
    const name = made(told(product({ name: `${'я'.repeat(499)}😀` })))?.name
    expect(name?.isWellFormed()).toBe(true)
  })
})

it('an id is compared without case; one that is too long becomes a digest', () => {
  expect(documentId('goods', ' ABC#Def ')).toBe('abc#def')
  expect(documentId('goods', 'x'.repeat(81))).toMatch(/^~[0-9a-f]{32}$/)
  expect(documentId('goods', 'X'.repeat(81))).toBe(documentId('goods', 'x'.repeat(81)))
})
