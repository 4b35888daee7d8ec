/** A slip as the paper's own lines, by the same `layOut` that the bytes are made from. */
'use client'
import { QRCodeSVG } from 'qrcode.react'
import { useMemo } from 'react'
import type { Paper, PaperItem } from '../../../lib/printing/paper.ts'
import { isBlack } from '../../../lib/printing/fit-image.ts'
import { layOut, letterDots, type PaperKind } from '../../../lib/printing/lay-out.ts'
import { qrDots, qrSquares } from '../../../lib/printing/qr-size.ts'
import type { Slip, SlipImage } from '../../../lib/printing/slip.ts'
import { useWords } from '../../_ui/words-engine.ts'
import classes from './paper-preview.module.css'
import { printWords } from './words.ts'

export function PaperPreview({ slip, kind }: { slip: Slip; kind: PaperKind }) {
  const t = useWords(printWords)
  const paper: Paper = useMemo(() => layOut(slip, kind), [slip, kind])
  return (
    <div className={classes.frame}>
      <div
        className={classes.paper}
        role="img"
        aria-label={t('preview')}
        style={{ '--columns': paper.columns } as React.CSSProperties}
      >
        <div aria-hidden>
          {paper.items.map((item, i) => (
            // The lines of a paper have no names of their own.
            <Item key={i} item={item} columns={paper.columns} />
          ))}
        </div>
      </div>
      {paper.lost.length > 0 && <p className={classes.lost}>{t('lost', { letters: paper.lost.join(' ') })}</p>}
    </div>
  )
}

function Item({ item, columns }: { item: PaperItem; columns: number }) {
  const t = useWords(printWords)
  switch (item.kind) {
    case 'line':
      return (
        <div className={classes.line} data-tall={item.tall || undefined} data-bold={item.bold || undefined}>
          {' '.repeat(item.indent)}
          <span style={{ transform: `scale(${item.wide ? 2 : 1}, ${item.tall ? 2 : 1})`, transformOrigin: 'left top' }}>
            {item.text === '' ? ' ' : item.text}
          </span>
        </div>
      )
    case 'feed':
      return <div className={classes.line}>{'\n'.repeat(item.lines)}</div>
    case 'qr':
      return <PaperCode text={item.text} columns={columns} />
    case 'image':
      return <Logo image={item.image} />
    case 'sample':
      return <div className={classes.line}>{`${item.number} ${item.text}`}</div>
    case 'cut':
      return <div className={classes.cut}>{t('cutHere')}</div>
    case 'drawer':
      return null
  }
}

/** As large as the printer makes it at most; how it packs the digits is its own business. */
function PaperCode({ text, columns }: { text: string; columns: number }) {
  const squares = qrSquares(text.length) ?? 0
  const dots = qrDots(text, columns * letterDots)
  if (dots === null) return null
  return (
    <div className={classes.qr} style={{ width: `${(squares * dots) / letterDots}ch` }}>
      <QRCodeSVG value={text} level="M" size={200} bgColor="transparent" fgColor="currentColor" />
    </div>
  )
}

function Logo({ image }: { image: SlipImage }) {
  const draw = (canvas: HTMLCanvasElement | null) => {
    const context = canvas?.getContext('2d')
    if (!context) return
    const pixels = context.createImageData(image.width, image.height)
    for (let y = 0; y < image.height; y += 1)
      for (let x = 0; x < image.width; x += 1)
        pixels.data.fill(255, (y * image.width + x) * 4 + 3, (y * image.width + x) * 4 + (isBlack(image, x, y) ? 4 : 3))
    context.putImageData(pixels, 0, 0)
  }
  return <canvas key={image.bits} ref={draw} width={image.width} height={image.height} className={classes.logo} />
}
