import type { Paper, PaperItem } from '../paper.ts'

/**
 * The same paper with its letters and digits blotted out, one sign for one: its bytes are as many and lie at the same
 * places, so it stands in the log for the paper that was printed.
 */
export const maskPaper = (paper: Paper): Paper => ({ ...paper, items: paper.items.map(maskItem) })

function maskItem(item: PaperItem): PaperItem {
  switch (item.kind) {
    case 'line':
    case 'qr':
      return { ...item, text: item.text.replace(/[\p{L}\p{N}]/gu, '*') }
    case 'image':
    case 'sample':
    case 'feed':
    case 'drawer':
    case 'cut':
      return item
  }
}
