/** A picture as a printer draws it: black dots or none, no wider than the narrowest paper. */
import { packImage } from '../../../lib/printing/fit-image.ts'
import type { SlipImage } from '../../../lib/printing/slip.ts'

const mostDots = 384
const mostRows = 240
/** Darker than this is black, of 255. */
const darkBelow = 140

/** Rejects for a file that is no picture. */
export async function readLogo(file: Blob): Promise<SlipImage> {
  const bitmap = await createImageBitmap(file)
  const scale = Math.min(1, mostDots / bitmap.width, mostRows / bitmap.height)
  const width = Math.max(1, Math.round(bitmap.width * scale))
  const height = Math.max(1, Math.round(bitmap.height * scale))
  const canvas = new OffscreenCanvas(width, height)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('This browser draws no pictures')
  context.fillStyle = '#ffffff' // where the picture is clear, the paper shows
  context.fillRect(0, 0, width, height)
  context.drawImage(bitmap, 0, 0, width, height)
  bitmap.close()
  const { data } = context.getImageData(0, 0, width, height)
  return packImage(width, height, (x, y) => {
    const at = (y * width + x) * 4
    return (data[at] ?? 255) * 0.299 + (data[at + 1] ?? 255) * 0.587 + (data[at + 2] ?? 255) * 0.114 < darkBelow
  })
}
