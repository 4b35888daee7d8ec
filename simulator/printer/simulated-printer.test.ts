// The printer by itself, with byte sequences from the manuals: nothing of lib/printing takes part.

import { describe, expect, test } from 'vitest'
import { createVirtualTime } from '../../lib/sync/testing/virtual-time.ts'
import { printerModels, type PrinterModel } from './models.ts'
import { createSimulatedPrinter } from './simulated-printer.ts'

const setUp = (model: PrinterModel = printerModels.epson, lineMs = 0) => {
  const time = createVirtualTime()
  const printer = createSimulatedPrinter(model, { clock: time, lineMs })
  const answers: number[] = []
  printer.onAnswer((bytes) => answers.push(...bytes))
  const send = (...parts: (number | string | number[])[]) =>
    printer.receive(
      Uint8Array.from(
        parts.flatMap((part) =>
          typeof part === 'string' ? [...part].map((letter) => letter.charCodeAt(0)) : [part].flat(),
        ),
      ),
    )
  return { time, printer, answers, send }
}

const ESC = 0x1b
const FS = 0x1c
const GS = 0x1d
const LF = 0x0a
/** "Вода" */
const water866 = [0x82, 0xae, 0xa4, 0xa0]
const water1251 = [0xc2, 0xee, 0xe4, 0xe0]

describe('what comes out on paper', () => {
  test('letters are read under the table that was chosen last, and as blots under none', () => {
    const { printer, send } = setUp()
    send(water866, LF, ESC, 't', 17, water866, LF, ESC, 't', 46, water1251, LF, water866, LF)
    expect(printer.paper.text().split('\n')).toEqual(['▒▒▒▒', 'Вода', 'Вода', '‚®¤'])
  })

  test('a table of another maker gives rubbish, not Russian', () => {
    const { printer, send } = setUp(printerModels.citizen)
    send(ESC, 't', 17, water866, LF, ESC, 't', 7, water866, LF)
    expect(printer.paper.text().split('\n')).toEqual(['▒▒▒▒', 'Вода'])
  })

  test('ESC @ goes back to table 0 and to plain letters', () => {
    const { printer, send } = setUp()
    send(ESC, 't', 17, GS, '!', 0x11, ESC, 'E', 1, ESC, '@', water866, LF)
    expect(printer.paper.prints).toMatchObject([{ text: '▒▒▒▒', wide: false, tall: false, bold: false }])
  })

  test('in Kanji mode two letters are one hieroglyph until FS .', () => {
    const { printer, send } = setUp(printerModels.xprinter)
    send(ESC, '@', ESC, 't', 17, water866, LF, FS, '.', water866, LF)
    expect(printer.paper.text().split('\n')).toEqual(['〓〓', 'Вода'])
  })

  test('sizes, emphasis and alignment are seen', () => {
    const { printer, send } = setUp()
    send(ESC, 'a', 1, GS, '!', 0x11, ESC, 'E', 1, 'AB', LF, ESC, 'a', 2, ESC, '!', 0, 'right', LF)
    expect(printer.paper.prints).toMatchObject([
      { text: 'AB', wide: true, tall: true, bold: true, indent: 22, columns: 4 },
      { text: 'right', wide: false, tall: false, bold: false, indent: 43, columns: 5 },
    ])
  })

  test('a line that is too long is broken by the printer, and that is noticed', () => {
    const { printer, send } = setUp(printerModels['pos-58'])
    send('1'.repeat(32), LF, '2'.repeat(33), LF)
    expect(printer.paper.prints).toMatchObject([
      { text: '1'.repeat(32), overflowed: false },
      { text: '2'.repeat(32), overflowed: true },
      { text: '2', overflowed: false },
    ])
  })

  test('a QR code is stored, then printed; without content nothing comes', () => {
    const { printer, send } = setUp()
    const print = [GS, 0x28, 0x6b, 3, 0, 49, 81, 48]
    send(print, [GS, 0x28, 0x6b, 3, 0, 49, 67, 6], [GS, 0x28, 0x6b, 5, 0, 49, 80, 48], 'AB', print)
    expect(printer.paper.prints).toEqual([{ kind: 'qr', text: 'AB', align: 'left', dots: 6, level: 0 }])
  })

  test('an image is taken byte by byte, whatever its bytes would mean elsewhere', () => {
    const { printer, send } = setUp()
    send(GS, 'v0', 0, 2, 0, 3, 0, [ESC, 0x40, GS, 0x56, LF, 0x00], 'A', LF)
    expect(printer.paper.prints).toMatchObject([
      { kind: 'image', width: 16, height: 3, black: 4 + 1 + 4 + 4 + 2 },
      { kind: 'line', text: 'A' },
    ])
  })

  test('the cut tells how far the paper was fed after the last letter', () => {
    const { printer, send } = setUp()
    send('A', LF, GS, 'V', 0, 'B', LF, LF, LF, LF, GS, 'V', 1, 'C', LF, GS, 'V', 66, 90)
    const cuts = printer.paper.prints.filter(({ kind }) => kind === 'cut')
    expect(cuts).toEqual([
      { kind: 'cut', partial: false, linesFed: 0 },
      { kind: 'cut', partial: true, linesFed: 3 },
      { kind: 'cut', partial: true, linesFed: 3 },
    ])
    expect(printer.paper.pieces()).toHaveLength(3)
  })

  test('the drawer is opened by ESC p, in steps of 2 ms', () => {
    const { printer, send } = setUp()
    send(ESC, 'p', 0, 25, 250)
    expect(printer.paper.pulses).toEqual([{ pin: 0, onMs: 50, offMs: 500 }])
  })

  test('what no manual knows is noticed', () => {
    const { printer, send } = setUp()
    send(ESC, 0x7f, 'A', LF)
    expect(printer.paper.unknown).toEqual([[ESC, 0x7f]])
  })
})

