// The paper as it comes out: what a person would read on it, line by line.

import type { Command } from './commands.ts'

export type Print =
  | {
      kind: 'line'
      /** As read: a wide letter is one letter. */
      text: string
      /** Columns of plain width before the first letter. */
      indent: number
      /** Columns of plain width that the letters take. */
      columns: number
      wide: boolean
      tall: boolean
      bold: boolean
      /** The printer broke the line itself: it did not fit. */
      overflowed: boolean
    }
  | { kind: 'qr'; text: string; align: Align; dots: number; level: number }
  | { kind: 'image'; width: number; height: number; black: number; align: Align; rows: Uint8Array }
  | { kind: 'cut'; partial: boolean; linesFed: number }

type Align = 'left' | 'center' | 'right'

export type PaperModel = {
  /** Printable width, dots. */
  dots: number
  /** Encoding labels by `ESC t` number; under any other number only ASCII can be read. */
  tables: Readonly<Record<number, string>>
  kanjiAtStart: boolean
  hasCutter: boolean
}

const letterDots = 12
const unreadable = '\u2592'
/** A line of plain text is 24 dots and 6 of spacing. */
const unitsInLine = 30

export type PaperRoll = {
  readonly prints: readonly Print[]
  /** Opened so many times, on these pins. */
  readonly pulses: readonly { pin: number; onMs: number; offMs: number }[]
  readonly unknown: readonly number[][]
  readonly kanjiMode: boolean
  /** Gives the number of lines that the paper moved on. */
  carryOut(command: Command): number
  /** Switched off and on: what was not printed yet is forgotten. */
  restart(): void
  /** As a person holds it: lines of letters, `[QR …]`, `[image …]`, `---8<---`. */
  text(): string
  /** What was torn off so far, each piece between two cuts, and last what hangs out of the printer (if anything). */
  pieces(): Print[][]
}

type Letter = { text: string; width: number; wide: boolean; tall: boolean; bold: boolean }

