/**
 * The code on a receipt's paper: what a return of it needs, and the till's signature over that. Any till reads it without
 * a network (decision 013).
 *
 *     9917 │ digits of:  form · till · shift · number · [time · total · tender · lines] · [signature] · checksum
 *
 * - Digits only. A scanner that is a keyboard presses the places of an American one: with a Russian layout letters would
 *   arrive as others, digits never do. A QR code holds three digits in ten bits, so they cost no more room than bytes.
 * - Goods are named by 48 bits of a hash, which is enough to find them among a catalogue; quantities and prices are
 *   those of the receipt, and so are discounts, which cash rounding adds to. Names and people are not in it: who finds the
 *   paper learns nothing more than it says.
 * - A receipt with more lines than fit is signed without them.
 * - The checksum tells a scan that lost keys on the way from a code that somebody has changed.
 */
import type { Receipt, ReceiptLine } from './receipt.ts'
import { paidLines } from './receipt.ts'
import { crc16, createReader, createWriter, fromDigits, toDigits } from './code-bytes.ts'
import { parseNumbered, receiptId, receiptTenders, shiftId } from './shift.ts'
import type { ReceiptTender } from './shift.ts'

export type CodedLine = {
  /** `productKey` of the goods; null: sold by hand. */
  productKey: number | null
  quantityMilli: number
  /** For one unit, before the discount. */
  priceMinor: number
  /** Off the whole line, its share of cash rounding included: what was paid for it is what goes back. */
  discountMinor: number
  vatPercent: number | null
}

export type CodedReceipt = {
  receiptId: string
  /** Epoch ms, to the second. */
  at: number
  totalMinor: number
  /** By which most of it was paid; null: nothing was. */
  tender: ReceiptTender | null
  /** Those that were sold, in their order. null: too many for the paper, or an order's. */
  lines: readonly CodedLine[] | null
}

/** What is signed: the content and, before it, what it is. A signature for anything else fits no receipt. */
export type Signable = { content: Uint8Array; message: Uint8Array }

export type ReadCode =
  /** Not of this kind: a barcode of goods. */
  | { kind: 'other' }
  /** Keys were lost on the way from the scanner: once more. */
  | { kind: 'garbled' }
  /** Names the receipt and proves nothing. */
  | { kind: 'named'; receiptId: string }
  /** What it says, if `signature` fits `message`. */
  | { kind: 'signed'; receipt: CodedReceipt; message: Uint8Array; signature: Uint8Array }

/** GS1 keeps 91 to 99 for a company's own use; goods' codes that begin so are far shorter. */
const prefix = '9917'
const shortest = 30
/** With eight bits a digit, as some printers have it, this is the most that fits paper of 58 mm in squares of 3 dots. */
export const longestCode = 800
/** Of P-256: r and s. */
export const signatureBytes = 64

const forms = { named: 1, withoutLines: 2, withLines: 3 } as const
const epoch = Date.UTC(2020, 0, 1)
const domain = new TextEncoder().encode('rodnik receipt 1\n')

export function codedReceipt(receipt: Receipt): CodedReceipt {
  const most = receipt.tenders.toSorted((a, b) => Math.abs(b.amountMinor) - Math.abs(a.amountMinor))[0]
  return {
    receiptId: receipt.id,
    at: Math.max(epoch, Math.floor(receipt.at / 1000) * 1000),
    totalMinor: receipt.totalMinor,
    tender: most?.tender ?? null,
    // Of an order's goods the paper does not tell what was paid elsewhere: whoever has only that looks at its sum.
    lines: receipt.order ? null : paidLines(receipt).map(codedLine),
  }
}

const codedLine = ({ productId, quantityMilli, priceMinor, discountMinor, vatPercent }: ReceiptLine): CodedLine => ({
  productKey: productId === null ? null : productKey(productId),
  quantityMilli,
  priceMinor,
  discountMinor,
  vatPercent,
})

/** With its lines if all of it fits the paper. Throws where the receipt's name is none. */
export function signable(receipt: CodedReceipt): Signable {
  const whole = contentOf(receipt)
  const fits = writeCode(whole, new Uint8Array(signatureBytes).fill(255)).length <= longestCode
  const content = fits ? whole : contentOf({ ...receipt, lines: null })
  return { content, message: messageOf(content) }
}

/** The code of a till that cannot sign: it only names the receipt. */
export const namingCode = (receiptId: string): string => writeCode(nameOf(receiptId, forms.named).bytes(), null)

export function writeCode(content: Uint8Array, signature: Uint8Array | null): string {
  const body = new Uint8Array([...content, ...(signature ?? [])])
  const sum = crc16(body)
  return prefix + toDigits(new Uint8Array([...body, sum >> 8, sum & 255]))
}

