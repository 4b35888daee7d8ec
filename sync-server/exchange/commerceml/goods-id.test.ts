import { describe, expect, it } from 'vitest'
import { currencyCode } from './currency.ts'
import { goodsId, idKey } from './goods-id.ts'
import { parseVat } from './read-goods.ts'

const none = '00000000-0000-0000-0000-000000000000'

describe('goodsId', () => {
  it.each([
    ['a', undefined, { id: 'a', productId: 'a', characteristicId: null }],
    ['a#b', undefined, { id: 'a#b', productId: 'a', characteristicId: 'b' }],
    ['a', 'b', { id: 'a#b', productId: 'a', characteristicId: 'b' }],
    ['a#b', 'c', { id: 'a#b', productId: 'a', characteristicId: 'b' }],
    ['a#', undefined, { id: 'a', productId: 'a', characteristicId: null }],
    ['a', '', { id: 'a', productId: 'a', characteristicId: null }],
    ['a', none, { id: 'a', productId: 'a', characteristicId: null }],
    [`a#${none}`, undefined, { id: 'a', productId: 'a', characteristicId: null }],
    ['a#b#c', undefined, { id: 'a#b#c', productId: 'a', characteristicId: 'b#c' }],
  ])('takes %j with %j apart', (id, characteristic, parts) => {
    expect(goodsId(id, characteristic)).toEqual(parts)
  })

  it('compares ids without case, because Bitrix writes guids in capitals', () => {
    expect(idKey(' AB-12#CD ')).toBe(idKey('ab-12#cd'))
  })
})

describe('currencyCode', () => {
  it.each([
    ['RUB', 'RUB'],
    ['RUR', 'RUB'],
    ['руб', 'RUB'],
    ['руб.', 'RUB'],
    ['Руб.', 'RUB'],
    ['643', 'RUB'],
    ['грн', 'UAH'],
    ['UAH', 'UAH'],
    ['USD', 'USD'],
    ['у.е.', null],
    ['constructor', null],
    ['', null],
  ])('knows %j as %j', (given, code) => {
    expect(currencyCode(given)).toBe(code)
  })
})

describe('parseVat', () => {
  it.each([
    ['20', 20_000],
    ['22%', 22_000],
    ['НДС 10 %', 10_000],
    ['0', 0],
    ['16.67', 16_670],
  ])('reads %j as a rate', (given, percentMilli) => {
    expect(parseVat(given)).toEqual({ kind: 'rate', percentMilli })
  })

  it.each(['Без НДС', 'без ндс', 'Без налога', 'Не облагается', 'НеОблагается'])('reads %j as exempt', (given) => {
    expect(parseVat(given)).toEqual({ kind: 'exempt' })
  })

  it.each(['20/120', 'двадцать', '120', '-5'])('does not understand %j and keeps it', (given) => {
    expect(parseVat(given)).toEqual({ kind: 'unknown', given })
  })
})
