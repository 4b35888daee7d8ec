import { describe, expect, test } from 'vitest'
import type { Product } from '../../lib/domain/catalogue/catalogue.ts'
import { product as sampleProduct } from '../../lib/domain/sample-books.ts'
import { searchEntry, searchGoods } from './search-goods.ts'

const product = (name: string, more: Partial<Product> = {}) => ({ product: sampleProduct(name, more) })

const entries = [
  product('Вода «Родник» 19 л', { barcodes: ['4601234567890'] }),
  product('Вода газированная 0,5 л'),
  product('Помпа для воды', { article: 'PM-12' }),
  product('Тёплый стакан', { description: 'для горячей воды' }),
].map(searchEntry)

const names = (typed: string): string[] => searchGoods(entries, typed).map((item) => item.product.name)

describe('search', () => {
  test.each([
    ['вода', ['Вода «Родник» 19 л', 'Вода газированная 0,5 л']],
    ['  ВОДА   19 ', ['Вода «Родник» 19 л']],
    ['19 вода', ['Вода «Родник» 19 л']],
    ['родник', ['Вода «Родник» 19 л']],
    ['теплый', ['Тёплый стакан']],
    ['тёплый', ['Тёплый стакан']],
    ['4601234567890', ['Вода «Родник» 19 л']],
    ['PM-12', ['Помпа для воды']],
    ['0,5', ['Вода газированная 0,5 л']],
    ['горячей', ['Тёплый стакан']],
    ['дник', []],
    ['вода чай', []],
  ])('%j finds %j', (typed, found) => {
    expect(names(typed)).toEqual(found)
  })

  test('a name that begins with the typed word stands before one that only contains it', () => {
    expect(names('в')[0]).toBe('Вода «Родник» 19 л')
    expect(names('вод')).toEqual(['Вода «Родник» 19 л', 'Вода газированная 0,5 л', 'Помпа для воды', 'Тёплый стакан'])
  })

  test('nothing typed leaves everything in its order', () => {
    expect(names('  ')).toHaveLength(4)
  })
})
