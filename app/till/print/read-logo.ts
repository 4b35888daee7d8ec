/** A picture as a printer draws it: black dots or none, no wider than the narrowest paper. */
import { packImage } from '../../../lib/printing/fit-image.ts'
import type { SlipImage } from '../../../lib/printing/slip.ts'
import { drawPicture } from '../draw-picture.ts'

const mostDots = 384
const mostRows = 240
/** Darker than this is black, of 255. */
const darkBelow = 140

/** Rejects for a file that is no picture. */
export async function readLogo(file: Blob): Promise<SlipImage> {
  // Where the picture is clear, the paper shows.
  const context = await drawPicture(file, { mostWidth: mostDots, mostHeight: mostRows, ground: '#ffffff' })
  const { width, height } = context.canvas
  const { data } = context.getImageData(0, 0, width, height)
  return packImage(width, height, (x, y) => {
    const at = (y * width + x) * 4
    return (data[at] ?? 255) * 0.299 + (data[at + 1] ?? 255) * 0.587 + (data[at + 2] ?? 255) * 0.114 < darkBelow
  })
}