export function createPaperRoll(model: PaperModel): PaperRoll {
  const prints: Print[] = []
  const pulses: { pin: number; onMs: number; offMs: number }[] = []
  const unknown: number[][] = []
  const columns = Math.floor(model.dots / letterDots)

  const atStart = () => ({
    table: 0,
    kanji: model.kanjiAtStart,
    width: 1,
    height: 1,
    bold: false,
    align: 'left' as Align,
    letters: [] as Letter[],
    qr: { dots: 3, level: 0, text: null as string | null },
    graphics: null as { rowBytes: number; rows: number; data: Uint8Array } | null,
  })
  let state = atStart()
  let fedSinceText = 0

  const decode = (byte: number): string => {
    if (byte < 0x80) return String.fromCharCode(byte)
    const label = model.tables[state.table]
    return label === undefined ? unreadable : new TextDecoder(label).decode(Uint8Array.of(byte))
  }

  const used = (): number => state.letters.reduce((sum, { width }) => sum + width, 0)

  const put = (text: string, width: number): number => {
    const moved = used() + width > columns ? endLine(true) : 0
    state.letters.push({ text, width, wide: state.width > 1, tall: state.height > 1, bold: state.bold })
    return moved
  }

  const endLine = (overflowed: boolean): number => {
    const letters = state.letters
    state.letters = []
    const whole = letters.map(({ text }) => text).join('')
    const own = letters.reduce((sum, { width }) => sum + width, 0)
    const free = columns - own
    const shift = state.align === 'left' ? 0 : state.align === 'right' ? free : Math.floor(free / 2)
    let lead = 0
    while (letters[lead]?.text === ' ') lead += 1
    const ink = letters.slice(lead).filter(({ text }) => text !== ' ')
    const indent = shift + letters.slice(0, lead).reduce((sum, { width }) => sum + width, 0)
    prints.push({
      kind: 'line',
      text: whole.trim(),
      indent: ink.length === 0 ? 0 : indent,
      columns: letters.slice(lead).reduce((sum, { width }) => sum + width, 0),
      wide: ink.length > 0 && ink.every(({ wide }) => wide),
      tall: ink.length > 0 && ink.every(({ tall }) => tall),
      bold: ink.length > 0 && ink.every(({ bold }) => bold),
      overflowed,
    })
    fedSinceText = ink.length > 0 ? 0 : fedSinceText + 1
    return ink.some(({ tall }) => tall) ? 2 : 1
  }

  const endText = (): number => (state.letters.length > 0 ? endLine(false) : 0)

  const carryOut = (command: Command): number => {
    switch (command.kind) {
      case 'letter':
        return put(decode(command.byte), state.width)
      case 'kanji':
        return put('\u3013', 2 * state.width)
      case 'tab': {
        const to = 8 * (Math.floor(used() / 8) + 1)
        return put(' '.repeat(to - used()), to - used())
      }
      case 'position': {
        const to = Math.floor(command.dots / letterDots) + (command.relative ? used() : 0)
        return to > used() ? put(' '.repeat(to - used()), to - used()) : 0
      }
      case 'graphicsStore':
        state.graphics = command
        return 0
      case 'graphicsPrint':
        return state.graphics === null ? 0 : image(state.graphics)
      case 'lineFeed':
        return endLine(false)
      case 'feedLines':
        return Array.from({ length: command.lines }, () => endLine(false)).reduce((sum, moved) => sum + moved, 0)
      case 'feedUnits':
        fedSinceText += command.units / unitsInLine
        return endText() + command.units / unitsInLine
      case 'initialise':
        state = atStart()
        return 0
      case 'table':
        state.table = command.table
        return 0
      case 'kanjiMode':
        state.kanji = command.on
        return 0
      case 'printMode':
        state.width = command.wide ? 2 : 1
        state.height = command.tall ? 2 : 1
        state.bold = command.bold
        return 0
      case 'size':
        state.width = command.width
        state.height = command.height
        return 0
      case 'bold':
        state.bold = command.on
        return 0
      case 'align':
        // Only heard at the beginning of a line.
        if (state.letters.length === 0) state.align = command.to
        return 0
      case 'cut':
        return cut(command)
      case 'pulse':
        pulses.push({ pin: command.pin, onMs: command.onMs, offMs: command.offMs })
        return 0
      case 'image':
        return image(command)
      case 'qrSize':
        state.qr.dots = command.dots
        return 0
      case 'qrLevel':
        state.qr.level = command.level
        return 0
      case 'qrStore':
        state.qr.text = new TextDecoder().decode(command.data)
        return 0
      case 'qrPrint':
        return qr()
      case 'unknown':
        unknown.push(command.bytes)
        return 0
      case 'barcode':
      case 'font':
      case 'carriageReturn':
      case 'qrModel':
      case 'askQueued':
      case 'askIdentity':
      case 'tellChanges':
      case 'setting':
        return 0
    }
  }

  const cut = ({ partial, feedUnits }: { partial: boolean; feedUnits: number }): number => {
    const moved = endText() + feedUnits / unitsInLine
    fedSinceText += feedUnits / unitsInLine
    if (model.hasCutter) prints.push({ kind: 'cut', partial, linesFed: fedSinceText })
    return moved
  }

  const image = ({ rowBytes, rows, data }: { rowBytes: number; rows: number; data: Uint8Array }): number => {
    const moved = endText()
    const width = Math.min(rowBytes * 8, model.dots)
    let black = 0
    for (const byte of data) for (let bit = byte; bit > 0; bit &= bit - 1) black += 1
    prints.push({ kind: 'image', width, height: rows, black, align: state.align, rows: data })
    fedSinceText = 0
    return moved + rows / unitsInLine
  }

  const qr = (): number => {
    const moved = endText()
    // Nothing stored, nothing printed.
    if (state.qr.text === null) return moved
    prints.push({ kind: 'qr', text: state.qr.text, align: state.align, dots: state.qr.dots, level: state.qr.level })
    fedSinceText = 0
    return moved + 6
  }

  return {
    prints,
    pulses,
    unknown,
    get kanjiMode() {
      return state.kanji
    },
    carryOut,
    restart: () => void (state = atStart()),
    text: () => prints.map(shown).join('\n'),
    pieces() {
      const pieces: Print[][] = [[]]
      for (const print of prints) {
        pieces.at(-1)?.push(print)
        if (print.kind === 'cut') pieces.push([])
      }
      return pieces.filter((piece) => piece.some((print) => print.kind !== 'line' || print.text !== ''))
    },
  }
}

/** One line of the paper as plain text. */
export function shown(print: Print): string {
  switch (print.kind) {
    case 'line':
      return ' '.repeat(print.indent) + (print.wide ? [...print.text].join(' ') : print.text)
    case 'qr':
      return `[QR ${print.text}]`
    case 'image':
      return `[image ${print.width}×${print.height}]`
    case 'cut':
      return '- - - 8< - - -'
  }
}
