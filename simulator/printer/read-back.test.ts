// Our slips, printed on every printer we know and read back from its paper: what comes out is what was meant. The
// decoder was written from the manuals; receiptline, which was written by others, is the second opinion.

import fc from 'fast-check'
import { transform } from 'receiptline'
import { describe, expect, test } from 'vitest'
import { layOut } from '../../lib/printing/lay-out.ts'
import type { Paper } from '../../lib/printing/paper.ts'
import type { PrinterProfile } from '../../lib/printing/profile.ts'
import { pageCandidates, printerFamilies, profileOf } from '../../lib/printing/profiles.ts'
import { renderJob } from '../../lib/printing/render-job.ts'
import type { CodePage, Slip } from '../../lib/printing/slip.ts'
import { sampleSlips } from '../../lib/printing/testing/sample-slips.ts'
import { transliterate } from '../../lib/printing/transliterate.ts'
import { createVirtualTime } from '../../lib/sync/testing/virtual-time.ts'
import { printerModels, type PrinterModel, type PrinterModelId } from './models.ts'
import { shown, type Print } from './paper-roll.ts'
import { createSimulatedPrinter } from './simulated-printer.ts'

function printOn(model: PrinterModel, ...jobs: Uint8Array[]) {
  const printer = createSimulatedPrinter({ ...model, bufferBytes: 1_000_000 }, { clock: createVirtualTime() })
  const answers: number[] = []
  printer.onAnswer((bytes) => answers.push(...bytes))
  for (const job of jobs) printer.receive(job)
  return { printer, answers }
}

const print = (slip: Slip, profile: PrinterProfile, model: PrinterModel) =>
  printOn(model, renderJob(layOut(slip, profile), profile))

const modelOf = (id: string): PrinterModel => printerModels[id as PrinterModelId]
const pages: CodePage[] = ['cp866', 'windows-1251']
const everyPrinter = printerFamilies.flatMap((family) =>
  pages
    .filter((page) => family.tables[page] !== null)
    .map((page) => [`${family.id} ${page}`, profileOf(family, page), modelOf(family.id)] as const),
)

/** What the paper should show, from the laid-out slip, in the terms of the paper. */
function meant(paper: Paper, profile: PrinterProfile): string[] {
  const feed = (lines: number) => Array.from({ length: lines }, () => '')
  return paper.items.flatMap((item): string[] => {
    switch (item.kind) {
      case 'line': {
        const lead = item.text.length - item.text.trimStart().length
        const indent = item.text.trim() === '' ? 0 : item.indent + lead * (item.wide ? 2 : 1)
        const text = item.text.trim()
        return [' '.repeat(indent) + (item.wide ? [...text].join(' ') : text)]
      }
      case 'sample':
        return [`${String(item.number).padStart(2)}  ${item.text}`]
      case 'qr':
        return [`[QR ${item.text}]`]
      case 'image':
        return [`[image ${Math.ceil(item.image.width / 8) * 8}×${Math.ceil(item.image.height / 8) * 8}]`]
      case 'feed':
        return feed(item.lines)
      case 'drawer':
        return []
      case 'cut':
        return [...feed(profile.feedBeforeCut), ...(profile.cutter === 'none' ? [] : ['- - - 8< - - -'])]
    }
  })
}

describe.each(everyPrinter)('users 19: on %s', (_name, profile, model) => {
  test.each(Object.entries(sampleSlips).filter(([name]) => name !== 'code-pages'))(
    'the slip "%s" reads as it was meant',
    (_slip, make) => {
      const paper = layOut(make(profile), profile)
      const { printer, answers } = print(make(profile), profile, model)
      expect(printer.paper.prints.map(shown)).toEqual(meant(paper, profile))
      expect(printer.paper.prints.filter((line) => line.kind === 'line' && line.overflowed)).toEqual([])
      expect(printer.paper.unknown).toEqual([])
      expect(printer.isWaiting).toBe(false)
      expect(printer.paper.pulses).toHaveLength(paper.items.filter(({ kind }) => kind === 'drawer').length)
      // The last answer is the proof.
      expect(answers.at(-1)).toBe(profile.answers ? 0 : undefined)
    },
  )

  test('large letters are large, and only they', () => {
    const { printer } = print(sampleSlips['copy']!(profile), profile, model)
    const large = printer.paper.prints.filter(
      (line): line is Print & { kind: 'line' } => line.kind === 'line' && line.wide,
    )
    expect(large.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['КОПИЯ', expect.stringContaining('ООО')]) as string[],
    )
    const copy = large.find(({ text }) => text === 'КОПИЯ')
    expect(copy).toMatchObject({ wide: true, tall: true, bold: true })
    expect(
      printer.paper.prints.filter((line) => line.kind === 'line' && line.text === 'Кассир: Власова Ирина'),
    ).toEqual([expect.objectContaining({ wide: false, tall: false, bold: false })])
  })

  test('the text is fed past the knife before it cuts', () => {
    if (profile.cutter === 'none') return
    const { printer } = print(sampleSlips['test']!(profile), profile, model)
    expect(printer.paper.prints.at(-1)).toMatchObject({ kind: 'cut', linesFed: profile.feedBeforeCut })
  })
})

