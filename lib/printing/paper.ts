/**
 * A slip laid out for one width and one code page: every line is broken, aligned and written in letters that the printer
 * has. Both the bytes and the preview on the screen are made from this and from nothing else, so the screen shows the
 * paper's own lines.
 */
import type { Align, CodePage, SlipImage } from './slip.ts'

export type PaperItem =
  /** `indent` columns of plain width, then `text`; a wide letter takes two columns. Never longer than the paper. */
  | { kind: 'line'; indent: number; text: string; wide: boolean; tall: boolean; bold: boolean }
  | { kind: 'feed'; lines: number }
  | { kind: 'qr'; text: string }
  | { kind: 'image'; image: SlipImage; align: Align }
  | { kind: 'sample'; number: number; table: number; page: CodePage; text: string }
  | { kind: 'drawer' }
  | { kind: 'cut' }

export type Paper = {
  columns: number
  items: PaperItem[]
  /** Characters for which the code page has neither a sign nor a replacement, each once. On paper they are `lostSign`. */
  lost: string[]
}

/** Stands in both pages, is not on a keyboard, and is never mistaken for a question mark that somebody typed. */
export const lostSign = '¤'
