import { describe, expect, it } from 'vitest'
import { actors, product } from '../../../lib/domain/sample-books.ts'
import { priceCart } from '../../../lib/domain/till/cart.ts'
import { paidInCash } from '../../../lib/domain/till/sample-till.ts'
import { dayShift, TillDay } from '../print/testing/till-day.ts'
import { foreignLines, foreignReceipt, type ForeignLine } from './foreign-cart.ts'
import { returnCart } from './return-cart.ts'

const here = { tillName: '', ownTillId: 'device' }
const water = product('water', { name: 'Вода 19 л', unit: 'бут' })
const line = (change: Partial<ForeignLine> = {}): ForeignLine => ({
  id: 'f1',
  product: water,
  quantity: '2',
  price: '250,50',
  ...change,
})

it('the number on the paper says which receipt is meant', () => {
  expect(foreignReceipt('2-17', here)).toEqual({ id: 'device:2:17', number: '2-0017' })
  expect(foreignReceipt('2-17', { ...here, tillName: 'Касса 2' })?.id).toBe('other:2:17')
  expect(foreignReceipt('двенадцать', here)).toBeNull()
})

it('is worth what was typed, and nothing while something is missing', () => {
  const lines = foreignLines([line()], 'other:2:17')
  expect(priceCart(returnCart('s', lines ?? []))?.totalMinor).toBe(-50_100)
  for (const wrong of [{ quantity: '' }, { quantity: '0' }, { quantity: '1,5' }, { price: '' }, { price: 'дорого' }])
    expect(foreignLines([line(), line({ id: 'f2', ...wrong })], 'other:2:17'), JSON.stringify(wrong)).toBeNull()
  expect(foreignLines([], 'other:2:17')).toBeNull()
})

describe('users.md 12: a foreign receipt offline', () => {
  const asked = (approvals: { what: 'return'; by: string }[]) => {
    const day = new TillDay()
    const cart = returnCart('s', foreignLines([line()], 'other:2:17') ?? [])
    const payload = paidInCash(cart, { approvals, reason: 'Брак' })
    const act = { actor: actors.kira, kind: 'receipt.close', id: `${dayShift}:1`, payload }
    return day.books.decide(act, 'device', {
      document: (ref) => (ref.kind === 'shift' ? day.books.document(ref) : undefined),
      balance: () => undefined,
    })
  }

  it('needs a senior', () => {
    expect(asked([])).toMatchObject({ kind: 'refused', reason: 'approvalMissing' })
    expect(asked([{ what: 'return', by: 'alla' }])).toMatchObject({ kind: 'accepted', body: { totalMinor: -50_100 } })
  })
})
