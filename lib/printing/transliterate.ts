/**
 * Makes a text printable on a code page. Encoders print `?` for what a page lacks and say nothing; here every character is
 * kept, replaced by something that reads the same, or replaced by `lostSign` and reported (users 19).
 */
import { pageHas } from './code-page.ts'
import { lostSign } from './paper.ts'
import type { CodePage } from './slip.ts'

export type Printable = {
  /** Only letters of the page, and line breaks. */
  text: string
  /** What could neither be printed nor replaced, each character once. */
  lost: string[]
}

export function transliterate(text: string, page: CodePage): Printable {
  const { text: kept, lost } = toPage(text, page)
  return { text: kept.replaceAll(noBreakSpace, ' '), lost }
}

/** Like `transliterate`, with no-break spaces still in it, for whoever breaks the text into lines. */
export function toPage(text: string, page: CodePage): Printable {
  const lost = new Set<string>()
  let kept = ''
  // Composed first: "й" and "ё" typed on a Mac arrive as a letter and a separate breve or diaeresis.
  for (const letter of text.replace(/\r\n?|[\u2028\u2029]/g, '\n').normalize('NFC')) {
    const shown = shownAs(letter, page)
    if (shown === null) lost.add(letter)
    kept += shown ?? lostSign
  }
  return { text: kept, lost: [...lost] }
}

export const noBreakSpace = '\u00a0'

function shownAs(letter: string, page: CodePage): string | null {
  if (letter === '\n' || letter === noBreakSpace || pageHas(page, letter)) return letter
  const replaced = replacement(letter)
  if (replaced !== undefined) return everyLetter(replaced, page)
  if (/\p{Zs}/u.test(letter)) return ' '
  if (isSilent(letter)) return ''
  // ½ → 1⁄2, ² → 2, full-width and ligature forms; é → e + accent, of which the letter is kept.
  const plain = letter.normalize('NFKD').replace(/\p{M}/gu, '')
  return plain === '' || plain === letter ? null : everyLetter(plain, page)
}

const replacement = (letter: string): string | undefined => replacements[letter]

/** null as soon as one of them cannot be shown: half a replacement would say something else. */
function everyLetter(text: string, page: CodePage): string | null {
  let shown = ''
  for (const letter of text) {
    const one = pageHas(page, letter) || letter === noBreakSpace ? letter : (replacement(letter) ?? null)
    if (one === null) return null
    shown += one
  }
  return shown
}

/** Marks that change how others look, and controls. A control byte must never reach the printer: it would be a command. */
const isSilent = (letter: string): boolean =>
  /[\p{Cc}\p{Cf}\p{M}]/u.test(letter) || /[\u{1f3fb}-\u{1f3ff}]/u.test(letter)

/** Only what a page may lack is looked up here, so windows-1251 keeps its own « and —. */
const replacements: Record<string, string> = {
  '\t': ' ',
  '\u202f': noBreakSpace, // Intl puts it into numbers
  '\u2007': noBreakSpace,
  '\u2060': '',
  '«': '"',
  '»': '"',
  '“': '"',
  '”': '"',
  '„': '"',
  '‟': '"',
  '″': '"',
  '‘': "'",
  '’': "'",
  '‚': "'",
  '‛': "'",
  '′': "'",
  ʼ: "'",
  '‹': '<',
  '›': '>',
  '–': '-',
  '—': '-',
  '―': '-',
  '‐': '-',
  '‑': '-',
  '‒': '-',
  '−': '-',
  '…': '...',
  '⁄': '/',
  '₽': 'руб.',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '₴': 'грн',
  '₸': 'тг',
  '₼': 'AZN',
  '₾': 'GEL',
  '֏': 'AMD',
  '©': '(c)',
  '®': '(r)',
  '™': '(tm)',
  '§': 'п.',
  '•': '*',
  '∙': '*',
  '·': '*',
  '‣': '*',
  '●': '*',
  '×': 'x',
  '÷': ':',
  '±': '+/-',
  '≈': '~',
  '≠': '<>',
  '≤': '<=',
  '≥': '>=',
  '∞': 'беск.',
  '°': 'гр.',
  '‰': 'промилле',
  '†': '+',
  '‡': '++',
  '¦': '|',
  '│': '|',
  '─': '-',
  '═': '=',
  '√': 'кв.корень ',
  '■': '*',
  '←': '<-',
  '→': '->',
  '✓': '+',
  '✔': '+',
  '☎': 'тел.',
  '№': 'N',
  µ: 'мк',
  μ: 'мк',
  ß: 'ss',
  ẞ: 'SS',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'Th',
  ı: 'i',
  // Letters of the neighbours' alphabets, by the Russian letter a reader takes them for.
  і: 'i',
  І: 'I',
  ї: 'i',
  Ї: 'I',
  є: 'е',
  Є: 'Е',
  ґ: 'г',
  Ґ: 'Г',
  ў: 'у',
  Ў: 'У',
  ѓ: 'г',
  Ѓ: 'Г',
  ќ: 'к',
  Ќ: 'К',
  ђ: 'дж',
  Ђ: 'Дж',
  ј: 'j',
  Ј: 'J',
  љ: 'ль',
  Љ: 'Ль',
  њ: 'нь',
  Њ: 'Нь',
  ћ: 'ч',
  Ћ: 'Ч',
  џ: 'дж',
  Џ: 'Дж',
  ѕ: 's',
  Ѕ: 'S',
  ә: 'а',
  Ә: 'А',
  ғ: 'г',
  Ғ: 'Г',
  қ: 'к',
  Қ: 'К',
  ң: 'н',
  Ң: 'Н',
  ө: 'о',
  Ө: 'О',
  ұ: 'у',
  Ұ: 'У',
  ү: 'у',
  Ү: 'У',
  һ: 'х',
  Һ: 'Х',
  җ: 'ж',
  Җ: 'Ж',
}
