/**
 * Codes out of the bytes that a scanner on a serial port sends, in pieces of any size:
 *
 *     [STX] code CR | LF | CR LF | TAB | ETX     the suffix that the scanner was set to ends a code
 *     code … silence                             so does a pause, for a scanner that was set to none
 *
 * GS stays inside: it parts the fields of a GS1 code. Pure; whoever holds the port keeps the time.
 */
export type Frames = {
  /** null stands for a code that cannot be read: letters of another speed, or no scanner at all. */
  take(bytes: Uint8Array): (string | null)[]
  /** Nothing came for a while. */
  pause(): (string | null)[]
  /** Something came that has no end yet. */
  isOpen(): boolean
  /** Bytes got lost on the way: what is left of this code is not taken for another one. */
  spoil(): void
}

/** More than the largest QR code holds. */
export const longestFrameBytes = 8192
/** A letter of noise on the line is no code. */
const shortest = 2

const stx = 0x02
const gs = 0x1d
const ends = new Set([0x00, 0x03, 0x04, 0x09, 0x0a, 0x0d])

export function createFrames(): Frames {
  let bytes: number[] = []
  let isSpoilt = false

  const end = (): (string | null)[] => {
    const frame = bytes
    const wasSpoilt = isSpoilt || frame.length > longestFrameBytes
    bytes = []
    isSpoilt = false
    if (wasSpoilt) return [null]
    // CR and LF together end one code, not two.
    if (frame.length === 0) return []
    return [frame.length < shortest ? null : readable(frame)]
  }

  return {
    take(part) {
      const codes: (string | null)[] = []
      for (const byte of part) {
        if (byte === stx) {
          bytes = []
          isSpoilt = false
        } else if (ends.has(byte)) codes.push(...end())
        else if (bytes.length <= longestFrameBytes) bytes.push(byte)
      }
      return codes
    },
    pause: end,
    isOpen: () => bytes.length > 0 || isSpoilt,
    spoil() {
      isSpoilt = true
    },
  }
}

function readable(frame: number[]): string | null {
  if (frame.some((byte) => (byte < 0x20 && byte !== gs) || byte === 0x7f)) return null
  const text = Uint8Array.from(frame)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(text)
  } catch {
    // Eight bits a letter: a QR code of a Russian shop. Noise has bytes that are no letter there either.
    const russian = new TextDecoder('windows-1251').decode(text)
    return /[\u0080-\u009f\ufffd]/.test(russian) ? null : russian
  }
}
