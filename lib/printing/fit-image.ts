import type { SlipImage } from './slip.ts'

/** Made narrower, in proportion, when it is wider than `dots`: a printer wraps or drops what does not fit. */
export function fitImage(image: SlipImage, dots: number): SlipImage {
  if (image.width <= dots) return image
  const height = Math.max(1, Math.round((image.height * dots) / image.width))
  const at = (place: number, size: number, of: number) => Math.min(of - 1, Math.floor(((place + 0.5) * of) / size))
  return packImage(dots, height, (x, y) => isBlack(image, at(x, dots, image.width), at(y, height, image.height)))
}

export function isBlack(image: SlipImage, x: number, y: number): boolean {
  const byte = rowsOf(image)[y * Math.ceil(image.width / 8) + (x >> 3)] ?? 0
  return (byte & (0x80 >> (x & 7))) !== 0
}

export function packImage(width: number, height: number, black: (x: number, y: number) => boolean): SlipImage {
  const rowBytes = Math.ceil(width / 8)
  const rows = new Uint8Array(rowBytes * height)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if (black(x, y)) rows[y * rowBytes + (x >> 3)]! |= 0x80 >> (x & 7)
    }
  }
  return { width, height, bits: btoa(Array.from(rows, (byte) => String.fromCharCode(byte)).join('')) }
}

const decoded = new WeakMap<SlipImage, Uint8Array>()

/** Rows of whole bytes, as `SlipImage.bits` describes them. */
export function rowsOf(image: SlipImage): Uint8Array {
  const known = decoded.get(image)
  if (known !== undefined) return known
  const rows = Uint8Array.from(atob(image.bits), (letter) => letter.charCodeAt(0))
  decoded.set(image, rows)
  return rows
}
