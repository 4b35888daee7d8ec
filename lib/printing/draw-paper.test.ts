import { expect, test } from 'vitest'
import { drawPaper, type LineDrawer } from './draw-paper.ts'
import { isBlack, packImage } from './fit-image.ts'
import { layOut } from './lay-out.ts'
import { maskPaper } from './queue/mask-paper.ts'
import { printerFamilies, profileOf } from './profiles.ts'
import { renderJob } from './render-job.ts'
import { sampleSlips } from './testing/sample-slips.ts'

/** A black box for every letter, two rows high. */
const boxes: LineDrawer = ({ indent, text, wide }, width) =>
  packImage(width, 2, (x) => {
    const at = Math.floor((x / 12 - indent) / (wide ? 2 : 1))
    return at >= 0 && (text[at] ?? ' ') !== ' '
  })

const profile = profileOf(printerFamilies[0]!)

test('users 19: lines become one picture, everything else stays', () => {
  const paper = drawPaper(
    layOut(
      { blocks: [{ kind: 'text', text: 'АБ' }, { kind: 'text', text: 'В', align: 'right' }, { kind: 'cut' }] },
      profile,
    ),
    boxes,
  )
  const [picture, cut] = paper.items
  expect(cut).toEqual({ kind: 'cut' })
  if (picture?.kind !== 'image') throw new Error('There is no picture')
  expect([picture.image.width, picture.image.height]).toEqual([576, 4])
  const black = (x: number, y: number) => isBlack(picture.image, x, y)
  expect([black(0, 0), black(23, 1), black(24, 0), black(563, 2), black(564, 2), black(575, 3)]).toEqual([
    true,
    true,
    false,
    false,
    true,
    true,
  ])
})

test('no letter is left in the bytes, and the log has as many bytes as the printer', () => {
  const paper = layOut(sampleSlips['sale']!(profile), profile)
  const bytes = renderJob(drawPaper(paper, boxes), profile)
  expect(drawPaper(paper, boxes).items.some(({ kind }) => kind === 'line')).toBe(false)
  expect(renderJob(drawPaper(maskPaper(paper), boxes), profile)).toHaveLength(bytes.length)
})
