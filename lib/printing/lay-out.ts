import { fitImage } from './fit-image.ts'
import type { Paper, PaperItem } from './paper.ts'
import type { PrinterProfile } from './profile.ts'
import type { Align, CodePage, Slip, SlipBlock, TextStyle } from './slip.ts'
import { toPage, transliterate } from './transliterate.ts'
import { wrap } from './wrap.ts'

/** Dots that a letter of font A is wide, on every printer known. */
export const letterDots = 12
/** A code longer than this tells a person nothing: a printer without QR codes leaves it out. */
const longestSpelled = 120

export type PaperKind = Pick<PrinterProfile, 'columns' | 'page' | 'qr'>

/** Breaks, aligns and transliterates. The same slip and paper always give the same lines. */
export function layOut(slip: Slip, kind: PaperKind): Paper {
  const lost = new Set<string>()
  const inPage = (text: string, page: CodePage = kind.page): string => {
    const printable = toPage(text, page)
    for (const letter of printable.lost) lost.add(letter)
    return printable.text
  }
  const items = slip.blocks.flatMap((block) => itemsOf(block, kind, inPage))
  return { columns: kind.columns, items, lost: [...lost] }
}

function itemsOf(block: SlipBlock, kind: PaperKind, inPage: (text: string, page?: CodePage) => string): PaperItem[] {
  switch (block.kind) {
    case 'text':
      return textLines(inPage(block.text), block.align ?? 'left', block, kind.columns)
    case 'pair':
      return pairLines(inPage(block.left), inPage(block.right), block, kind.columns)
    case 'rule':
      return [line((block.double === true ? '=' : '-').repeat(kind.columns), {})]
    case 'qr':
      return kind.qr
        ? [{ kind: 'qr', text: ascii(block.text) }]
        : block.text.length > longestSpelled
          ? []
          : textLines(inPage(block.text), 'left', {}, kind.columns)
    case 'image':
      return [
        { kind: 'image', image: fitImage(block.image, kind.columns * letterDots), align: block.align ?? 'center' },
      ]
    case 'sample': {
      const room = kind.columns - sampleLabel(block.number).length
      return [{ ...block, text: transliterate(inPage(block.text, block.page), block.page).text.slice(0, room) }]
    }
    case 'feed':
    case 'drawer':
    case 'cut':
      return [block]
  }
}

/** What stands before the sample of a code page, always in ASCII, so that it can be read under any table. */
export const sampleLabel = (number: number): string => `${String(number).padStart(2)}  `

function textLines(text: string, align: Align, style: TextStyle, columns: number): PaperItem[] {
  const width = room(style, columns)
  return wrap(text, width).map((part) => {
    const free = columns - part.length * (style.wide === true ? 2 : 1)
    const indent = align === 'left' ? 0 : align === 'right' ? free : Math.floor(free / 2)
    return line(part, style, part === '' ? 0 : indent)
  })
}

/** The figure stands on the last line of the description when there is room for it, otherwise on a line of its own. */
function pairLines(left: string, right: string, style: TextStyle, columns: number): PaperItem[] {
  const width = room(style, columns)
  const parts = left === '' ? [] : wrap(left, width)
  const [figure = '', ...more] = wrap(right, width)
  const last = parts.at(-1)
  if (last !== undefined && last.length + 1 + figure.length <= width) {
    parts[parts.length - 1] = last + figure.padStart(width - last.length)
  } else parts.push(figure.padStart(width))
  return [...parts, ...more.map((part) => part.padStart(width))].map((part) => line(part, style))
}

const room = (style: TextStyle, columns: number): number => (style.wide === true ? Math.floor(columns / 2) : columns)

const line = (text: string, style: TextStyle, indent = 0): PaperItem => ({
  kind: 'line',
  indent,
  text,
  wide: style.wide === true,
  tall: style.tall === true,
  bold: style.bold === true,
})

/** The code carries bytes; what is not ASCII travels as an address would carry it. */
const ascii = (text: string): string => text.replace(/[^\x20-\x7e]+/gu, (part) => encodeURIComponent(part))
