import { describe, expect, it } from 'vitest'
import type { Customer } from '../../../lib/domain/customer/customer.ts'
import { customer, home } from '../../../lib/domain/sample-books.ts'
import type { Shown } from '../../../lib/workplace-types.ts'
import { similarCustomers, type Likeness } from './similar-customers.ts'

const shown = (body: Customer): Shown<Customer> => ({ id: body.id, body, pending: 0 })
const address = (raw: string, receiptContact: string | null = null) => [
  { ...home, raw, verified: null, receiptContact },
]

const fromApp = customer('app', {
  name: 'Пётр Иванов',
  phones: ['+79120001122'],
  email: 'Petr@mail.ru',
  addresses: address('ул. Лесная, 5, кв. 12'),
  matched: false,
})

function likenessOf(changes: Partial<Customer>): Likeness[] | null {
  const other = customer('other', { name: 'ООО «Ключ»', phones: [], addresses: [], ...changes })
  return similarCustomers([shown(other), shown(fromApp)], fromApp, 5)[0]?.likeness ?? null
}

describe('who may be the same customer (GA5)', () => {
  it.each<[string, Partial<Customer>, Likeness[] | null]>([
    ['nobody', {}, null],
    ['the phone in the note', { note: 'звонить 8 (912) 000-11-22 Петру' }, ['phone']],
    ['the phone beside an address', { addresses: address('ул. Новая, 1', '+79120001122') }, ['phone']],
    ['the e-mail', { email: 'petr@MAIL.ru' }, ['email']],
    ['the name the other way round', { name: 'Иванов Петр' }, ['name']],
    ['the name with more to it', { name: 'Иванов Пётр Ильич' }, ['name']],
    ['the family name only', { name: 'Иванов А. С.' }, ['nearName']],
    ['the same address, written alike', { addresses: address('УЛ.  ЛЕСНАЯ 5 кв 12') }, ['address']],
    ['the same house', { addresses: address('Лесная улица, дом 5, вход со двора') }, ['nearAddress']],
    ['the same street, another house', { addresses: address('ул. Лесная, 7') }, null],
    ['only words that every address has', { addresses: address('улица Новая, 5, квартира 1') }, null],
    ['one who is not matched', { name: 'Пётр Иванов', matched: false }, null],
  ])('%s', (_, changes, expected) => {
    expect(likenessOf(changes)).toEqual(expected)
  })

  it('not somebody who is joined to another one, and the likeliest first', () => {
    const stamp = { at: 0, by: 'olga', byName: 'Ольга', wasMatched: false, addressIds: [] }
    const brought = { deposit: 0, points: 0, containers: 0 }
    const joined = { customerId: 'x', name: 'x', ...stamp, brought }
    const near = customer('near', { name: 'Иванов С.', addresses: [] })
    const same = customer('same', { name: 'Пётр Иванов', addresses: address('ул. Лесная, 5, кв. 12') })
    const gone = customer('gone', { name: 'Пётр Иванов', joined })
    const all = [near, gone, same].map(shown)
    expect(similarCustomers(all, fromApp, 5).map((one) => one.shown.id)).toEqual(['same', 'near'])
  })
})
