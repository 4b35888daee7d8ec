/**
 * A slip says what a piece of paper shall hold, without knowing the paper: no widths, no bytes, no code page. It is plain
 * data, so it can be stored with a job and printed again on another printer.
 *
 *     what happened  →  layout  →  Slip  →  layOut  →  Paper  →  renderJob  →  bytes
 *     (receipt-print.ts)                              Paper  →  preview on the screen
 *
 * Texts are in Unicode here; what the printer's code page lacks is replaced when the slip is laid out.
 */

export type Align = 'left' | 'center' | 'right'

/** Double width, double height, emphasised. */
export type TextStyle = { wide?: boolean; tall?: boolean; bold?: boolean }

export type SlipBlock =
  /** Wrapped at words; a line break in the text starts a new line. */
  | ({ kind: 'text'; text: string; align?: Align } & TextStyle)
  /** A description and a figure: `left` wraps, `right` stands at the right edge and is never broken. */
  | ({ kind: 'pair'; left: string; right: string } & TextStyle)
  | { kind: 'rule'; double?: boolean }
  | { kind: 'feed'; lines: number }
  /** `text` is the content of the code, ASCII (an address or a signed token). */
  | { kind: 'qr'; text: string }
  | { kind: 'image'; image: SlipImage; align?: Align }
  /** A line of the wizard's code-page slip: printed under the given `ESC t` table, whatever the profile says. */
  | { kind: 'sample'; number: number; table: number; page: CodePage; text: string }
  | { kind: 'drawer' }
  /** Feeds as far as the profile says, then cuts. A printer without a cutter only feeds. */
  | { kind: 'cut' }

export type Slip = { blocks: SlipBlock[] }

/**
 * Black and white. `bits`: base64 of rows from top to bottom, eight dots a byte, the most significant bit left, 1 is
 * black; a row is padded to whole bytes.
 */
export type SlipImage = { width: number; height: number; bits: string }

/** The two 8-bit alphabets in which printers know Russian. */
export type CodePage = 'cp866' | 'windows-1251'
