/** Letters as dots, drawn by the browser in its own monospaced face: 12 dots a letter, 30 a line, twice as much where large. */
import type { LineDrawer } from '../../printing/draw-paper.ts'
import { packImage } from '../../printing/fit-image.ts'
import { letterDots } from '../../printing/lay-out.ts'

const lineHeight = 30
/** Of the letters themselves; a monospaced face is some 0.6 as wide as high. */
const letterHeight = 20
/** Darker than this is black on paper. */
const threshold = 140

/** null: this browser cannot draw off the screen. */
export function createCanvasLineDrawer(): LineDrawer | null {
  if (typeof OffscreenCanvas === 'undefined') return null
  const canvas = new OffscreenCanvas(1, 1)
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) return null
  return ({ indent, text, wide, tall, bold }, width) => {
    const [across, down] = [wide ? 2 : 1, tall ? 2 : 1]
    const height = lineHeight * down
    canvas.width = width
    canvas.height = height
    context.fillStyle = '#fff'
    context.fillRect(0, 0, width, height)
    context.fillStyle = '#000'
    context.font = `${bold ? 'bold ' : ''}${letterHeight}px monospace`
    context.textBaseline = 'alphabetic'
    context.textAlign = 'center'
    // Letter by letter: the columns must stand under each other, whatever face the browser has.
    for (const [index, letter] of [...text].entries()) {
      context.setTransform(across, 0, 0, down, indent * letterDots + (index + 0.5) * letterDots * across, 22 * down)
      context.fillText(letter, 0, 0)
    }
    context.setTransform(1, 0, 0, 1, 0, 0)
    const { data } = context.getImageData(0, 0, width, height)
    return packImage(width, height, (x, y) => (data[(y * width + x) * 4] ?? 255) < threshold)
  }
}
