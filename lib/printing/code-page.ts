/**
 * The two 8-bit alphabets in which receipt printers know Russian, bytes 80h to FFh in order. Written out here instead of
 * taken from the encoder, because the encoder prints `?` for what a page lacks and tells nobody.
 */
import type { CodePage } from './slip.ts'

/** U+FFFD marks a byte that has no letter. The no-break space is kept out: clones print rubbish for it. */
const upperHalf: Record<CodePage, string> = {
  cp866:
    'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ' +
    'абвгдежзийклмноп░▒▓│┤╡╢╖╕╣║╗╝╜╛┐' +
    '└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀' +
    'рстуфхцчшщъыьэюяЁёЄєЇїЎў°∙·√№¤■\ufffd',
  'windows-1251':
    'ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\ufffd™љ›њќћџ' +
    '\ufffdЎўЈ¤Ґ¦§Ё©Є«¬\ufffd®Ї°±Ііґµ¶·ё№є»јЅѕї' +
    'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ' +
    'абвгдежзийклмнопрстуфхцчшщъыьэюя',
}

const bytesOf: Record<CodePage, ReadonlyMap<string, number>> = {
  cp866: bytesByLetter('cp866'),
  'windows-1251': bytesByLetter('windows-1251'),
}

export const codePages: readonly CodePage[] = ['cp866', 'windows-1251']

/** Can this one character be printed as it is? Control characters never: they would be commands. */
export const pageHas = (page: CodePage, letter: string): boolean => bytesOf[page].has(letter)

/** Throws for a character that the page lacks: texts are made printable before (`toPage`). */
export function encodeText(text: string, page: CodePage): Uint8Array {
  return Uint8Array.from(text, (letter) => {
    const byte = bytesOf[page].get(letter)
    if (byte === undefined) throw new Error(`${page} has no ${JSON.stringify(letter)}`)
    return byte
  })
}

function bytesByLetter(page: CodePage): ReadonlyMap<string, number> {
  const bytes = new Map<string, number>()
  for (let byte = 0x20; byte < 0x7f; byte += 1) bytes.set(String.fromCharCode(byte), byte)
  for (const [index, letter] of [...upperHalf[page]].entries()) {
    if (letter !== '\ufffd') bytes.set(letter, 0x80 + index)
  }
  return bytes
}