describe('what it answers', () => {
  test('the known replies for "no paper": 1A 32 7E', () => {
    const { printer, answers, send } = setUp()
    printer.runOutOfPaper()
    send(0x10, 4, 1, 0x10, 4, 2, 0x10, 4, 4)
    expect(answers).toEqual([0x1a, 0x32, 0x7e])
  })

  test('DLE EOT is answered although the printer stands still; GS r only when all before it is done', () => {
    const { printer, answers, send } = setUp()
    printer.openCover()
    send('A', LF, GS, 'r', 1, 0x10, 4, 2)
    expect(answers).toEqual([0x16])
    expect(printer.paper.prints).toEqual([])
    printer.closeCover()
    expect(answers).toEqual([0x16, 0x00])
    expect(printer.paper.text()).toBe('A')
  })

  test('paper that ends in the middle of a receipt: the rest comes on the new roll', () => {
    const { printer, answers, send } = setUp()
    printer.loadPaper(2)
    send('1', LF, '2', LF, '3', LF, GS, 'r', 1)
    expect(printer.paper.text()).toBe('1\n2')
    printer.loadPaper()
    expect(printer.paper.text()).toBe('1\n2\n3')
    expect(answers).toEqual([0x00])
  })

  test('after GS a it tells every change by itself, until ESC @', () => {
    const { printer, answers, send } = setUp()
    send(GS, 'a', 0xff)
    printer.openCover()
    printer.closeCover()
    send(ESC, '@')
    printer.runOutOfPaper()
    expect(answers).toEqual([0x10, 0, 0, 0, 0x38, 0, 0, 0, 0x10, 0, 0, 0])
  })

  test('a cheap clone prints and answers nothing', () => {
    const { printer, answers, send } = setUp(printerModels['pos-58'])
    send('A', LF, GS, 'r', 1, 0x10, 4, 1, GS, 'I', 67)
    expect(printer.paper.text()).toBe('A')
    expect(answers).toEqual([])
  })

  test('GS I 67 tells its name', () => {
    const { answers, send } = setUp()
    send(GS, 'I', 67)
    expect(answers).toEqual([0x5f, ...new TextEncoder().encode('TM-T20III'), 0])
  })
})

describe('what goes wrong', () => {
  test('a cable cut inside an image: the next receipt is eaten, until enough NULs came', () => {
    const { printer, answers, send } = setUp()
    send(GS, 'v0', 0, 72, 0, 100, 0, 0xff, 0xff)
    expect(printer.isWaiting).toBe(true)
    send(ESC, '@', 'the next receipt', LF, GS, 'r', 1)
    expect([printer.paper.prints, answers]).toEqual([[], []])
    printer.receive(new Uint8Array(4096))
    printer.receive(new Uint8Array(4096))
    expect(printer.isWaiting).toBe(false)
    send(ESC, '@', 'another', LF, GS, 'r', 1)
    expect(printer.paper.prints.at(-1)).toMatchObject({ text: 'another' })
    expect(answers).toEqual([0x00])
  })

  test('the buffer is limited: it takes what there is room for', () => {
    const { printer, send } = setUp()
    printer.openCover()
    expect(send('x'.repeat(5000))).toBe(4096)
    expect(printer.room()).toBe(0)
    let heard = 0
    printer.onRoom(() => (heard += 1))
    printer.closeCover()
    expect(heard).toBeGreaterThan(0)
    expect(printer.room()).toBe(4096)
  })

  test('a slow printer takes its time for every line', async () => {
    const { time, printer, answers, send } = setUp(printerModels.epson, 100)
    send('1', LF, '2', LF, '3', LF, GS, 'r', 1)
    expect(printer.paper.text()).toBe('1')
    await time.pass(250)
    expect([printer.paper.text(), answers]).toEqual(['1\n2\n3', []])
    await time.pass(100)
    expect(answers).toEqual([0x00])
  })

  test('switched off, it forgets what it had not printed', () => {
    const { printer, send } = setUp()
    printer.openCover()
    send('lost', LF)
    printer.switchOff()
    expect(send('also lost', LF)).toBe(10)
    printer.closeCover()
    printer.switchOn()
    send('kept', LF)
    expect(printer.paper.text()).toBe('kept')
  })
})
