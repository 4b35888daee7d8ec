import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFrames, longestFrameBytes } from './scan-frames.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text)
const code = '4600000000015'

/** All codes of what came, and after a silence. */
function hear(...parts: (string | Uint8Array)[]): (string | null)[] {
  const frames = createFrames()
  const heard = parts.flatMap((part) => frames.take(typeof part === 'string' ? bytesOf(part) : part))
  return [...heard, ...frames.pause()]
}

describe('codes out of bytes', () => {
  it.each([
    ['CR', `${code}\r`],
    ['LF', `${code}\n`],
    ['CR LF', `${code}\r\n`],
    ['TAB', `${code}\t`],
    ['ETX after STX', `\x02${code}\x03`],
    ['no suffix, a pause', code],
  ])('ends with %s', (_, sent) => expect(hear(sent)).toEqual([code]))

  it('cut anywhere, the same codes come out, and never one more', () => {
    const sent = bytesOf(`${code}\r\n]C10104600000000015\x1d10A7\r\n12345678\t`)
    fc.assert(
      fc.property(fc.array(fc.nat(sent.length)), (cuts) => {
        const at = [0, ...cuts.toSorted((a, b) => a - b), sent.length]
        const parts = at.slice(1).map((end, index) => sent.subarray(at[index], end))
        expect(hear(...parts)).toEqual([code, ']C10104600000000015\x1d10A7', '12345678'])
      }),
    )
  })

  it('reads Russian letters of a QR code, in UTF-8 and in eight bits', () => {
    expect(hear('Вода 19 л\r')).toEqual(['Вода 19 л'])
    expect(hear(Uint8Array.of(0xc2, 0xee, 0xe4, 0xe0, 0x0d))).toEqual(['Вода'])
  })

  it('a code with bytes missing is none, and the next one is whole', () => {
    const frames = createFrames()
    frames.take(bytesOf('46000'))
    frames.spoil()
    expect(frames.isOpen()).toBe(true)
    expect(frames.take(bytesOf(`00015\r${code}\r`))).toEqual([null, code])
  })

  it('noise, status bytes of a printer and endless letters are no code', () => {
    expect(hear(Uint8Array.of(0x12, 0x16))).toEqual([null])
    expect(hear('4\r')).toEqual([null])
    expect(hear('9'.repeat(longestFrameBytes + 1), `\r${code}\r`)).toEqual([null, code])
    expect(hear('\r\n\r\n')).toEqual([])
  })
})
