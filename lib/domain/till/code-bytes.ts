/** Small numbers in few bytes, and bytes as digits: what the code on a receipt is made of. */

/** Numbers of seven bits a byte, the highest bit says that more follows. Up to 2^53. */
export function createWriter() {
  const out: number[] = []
  const uint = (value: number): void => {
    let left = value
    while (left > 127) {
      out.push((left % 128) + 128)
      left = Math.floor(left / 128)
    }
    out.push(left)
  }
  return {
    byte: (value: number): void => void out.push(value),
    uint,
    /** Signed: small ones stay small on either side of zero. */
    int: (value: number): void => uint(value < 0 ? -value * 2 - 1 : value * 2),
    sixBytes(value: number): void {
      for (let shift = 2 ** 40; shift >= 1; shift /= 256) out.push(Math.floor(value / shift) % 256)
    },
    /** A UUID in its sixteen bytes, anything else as text of up to 255 bytes. */
    name(text: string): void {
      const hex = text.replaceAll('-', '')
      if (uuid.test(text)) return void out.push(0, ...hexBytes(hex))
      const bytes = new TextEncoder().encode(text)
      if (bytes.length === 0 || bytes.length > 255) throw new Error(`A name of ${bytes.length} bytes fits no code`)
      out.push(bytes.length, ...bytes)
    },
    bytes: (): Uint8Array => new Uint8Array(out),
  }
}

/** What it reads beyond the end is zero; `isAtEnd` then says no. */
export function createReader(bytes: Uint8Array) {
  let at = 0
  const byte = (): number => bytes[at++] ?? 0
  const uint = (): number => {
    let value = 0
    for (let scale = 1; ; scale *= 128) {
      const next = byte()
      value += (next % 128) * scale
      // Nothing of ours is larger: a number that goes on for ever is no number.
      if (next < 128 || scale > 2 ** 46) return Math.min(value, Number.MAX_SAFE_INTEGER)
    }
  }
  const take = (count: number): Uint8Array => {
    const part = bytes.slice(at, at + count)
    at += count
    return part
  }
  return {
    byte,
    uint,
    int(): number {
      const value = uint()
      return value % 2 === 0 ? value / 2 : -(value + 1) / 2
    },
    sixBytes: (): number => take(6).reduce((sum, part) => sum * 256 + part, 0),
    name(): string {
      const length = byte()
      if (length > 0) return new TextDecoder().decode(take(length))
      const hex = Array.from(take(16), (part) => part.toString(16).padStart(2, '0')).join('')
      return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
    },
    isAtEnd: (): boolean => at === bytes.length,
  }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

const hexBytes = (hex: string): number[] => (hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))

/** One large number in base ten. The leading 1 keeps the zeros behind it. */
export const toDigits = (bytes: Uint8Array): string =>
  BigInt(`0x01${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`).toString()

/** null: no digits that `toDigits` writes. */
export function fromDigits(digits: string): Uint8Array | null {
  if (!/^[1-9]\d{0,4000}$/.test(digits)) return null
  const hex = BigInt(digits).toString(16)
  return hex.startsWith('1') && hex.length % 2 === 1 ? new Uint8Array(hexBytes(hex.slice(1))) : null
}

/** CRC-16/CCITT-FALSE. */
export function crc16(bytes: Uint8Array): number {
  let crc = 0xffff
  for (const byte of bytes) {
    crc ^= byte << 8
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff
  }
  return crc
}
