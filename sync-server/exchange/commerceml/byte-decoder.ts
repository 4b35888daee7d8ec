/**
 * Bytes to text as they come: the encoding is told by the byte order mark, else by the XML declaration, else UTF-8.
 * A byte that does not belong to the encoding ends the reading; nothing is replaced by question marks.
 */
import { CommerceMLError } from './commerceml-error.ts'

const headBytes = 1024
const utf8Mark = [0xef, 0xbb, 0xbf]
const marks = [
  { label: 'utf-8', bytes: utf8Mark },
  { label: 'utf-16le', bytes: [0xff, 0xfe] },
  { label: 'utf-16be', bytes: [0xfe, 0xff] },
]
const archives = [
  [0x50, 0x4b, 0x03, 0x04], // zip
  [0x1f, 0x8b], // gzip
]
const declared = new Map([
  ['utf-8', 'utf-8'],
  ['utf8', 'utf-8'],
  ['windows-1251', 'windows-1251'],
  ['cp1251', 'windows-1251'],
  ['cp-1251', 'windows-1251'],
  ['win-1251', 'windows-1251'],
])

/** What the platform's decoder makes of 0x98, the one byte that windows-1251 leaves undefined. */
const undefinedSign = '\u0098'

export class ByteDecoder {
  #decoder: TextDecoder | null = null
  #head: Uint8Array = new Uint8Array(0)
  #total = 0
  #newlines = 0
  readonly #limitBytes: number

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes
  }

  /** Known once text has come out. */
  get encoding(): string {
    return this.#decoder?.encoding ?? 'utf-8'
  }

  push(bytes: Uint8Array): string {
    this.#total += bytes.length
    if (this.#total > this.#limitBytes) throw new CommerceMLError('tooLarge', { limitBytes: this.#limitBytes })
    if (this.#decoder) return this.#decode(this.#decoder, bytes)
    this.#head = Buffer.concat([this.#head, bytes])
    const encoding = encodingOf(this.#head, false)
    return encoding === null ? '' : this.#start(encoding)
  }

  /** Everything has come. A character cut in half here means a file cut in half. */
  end(): string {
    const first = this.#decoder ? '' : this.#start(encodingOf(this.#head, true) ?? 'utf-8')
    try {
      return first + (this.#decoder?.decode() ?? '')
    } catch (error) {
      throw new CommerceMLError('truncated', { line: this.#newlines + 1 }, { cause: error })
    }
  }

  #start(encoding: string): string {
    this.#decoder = new TextDecoder(encoding, { fatal: true })
    const head = this.#head
    this.#head = new Uint8Array(0)
    return this.#decode(this.#decoder, head)
  }

  #decode(decoder: TextDecoder, bytes: Uint8Array): string {
    try {
      const text = decoder.decode(bytes, { stream: true })
      if (decoder.encoding === 'windows-1251' && text.includes(undefinedSign)) throw new RangeError('Byte 0x98')
      this.#newlines += countNewlines(text)
      return text
    } catch (error) {
      const line = this.#newlines + 1 + newlinesBeforeDamage(decoder.encoding, bytes)
      throw new CommerceMLError('brokenEncoding', { encoding: decoder.encoding, line }, { cause: error })
    }
  }
}

/** null: more bytes are needed to tell. */
function encodingOf(head: Uint8Array, ended: boolean): string | null {
  if (head.length < 4 && !ended) return null
  for (const mark of marks) if (startsWith(head, mark.bytes)) return mark.label
  if (archives.some((signature) => startsWith(head, signature))) throw new CommerceMLError('archive')
  const first = head.findIndex((byte) => byte !== 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)
  if (first < 0) {
    if (ended) throw new CommerceMLError('empty')
    return head.length < headBytes ? null : 'utf-8'
  }
  if (head[first] !== 0x3c) throw new CommerceMLError('notXml', { line: 1, detail: 'it does not begin with a tag.' })
  const opening = Buffer.from(head.subarray(first, first + headBytes)).toString('latin1')
  if (!opening.startsWith('<?xml'.slice(0, opening.length))) return 'utf-8'
  const end = opening.indexOf('?>')
  if (end < 0 && !ended && opening.length < headBytes) return null
  const label = /\sencoding\s*=\s*["']([^"']*)["']/.exec(opening.slice(0, end < 0 ? undefined : end))?.[1]
  if (label === undefined) return 'utf-8'
  const encoding = declared.get(label.trim().toLowerCase())
  if (encoding === undefined) throw new CommerceMLError('unsupportedEncoding', { encoding: label.slice(0, 40) })
  return encoding
}

function startsWith(bytes: Uint8Array, prefix: readonly number[]): boolean {
  return bytes.length >= prefix.length && prefix.every((byte, i) => bytes[i] === byte)
}

function countNewlines(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++
  return count
}

// The fatal decoder does not say where it stumbled; a lenient one shows it by its first replacement character. The
// rest of a character begun in the piece before looks damaged too, hence the three bytes left out.
function newlinesBeforeDamage(encoding: string, bytes: Uint8Array): number {
  const lenient = new TextDecoder(encoding).decode(bytes)
  const at = lenient.indexOf(encoding === 'windows-1251' ? undefinedSign : '\ufffd', 3)
  return countNewlines(at < 0 ? lenient.slice(0, 3) : lenient.slice(0, at))
}
