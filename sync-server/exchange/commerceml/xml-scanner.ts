/**
 * The XML parser with its guards: no document type, bounded depth, bounded text, and every syntax error a
 * CommerceMLError. Names lose their prefix, namespaces are not looked at: real files disagree about them.
 */
import { SaxesParser } from 'saxes'
import { CommerceMLError } from './commerceml-error.ts'
import { PrologGuard } from './prolog-guard.ts'
import type { ReadLimits } from './read-limits.ts'

export type XmlEvents = {
  open(name: string, attributes: Readonly<Record<string, string>>, line: number): void
  text(text: string): void
  close(name: string): void
}

export class XmlScanner {
  readonly #parser = new SaxesParser<{ xmlns: false }>({ xmlns: false, position: false } as { xmlns: false })
  readonly #prolog = new PrologGuard()
  readonly #limits: ReadLimits
  #depth = 0
  #ending = false
  #tagLine = 1
  /** Where the parser last had nothing in its hands. What it has collected since is bounded by `textChars`. */
  #settledAt = 0
  #written = 0

  constructor(limits: ReadLimits, events: XmlEvents) {
    this.#limits = limits
    const parser = this.#parser
    parser.on('error', (error) => {
      this.#checkHeld(parser.position)
      throw this.#ending
        ? new CommerceMLError('truncated', { line: parser.line }, { cause: error })
        : new CommerceMLError('notXml', { line: parser.line, detail: error.message }, { cause: error })
    })
    parser.on('opentagstart', () => {
      // A line break right after the name is already behind the parser.
      this.#tagLine = parser.column === 0 ? parser.line - 1 : parser.line
      this.#depth++
      if (this.#depth > limits.depth) throw new CommerceMLError('tooDeep', { line: this.#tagLine, limit: limits.depth })
    })
    parser.on('opentag', (tag) => {
      this.#settle()
      events.open(localName(tag.name), localAttributes(tag.attributes), this.#tagLine)
    })
    parser.on('closetag', (tag) => {
      this.#settle()
      this.#depth--
      events.close(localName(tag.name))
    })
    const onText = (text: string): void => {
      this.#settle()
      if (this.#depth > 0) events.text(text)
    }
    parser.on('text', onText)
    parser.on('cdata', onText)
    parser.on('comment', () => this.#settle())
    parser.on('processinginstruction', () => this.#settle())
    parser.on('xmldecl', () => this.#settle())
  }

  get line(): number {
    return this.#parser.line
  }

  write(text: string): void {
    if (!this.#prolog.passed) this.#prolog.push(text)
    this.#parser.write(text)
    this.#written += text.length
    // Between two writes the parser's own position counts the last one twice.
    this.#checkHeld(this.#written)
  }

  end(): void {
    this.#ending = true
    this.#parser.close()
  }

  #settle(): void {
    this.#checkHeld(this.#parser.position)
    this.#settledAt = this.#parser.position
  }

  #checkHeld(position: number): void {
    const limitChars = this.#limits.textChars
    if (position - this.#settledAt > limitChars) {
      throw new CommerceMLError('textTooLong', { line: this.#parser.line, limitChars })
    }
  }
}

function localName(name: string): string {
  return name.slice(name.lastIndexOf(':') + 1)
}

function localAttributes(attributes: Record<string, string>): Record<string, string> {
  for (const name in attributes) {
    if (name.includes(':')) {
      return Object.fromEntries(Object.entries(attributes).map(([key, value]) => [localName(key), value]))
    }
  }
  return attributes
}
