import { describe, expect, it } from 'vitest'
import type { Customer } from '../../../lib/domain/customer/customer.ts'
import { maskTyped, type PhoneMask } from '../../../lib/domain/phone-mask.ts'
import type { Shown } from '../../../lib/workplace-types.ts'
import { findCustomers, readTyped } from './find-customers.ts'

const russian: PhoneMask = { country: '+7', mask: '(NNN) NNN-NN-NN' }
const belarusian: PhoneMask = { country: '+375', mask: 'NN NNN-NN-NN' }

const customer = (name: string, ...phones: string[]) =>
  ({ id: name, pending: 0, body: { id: name, name, phones } }) as unknown as Shown<Customer>
const customers = [
  customer('Анна Минская', '+375291234567'),
  customer('Борис Московский', '+79291234567'),
  customer('Вера Тульская', '+79161112233', '+79291112233'),
]

/** As the field shows what was typed into the mask. */
const found = (phone: string, name: string, mask: PhoneMask | null): string[] =>
  findCustomers(customers, { phone: mask ? maskTyped(phone, mask).shown : phone, name }, 5, mask).map(({ id }) => id)

describe('D58, D59: the customer by phone', () => {
  it.each<[string, PhoneMask | null, string]>([
    ['291234567', belarusian, 'Анна Минская'],
    ['9291234567', russian, 'Борис Московский'],
    ['+7 929 123-45-67', null, 'Борис Московский'],
    ['89161112233', russian, 'Вера Тульская'],
  ])('a whole phone %j says who it is and nobody else, whatever name is typed', (phone, mask, name) => {
    expect(found(phone, 'Глеб', mask)).toEqual([name])
  })

  it('a part of a phone finds all whose phones have it, and the name narrows them down', () => {
    expect(found('123', '', russian)).toEqual(['Анна Минская', 'Борис Московский'])
    expect(found('2233', '', russian)).toEqual(['Вера Тульская'])
    expect(found('123', 'борис', russian)).toEqual(['Борис Московский'])
    expect(found('123', 'вера', russian)).toEqual([])
  })

  it('two digits are nobody’s phone yet; a name alone is enough', () => {
    expect(found('12', '', russian)).toEqual([])
    expect(found('', 'тульская вера', belarusian)).toEqual(['Вера Тульская'])
  })

  it('a record joined to a card is that card: both have the phone, and one customer is found', () => {
    const card = customer('Фирма', '+79165554433')
    const record = customer('Пётр из приложения', '+79165554433')
    const joined = { ...record, body: { ...record.body, joined: { customerId: 'Фирма' } } } as Shown<Customer>
    const names = (shown: Shown<Customer>[]) =>
      findCustomers(shown, { phone: '9165554433', name: '' }, 5, russian).map(({ id }) => id)
    expect(names([card, joined])).toEqual(['Фирма'])
    expect(names([joined]), 'the card is not here').toEqual(['Пётр из приложения'])
  })

  it('a whole phone that nobody has finds nobody', () => {
    expect(found('291112233', 'Вера', belarusian)).toEqual([])
    expect(readTyped(maskTyped('291112233', belarusian).shown, belarusian)).toBe('+375291112233')
  })
})