/** Also as a scanner types it: with spaces or other signs around it. */
export function readCode(typed: string): ReadCode {
  const text = typed.trim()
  if (!text.startsWith(prefix) || text.length < shortest) return { kind: 'other' }
  const bytes = /^\d+$/.test(text) ? fromDigits(text.slice(prefix.length)) : null
  if (!bytes || bytes.length < 4) return { kind: 'garbled' }
  const body = bytes.subarray(0, -2)
  if (crc16(body) !== (bytes.at(-2) ?? 0) * 256 + (bytes.at(-1) ?? 0)) return { kind: 'garbled' }
  return readBody(body) ?? { kind: 'garbled' }
}

/** 48 bits that find goods in a catalogue. Not a secret, and no proof: the signature is that. */
export function productKey(productId: string): number {
  let a = 0x811c9dc5
  let b = 0x1b873593
  for (let at = 0; at < productId.length; at += 1) {
    const code = productId.charCodeAt(at)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ code, 0xcc9e2d51)
    b = (b << 13) | (b >>> 19)
  }
  a = Math.imul(a ^ (a >>> 16) ^ b, 0x85ebca6b)
  b = Math.imul(b ^ (b >>> 13) ^ a, 0xc2b2ae35)
  return ((a ^ (a >>> 13)) >>> 0) * 0x1_0000 + ((b ^ (b >>> 16)) & 0xffff)
}

const messageOf = (content: Uint8Array): Uint8Array => new Uint8Array([...domain, ...content])

function nameOf(id: string, form: number) {
  const receipt = parseNumbered(id)
  const shift = receipt && parseNumbered(receipt.of)
  if (!receipt || !shift) throw new Error(`${id} is no receipt's name`)
  const writer = createWriter()
  writer.byte(form)
  writer.name(shift.of)
  writer.uint(shift.number)
  writer.uint(receipt.number)
  return writer
}

function contentOf({ receiptId: id, at, totalMinor, tender, lines }: CodedReceipt): Uint8Array {
  const writer = nameOf(id, lines === null ? forms.withoutLines : forms.withLines)
  writer.uint(Math.max(0, Math.floor((at - epoch) / 1000)))
  writer.int(totalMinor)
  writer.byte(tender === null ? 0 : receiptTenders.indexOf(tender) + 1)
  if (lines !== null) {
    writer.uint(lines.length)
    for (const { productKey: key, quantityMilli, priceMinor, discountMinor, vatPercent } of lines) {
      // Most are whole pieces.
      const isWhole = quantityMilli % 1000 === 0
      writer.uint(isWhole ? (quantityMilli / 1000) * 2 : quantityMilli * 2 + 1)
      writer.uint(priceMinor)
      writer.uint(discountMinor)
      writer.byte((vatPercent ?? -1) + 1)
      writer.byte(key === null ? 0 : 1)
      if (key !== null) writer.sixBytes(key)
    }
  }
  return writer.bytes()
}

/** null: no content that any till of ours has written. */
function readBody(body: Uint8Array): ReadCode | null {
  const form = body[0]
  if (form === forms.named) {
    const reader = createReader(body)
    reader.byte()
    const id = readName(reader)
    return reader.isAtEnd() ? { kind: 'named', receiptId: id } : null
  }
  if (form !== forms.withLines && form !== forms.withoutLines) return null
  const content = body.slice(0, -signatureBytes)
  const reader = createReader(content)
  reader.byte()
  const id = readName(reader)
  const at = epoch + reader.uint() * 1000
  const totalMinor = reader.int()
  const paidBy = reader.byte()
  const tender = paidBy === 0 ? null : receiptTenders[paidBy - 1]
  const lines: CodedLine[] | null = form === forms.withLines ? [] : null
  if (lines) {
    const count = reader.uint()
    while (lines.length < count && !reader.isAtEnd()) {
      const quantity = reader.uint()
      lines.push({
        quantityMilli: quantity % 2 === 0 ? (quantity / 2) * 1000 : (quantity - 1) / 2,
        priceMinor: reader.uint(),
        discountMinor: reader.uint(),
        vatPercent: percentOf(reader.byte()),
        productKey: reader.byte() === 0 ? null : reader.sixBytes(),
      })
    }
    if (lines.length !== count) return null
  }
  if (!reader.isAtEnd() || tender === undefined) return null
  return {
    kind: 'signed',
    receipt: { receiptId: id, at, totalMinor, tender, lines },
    message: messageOf(content),
    signature: body.slice(-signatureBytes),
  }
}

const percentOf = (byte: number): number | null => (byte === 0 ? null : byte - 1)

function readName(reader: ReturnType<typeof createReader>): string {
  const till = reader.name()
  const shift = reader.uint()
  return receiptId(shiftId(till, shift), reader.uint())
}
