/**
 * Looks at what stands before the root element and refuses a document type at its first letters: the parser would
 * read the whole of it before telling us. After the root began, a DOCTYPE is a syntax error anyway. A root whose name
 * is UTF-8 read as windows-1251 is told for what it is, not as a wrong name.
 */
import { CommerceMLError } from './commerceml-error.ts'

const doctype = '<!DOCTYPE'
/** <Комм, written in UTF-8 and read as windows-1251. */
const misread = '<РљРѕРјРј'

export class PrologGuard {
  #inside: 'between' | 'instruction' | 'comment' = 'between'
  #pending = ''
  #line = 1
  #passed = false

  /** true once the root element has begun. */
  get passed(): boolean {
    return this.#passed
  }

  push(text: string): void {
    let rest = this.#pending + text
    while (!this.#passed) {
      const used = this.#step(rest)
      if (used === 0) break
      for (const char of rest.slice(0, used)) if (char === '\n') this.#line++
      rest = rest.slice(used)
    }
    this.#pending = this.#passed ? '' : rest
  }

  /** How many characters are understood; 0: more are needed. */
  #step(rest: string): number {
    if (this.#inside !== 'between') return this.#skipTo(rest, this.#inside === 'comment' ? '-->' : '?>')
    const open = rest.search(/[^\s\ufeff]/)
    if (open !== 0) return open < 0 ? rest.length : open
    if (rest.startsWith('<?')) return this.#enter('instruction', 2)
    if (rest.startsWith('<!--')) return this.#enter('comment', 4)
    const start = rest.slice(0, doctype.length).toUpperCase()
    if (start === doctype) throw new CommerceMLError('doctype', { line: this.#line })
    if (doctype.startsWith(start) || '<!--'.startsWith(rest)) return 0
    if (rest.startsWith(misread))
      throw new CommerceMLError('brokenEncoding', { encoding: 'windows-1251', line: this.#line })
    if (misread.startsWith(rest)) return 0
    this.#passed = true
    return 0
  }

  #enter(inside: 'instruction' | 'comment', length: number): number {
    this.#inside = inside
    return length
  }

  #skipTo(rest: string, end: string): number {
    const at = rest.indexOf(end)
    if (at < 0) return Math.max(0, rest.length - end.length + 1)
    this.#inside = 'between'
    return at + end.length
  }
}