describe('the code-page slip of the wizard', () => {
  test.each(Object.entries(printerModels))('on %s exactly the lines of its own tables can be read', (_id, model) => {
    const family = printerFamilies[0]!
    const { printer } = print(sampleSlips['code-pages']!(profileOf(family)), profileOf(family), model)
    const lines = printer.paper.prints.flatMap((line) => (line.kind === 'line' ? [shown(line)] : []))
    const readable = pageCandidates.flatMap((_candidate, index) => {
      const line = lines.find((one) => one.trimStart().startsWith(`${index + 1}  `))
      return line?.includes('Съешь ещё этих мягких') === true ? [index] : []
    })
    const known = pageCandidates.flatMap(({ table, page }, index) =>
      (model.tables as Record<number, string>)[table] === (page === 'cp866' ? 'ibm866' : page) ? [index] : [],
    )
    expect(readable).toEqual(known)
    expect(known.length).toBeGreaterThan(0)
  })
})

describe('a chosen page and table are enough for a printer of any make', () => {
  test('users 19: one letter that the page lacks does not move the rest to another table', () => {
    const profile = profileOf(printerFamilies.find(({ id }) => id === 'xprinter')!)
    const { printer } = print(
      { blocks: [{ kind: 'text', text: 'Вода № 1 «é» 水 и ещё' }] },
      profile,
      printerModels.xprinter,
    )
    expect(printer.paper.text()).toBe('Вода № 1 "e" ¤ и ещё')
  })
})

describe('any text', () => {
  test.each(pages)('%s: what the paper shows is what the transliteration said, letter by letter', (page) => {
    const family = printerFamilies.find(({ id }) => id === 'epson')!
    const profile = profileOf(family, page)
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 40 }),
          fc.string({ unit: fc.constantFrom(...'Съешь ещё №«»—…₽é水?\u001b\u001d@!'), maxLength: 40 }),
        ),
        (text) => {
          const { printer } = print({ blocks: [{ kind: 'text', text }] }, profile, printerModels.epson)
          const words = (value: string) => value.split(/\s+/).filter((word) => word !== '')
          const read = printer.paper.prints.flatMap((line) => (line.kind === 'line' ? words(line.text) : []))
          expect(read.join('')).toBe(words(transliterate(text, page).text).join(''))
          expect(printer.paper.pulses).toEqual([])
          expect(printer.paper.prints.some(({ kind }) => kind !== 'line')).toBe(false)
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('receiptline as second opinion', () => {
  const decode = (commands: string): Print[] => {
    const bytes = Uint8Array.from(commands, (letter) => letter.charCodeAt(0))
    return [...printOn(printerModels.epson, bytes).printer.paper.prints]
  }
  const words = (prints: readonly Print[]) =>
    prints.flatMap((one) => (one.kind === 'line' ? one.text.split(/ +/) : [])).filter((word) => word !== '')

  test('the same receipt from two encoders reads the same on the same printer', () => {
    const profile = profileOf(printerFamilies[0]!)
    const ours = print(
      {
        blocks: [
          { kind: 'text', text: 'ООО "Родник"', align: 'center' },
          { kind: 'pair', left: 'Вода 19 л', right: '250,00' },
          { kind: 'pair', left: 'ИТОГО', right: '250,00', wide: true, tall: true },
          { kind: 'qr', text: 'https://till.example/r/1' },
          { kind: 'cut' },
        ],
      },
      profile,
      printerModels.epson,
    ).printer.paper
    const theirs = decode(
      transform(
        'ООО \\"Родник\\"\n\nВода 19 л | 250,00\n\n^^^ИТОГО | ^^^250,00\n\n{code:https://till.example/r/1; option:qrcode,6,m}\n',
        {
          cpl: 48,
          encoding: 'cp866',
          command: 'escpos',
          cutting: true,
        },
      ),
    )
    expect(words(theirs)).toEqual(words(ours.prints))
    // It draws the code itself, square by square; ours is drawn by the printer.
    expect(theirs.filter(({ kind }) => kind === 'image')).toMatchObject([{ height: 150, align: 'center' }])
    expect(ours.prints.filter(({ kind }) => kind === 'qr')).toMatchObject([
      { text: 'https://till.example/r/1', dots: 6, align: 'center' },
    ])
    expect(theirs.some(({ kind }) => kind === 'cut')).toBe(true)
  })

  test('both write every Russian letter with the same byte', () => {
    const letters = 'АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ абвгдеёжзийклмнопрстуфхцчшщъыьэюя №'
    const theirs = decode(transform(letters, { cpl: 48, encoding: 'cp866', command: 'escpos' }))
    const ours = print(
      { blocks: [{ kind: 'text', text: letters }] },
      profileOf(printerFamilies[0]!),
      printerModels.epson,
    )
    expect(words(theirs).join('')).toBe(words(ours.printer.paper.prints).join(''))
    expect(words(theirs).join('')).toBe(letters.replaceAll(' ', ''))
  })
})
