import { describe, expect, test } from 'vitest'
import { codePages, encodeText, pageHas } from './code-page.ts'

describe('code pages', () => {
  test.each(codePages.map((page) => [page]))('%s agrees with the decoder of the platform on all letters', (page) => {
    const decoder = new TextDecoder(page === 'cp866' ? 'ibm866' : page)
    for (let byte = 0x20; byte < 0x100; byte += 1) {
      const letter = decoder.decode(Uint8Array.of(byte))
      const isLetter = byte !== 0x7f && letter !== '\u00a0' && letter !== '\u00ad' && !/\p{Cc}/u.test(letter)
      expect([byte, pageHas(page, letter)]).toEqual([byte, isLetter])
      if (isLetter) expect([...encodeText(letter, page)]).toEqual([byte])
    }
  })

  test('№ and ё are in both pages, at their own places', () => {
    expect([...encodeText('№Ёё', 'cp866')]).toEqual([0xfc, 0xf0, 0xf1])
    expect([...encodeText('№Ёё', 'windows-1251')]).toEqual([0xb9, 0xa8, 0xb8])
  })

  test('a letter that the page lacks is an error, never a question mark', () => {
    expect(() => encodeText('«', 'cp866')).toThrow('cp866 has no "«"')
    expect(() => encodeText('\u001b', 'cp866')).toThrow()
  })
})
