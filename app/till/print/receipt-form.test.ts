import { expect, it } from 'vitest'
import { tillOnPaper } from './paper-words.ts'
import { formChoiceAtStart, receiptFormOf } from './receipt-form.ts'

const settings = { name: 'Родник', phone: '+79000000000', currency: 'RUB' }

it('begins with what the organisation’s settings say', () => {
  expect(receiptFormOf(settings, formChoiceAtStart)).toEqual({
    language: 'ru',
    currency: 'RUB',
    logo: null,
    header: ['Родник', 'Тел. +7 900 000-00-00'],
    footer: ['Спасибо за покупку!'],
  })
})

it('takes what a person set at this till, also nothing at all', () => {
  const form = receiptFormOf(settings, { language: 'en', header: ['Spring Ltd', ''], footer: [], logo: null })
  expect(form).toMatchObject({ language: 'en', header: ['Spring Ltd'], footer: [] })
})

it('prints without a name where the settings have not arrived', () => {
  expect(receiptFormOf(null, formChoiceAtStart)).toMatchObject({ header: [], currency: null })
})

it('a till that is called «Касса 2» is not printed as «Касса Касса 2»', () => {
  expect(['Касса 2', 'касса у входа', 'Till 7', 'Кассандра', 'Касса'].map(tillOnPaper)).toEqual([
    '2',
    'у входа',
    '7',
    'Кассандра',
    'Касса',
  ])
})
