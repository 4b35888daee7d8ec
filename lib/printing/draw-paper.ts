/**
 * The last resort for a printer under whose tables nobody can read Russian: every line of letters is sent as a picture.
 * The lines are those of the paper, so the preview stays true; codes, cut and drawer stay what they are.
 */
import { isBlack, packImage } from './fit-image.ts'
import { letterDots } from './lay-out.ts'
import type { Paper, PaperItem } from './paper.ts'
import type { SlipImage } from './slip.ts'

type Line = PaperItem & { kind: 'line' }

/** Draws one line of letters, `width` dots wide; an indent is a number of columns of twelve dots. */
export type LineDrawer = (line: Line, width: number) => SlipImage

export function drawPaper(paper: Paper, draw: LineDrawer): Paper {
  const width = paper.columns * letterDots
  const items: PaperItem[] = []
  let run: SlipImage[] = []
  const endRun = (): void => {
    if (run.length > 0) items.push({ kind: 'image', image: stack(run, width), align: 'left' })
    run = []
  }
  for (const item of paper.items) {
    if (item.kind === 'line') run.push(draw(item, width))
    else {
      endRun()
      items.push(item)
    }
  }
  endRun()
  return { ...paper, items }
}

/** One below the other, so that the printer need not stop between two lines. */
function stack(images: SlipImage[], width: number): SlipImage {
  const height = images.reduce((sum, image) => sum + image.height, 0)
  const rows = images.flatMap((image) => Array.from({ length: image.height }, (_, y) => [image, y] as const))
  return packImage(width, height, (x, y) => {
    const row = rows[y]
    return row !== undefined && x < row[0].width && isBlack(row[0], x, row[1])
  })
}
