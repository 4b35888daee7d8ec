import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pageHas } from './code-page.ts'
import { fitImage, isBlack, packImage } from './fit-image.ts'
import { layOut, type PaperKind } from './lay-out.ts'
import type { PaperItem } from './paper.ts'
import type { SlipBlock } from './slip.ts'

const narrow: PaperKind = { columns: 32, page: 'cp866', qr: true }

/** As it stands on paper, one column a character; a wide letter is followed by a space. */
const lines = (blocks: SlipBlock[], kind: PaperKind = narrow): string[] =>
  layOut({ blocks }, kind).items.map((item) => (item.kind === 'line' ? shown(item) : `<${item.kind}>`))
const shown = ({ indent, text, wide }: PaperItem & { kind: 'line' }): string =>
  ' '.repeat(indent) + (wide ? [...text].map((letter) => `${letter} `).join('') : text)

describe('laying out', () => {
  test('breaks at words, hard only within a word that is longer than the paper', () => {
    expect(lines([{ kind: 'text', text: 'Вода питьевая негазированная в многооборотной бутыли' }])).toEqual([
      'Вода питьевая негазированная в',
      'многооборотной бутыли',
    ])
    expect(lines([{ kind: 'text', text: `${'А'.repeat(40)} б` }])).toEqual(['А'.repeat(32), `${'А'.repeat(8)} б`])
  })

  test('a line that fills the paper is one line', () => {
    expect(lines([{ kind: 'text', text: 'А'.repeat(32) }])).toEqual(['А'.repeat(32)])
    expect(lines([{ kind: 'text', text: `${'А'.repeat(31)} б` }])).toEqual(['А'.repeat(31), 'б'])
  })

  test('a figure and its currency are not torn apart', () => {
    expect(lines([{ kind: 'text', text: 'К оплате сегодня ровно 12\u00a0345,00\u00a0₽' }])).toEqual([
      'К оплате сегодня ровно',
      '12 345,00 руб.',
    ])
  })

  test('the figure of a pair stands at the right edge, on its own line when there is no room', () => {
    expect(lines([{ kind: 'pair', left: 'Сдача', right: '17,00' }])).toEqual([`Сдача${' '.repeat(22)}17,00`])
    expect(lines([{ kind: 'pair', left: 'А'.repeat(26), right: '17,00' }])).toEqual([`${'А'.repeat(26)} 17,00`])
    expect(lines([{ kind: 'pair', left: 'А'.repeat(27), right: '17,00' }])).toEqual([
      'А'.repeat(27),
      `${' '.repeat(27)}17,00`,
    ])
  })

  test('wide letters take two columns, also when they are centred', () => {
    expect(lines([{ kind: 'text', text: 'КОПИЯ', align: 'center', wide: true }])).toEqual([
      `${' '.repeat(11)}К О П И Я `,
    ])
    expect(lines([{ kind: 'text', text: 'ООО «Родник» и сыновья', wide: true }])).toEqual([
      'О О О   " Р о д н и к "   и ',
      'с ы н о в ь я ',
    ])
  })

  test('a printer without QR gets the content as text, one with it gets ASCII', () => {
    expect(lines([{ kind: 'qr', text: 'https://a.example/1' }], { ...narrow, qr: false })).toEqual([
      'https://a.example/1',
    ])
    expect(layOut({ blocks: [{ kind: 'qr', text: 'a?b=ж' }] }, narrow).items).toEqual([
      { kind: 'qr', text: 'a?b=%D0%B6' },
    ])
  })

  test('what no letter stands for is told, once', () => {
    const paper = layOut(
      {
        blocks: [
          { kind: 'text', text: '水 水' },
          { kind: 'pair', left: '水', right: '1' },
        ],
      },
      narrow,
    )
    expect(paper.lost).toEqual(['水'])
  })

  test('no line is longer than the paper, no letter outside the page, and no word is lost', () => {
    const style = fc.record({ wide: fc.boolean(), tall: fc.boolean(), bold: fc.boolean() })
    const text = fc.string({ unit: fc.constantFrom(...'гдеЯ «»—₽…№ёй水\u00a0\n 1,5'), maxLength: 200 })
    const block = fc.oneof(
      fc
        .tuple(text, fc.constantFrom('left' as const, 'center' as const, 'right' as const), style)
        .map(([value, align, look]): SlipBlock => ({ kind: 'text', text: value, align, ...look })),
      fc.tuple(text, text, style).map(([left, right, look]): SlipBlock => ({ kind: 'pair', left, right, ...look })),
    )
    const kind = fc.record<PaperKind>({
      columns: fc.constantFrom(32, 42, 48),
      page: fc.constantFrom('cp866', 'windows-1251'),
      qr: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(block, { maxLength: 5 }), kind, (blocks, paper) => {
        const { items } = layOut({ blocks }, paper)
        for (const item of items) {
          if (item.kind !== 'line') throw new Error(`Unexpected ${item.kind}`)
          expect(item.indent + item.text.length * (item.wide ? 2 : 1)).toBeLessThanOrEqual(paper.columns)
          expect([...item.text].filter((letter) => !pageHas(paper.page, letter))).toEqual([])
        }
        // None of them stands in a replacement, which may be broken as any word may.
        const letters = (value: string) => value.replace(/[^гдеЯ15№ё]/g, '')
        const meant = blocks.map((one) =>
          one.kind === 'text' ? one.text : one.kind === 'pair' ? one.left + one.right : '',
        )
        const printed = items.map((item) => (item.kind === 'line' ? item.text : '')).join('')
        expect(letters(printed)).toBe(letters(meant.join('')))
      }),
      { numRuns: 1000 },
    )
  })

  test('an image that is too wide is made narrower in proportion', () => {
    const wide = packImage(768, 100, (x) => x < 384)
    const fitted = fitImage(wide, 384)
    expect([fitted.width, fitted.height]).toEqual([384, 50])
    expect([
      isBlack(fitted, 0, 0),
      isBlack(fitted, 191, 49),
      isBlack(fitted, 192, 0),
      isBlack(fitted, 383, 49),
    ]).toEqual([true, true, false, false])
    expect(fitImage(wide, 1000)).toBe(wide)
  })
})
