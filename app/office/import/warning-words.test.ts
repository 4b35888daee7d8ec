import { describe, expect, it } from 'vitest'
import { importWarningCodes } from '../../../lib/protocol/catalogue-upload.ts'
import { languages } from '../../_ui/language.ts'
import { warningSentence } from './warning-words.ts'

const params = { element: 'Товар', id: '42', field: 'Количество', given: 'много', limit: 1000, warehouse: 'Основной' }

describe.each(languages)('remarks on a catalogue file in %s', (language) => {
  it.each(importWarningCodes)('%s is a sentence with everything it is told', (code) => {
    const sentence = warningSentence({ code, params: { ...params, count: 300 }, text: 'English' }, language)
    expect(sentence).toMatch(/\S\.$/)
    expect(sentence).not.toMatch(/\{\{|undefined|English/)
  })

  it('tells a remark newer than this app in the server’s words', () => {
    expect(warningSentence({ code: 'newer', params: {}, text: 'Something new.' }, language)).toBe('Something new.')
  })
})

describe('remarks on a catalogue file', () => {
  it('are Russian for a person who reads Russian', () => {
    expect(warningSentence({ code: 'unknownVat', params: { given: 'много' }, text: '' }, 'ru')).toBe(
      'Ставка НДС «много» непонятна.',
    )
  })
})
