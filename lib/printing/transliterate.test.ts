import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatMoney } from '../domain/money.ts'
import { codePages, encodeText } from './code-page.ts'
import { lostSign } from './paper.ts'
import { transliterate } from './transliterate.ts'

const shown = (text: string, page: 'cp866' | 'windows-1251' = 'cp866') => transliterate(text, page).text

describe('users 19: Cyrillic never comes out as ???', () => {
  test.each([
    ['ООО «Родник» — вода…', 'ООО "Родник" - вода...'],
    ['2–3 дня', '2-3 дня'],
    ['Итого 1\u00a0250,50\u00a0₽', 'Итого 1 250,50 руб.'],
    [formatMoney(-125050, 'ru', 'RUB'), '-1 250,50 руб.'],
    ['1\u202f000', '1 000'],
    ['мои\u0306 е\u0308лка', 'мой ёлка'],
    ['чек № 7', 'чек № 7'],
    ['Café ½ м²', 'Cafe 1/2 м2'],
    ['Қазақ суы, Ґанок', 'Казак суы, Ганок'],
    ['вода\u200b\u00ad\ufeff', 'вода'],
    ['a\tb', 'a b'],
    ['строка\r\nвторая', 'строка\nвторая'],
  ])('cp866: %j reads %j', (text, paper) => {
    expect(transliterate(text, 'cp866')).toEqual({ text: paper, lost: [] })
  })

  test('windows-1251 keeps what it has and lacks only the rouble', () => {
    expect(shown('«Родник» — 5 ₽…', 'windows-1251')).toBe('«Родник» — 5 руб.…')
  })

  test('what has no likeness is marked and reported, once each', () => {
    expect(transliterate('水 и 水 💧', 'cp866')).toEqual({
      text: `${lostSign} и ${lostSign} ${lostSign}`,
      lost: ['水', '💧'],
    })
  })

  test("a control character in a product's name never becomes a command of the printer", () => {
    expect(shown('Вода\u001bp\u0000\u0019\u00fa 19 л')).not.toMatch(/\p{Cc}/u)
    expect(shown('\u001d\u0056\u0000')).toBe('V')
  })

  test.each(codePages.map((page) => [page]))('%s: any text is printable, and no question mark is silent', (page) => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { text: paper, lost } = transliterate(text, page)
        const lines = paper.split('\n').map((line) => encodeText(line, page)) // throws for what the page lacks
        const asked = [...text].filter((letter) => letter.normalize('NFKD').includes('?') || letter === '\u203d').length
        const printed = lines.reduce((sum, bytes) => sum + bytes.filter((byte) => byte === 0x3f).length, 0)
        expect(printed).toBeLessThanOrEqual(2 * asked)
        const wasLost = paper.split(lostSign).length - 1 - (text.split(lostSign).length - 1)
        expect(wasLost > 0).toBe(lost.length > 0)
      }),
      { numRuns: 2000 },
    )
  })

  test('Russian text passes letter by letter', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'абвгдеёжзийклмнопрстуфхцчшщъыьэюяАЁЯ №0.,?!') }), (text) => {
        for (const page of codePages) expect(transliterate(text, page)).toEqual({ text, lost: [] })
      }),
    )
  })
})
