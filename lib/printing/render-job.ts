import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder'
import { encodeText } from './code-page.ts'
import { isBlack } from './fit-image.ts'
import { letterDots, sampleLabel } from './lay-out.ts'
import type { Paper, PaperItem } from './paper.ts'
import { qrDots } from './qr-size.ts'
import type { PrinterProfile } from './profile.ts'
import type { CodePage, SlipImage } from './slip.ts'
import { jobProof, longestCommandBytes, tellChanges } from './status/commands.ts'

/**
 * A whole job as bytes. It begins with `ESC @`, `FS .` (Chinese printers start in Kanji mode, in which Cyrillic comes out
 * as hieroglyphs) and `ESC t n`, because `ESC @` goes back to table 0. A two-way printer is told to report changes, which
 * `ESC @` ended too, and is asked at the end to say when all of it is on paper.
 *
 * Text, codes and images are the encoder's work; what stands between them is written here, since the encoder ends
 * everything with a line feed, also the drawer's pulse and the cut.
 */
export function renderJob(paper: Paper, profile: PrinterProfile): Uint8Array {
  const pieces: ArrayLike<number>[] = [[0x1b, 0x40, 0x1c, 0x2e], selectTable(profile.table)]
  if (profile.answers) pieces.push(tellChanges)
  for (const item of paper.items) pieces.push(...bytesOf(item, paper, profile))
  if (profile.answers) pieces.push(jobProof)
  return join(pieces)
}

/** `ESC t n` */
const selectTable = (table: number): number[] => [0x1b, 0x74, table]
const lineFeed = 0x0a

function bytesOf(item: PaperItem, paper: Paper, profile: PrinterProfile): ArrayLike<number>[] {
  switch (item.kind) {
    case 'line':
      return [lineBytes(item, encoderFor(paper, profile))]
    case 'feed':
      return [feed(item.lines)]
    case 'qr':
      return qrBytes(item.text, paper, profile)
    case 'image':
      return imageBytes(item, () => encoderFor(paper, profile))
    case 'sample':
      return [
        selectTable(item.table),
        encodeText(sampleLabel(item.number) + item.text, item.page),
        [lineFeed],
        selectTable(profile.table),
      ]
    case 'drawer':
      return profile.drawer === null ? [] : [pulse(profile.drawer)]
    case 'cut':
      return [feed(profile.feedBeforeCut), ...(profile.cutter === 'none' ? [] : [cut(profile.cutter)])]
  }
}

/** Nothing where the code does not fit the paper: half a code is no code. */
function qrBytes(text: string, paper: Paper, profile: PrinterProfile): Uint8Array[] {
  const size = qrDots(text, paper.columns * letterDots)
  if (size === null) return []
  return [
    encoderFor(paper, profile).align('center').qrcode(text, { model: 2, size, errorlevel: 'm' }).align('left').encode(),
  ]
}

const feed = (lines: number): number[] => Array.from({ length: lines }, () => lineFeed)
/** `GS V n` cuts where the knife stands, so the paper is fed to it before. */
const cut = (cutter: 'full' | 'partial'): number[] => [0x1d, 0x56, cutter === 'full' ? 0 : 1]
/** `ESC p m t1 t2`, times in steps of 2 ms. */
const pulse = ({ pin, onMs, offMs }: NonNullable<PrinterProfile['drawer']>): number[] => [
  ...[0x1b, 0x70, pin],
  ...[onMs, offMs].map((ms) => Math.min(255, Math.max(1, Math.round(ms / 2)))),
]

const encoderNames: Record<CodePage, 'cp866' | 'windows1251'> = { cp866: 'cp866', 'windows-1251': 'windows1251' }

function encoderFor(paper: Paper, profile: PrinterProfile): ReceiptPrinterEncoder {
  return new ReceiptPrinterEncoder({
    language: 'esc-pos',
    columns: paper.columns,
    newline: '\n',
    imageMode: 'raster',
    feedAfterBlock: false,
    // Only this page: the encoder cannot wander off to another one at the first letter that this one lacks.
    codepageMapping: { [encoderNames[profile.page]]: profile.table },
  }).codepage(encoderNames[profile.page])
}

function lineBytes(item: PaperItem & { kind: 'line' }, encoder: ReceiptPrinterEncoder): Uint8Array {
  if (item.indent > 0) encoder.text(' '.repeat(item.indent))
  encoder.size(item.wide ? 2 : 1, item.tall ? 2 : 1).bold(item.bold)
  if (item.text !== '') encoder.text(item.text)
  return encoder.size(1, 1).bold(false).newline().encode()
}

/** In strips: a slow line does not starve the head, and no command is longer than a resync can finish. */
function imageBytes({ image, align }: PaperItem & { kind: 'image' }, encoder: () => ReceiptPrinterEncoder) {
  const rowBytes = Math.ceil(image.width / 8)
  // The encoder fills up to whole eights of rows, which would leave a gap between two strips.
  const stripRows = Math.min(248, Math.floor((longestCommandBytes - 8) / rowBytes) & ~7)
  const strips: Uint8Array[] = []
  for (let top = 0; top < image.height; top += stripRows) {
    const rows = Math.min(stripRows, image.height - top)
    strips.push(
      encoder()
        .align(align)
        .image(pixelsOf(image, top, rows), rowBytes * 8, rows)
        .align('left')
        .encode(),
    )
  }
  return strips
}

/** As the encoder takes images: four bytes a dot, here only black and white. The width grows to whole bytes. */
function pixelsOf(image: SlipImage, top: number, height: number) {
  const width = Math.ceil(image.width / 8) * 8
  const data = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < image.width; x += 1) {
      if (isBlack(image, x, top + y)) data.fill(0, (y * width + x) * 4, (y * width + x) * 4 + 3)
    }
  }
  return { width, height, data }
}

function join(parts: ArrayLike<number>[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
