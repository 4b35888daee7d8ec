/** The list of receipts: only the rows in sight exist; it is found again where it was left. */
'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useFormat } from '../../_ui/format.ts'
import { placeHref } from '../../_ui/place.ts'
import { Chip, NotSent } from '../../_ui/state-chip.tsx'
import { useNow } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { writeReceiptNumber } from '../print/receipt-number.ts'
import { kindKeys, kindTones } from './receipt-kinds.ts'
import classes from './receipt-list.module.css'
import type { ReceiptRow } from './receipt-rows.ts'
import { receiptsWords } from './words.ts'

const heights = { shift: 44, receipt: 72 }
let left = 0

export function ReceiptList({ rows, openId }: { rows: readonly ReceiptRow[]; openId: string | null }) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (i) => heights[rows[i]?.kind ?? 'receipt'],
    getItemKey: (i) => rows[i]?.key ?? i,
    overscan: 6,
    initialOffset: () => left,
  })
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    element.scrollTop = left
    const remember = () => {
      left = element.scrollTop
    }
    element.addEventListener('scroll', remember, { passive: true })
    return () => element.removeEventListener('scroll', remember)
  }, [])
  return (
    <div ref={scroller} className={classes.scroller}>
      <ul style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {virtual.getVirtualItems().map(({ index, start, key }) => {
          const row = rows[index]
          if (!row) return null
          return (
            <li
              key={key}
              className={classes.place}
              style={{ transform: `translateY(${start}px)`, height: heights[row.kind] }}
            >
              {row.kind === 'shift' ? <Heading row={row} /> : <Row row={row} isOpen={row.key === openId} />}
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function Heading({ row }: { row: ReceiptRow & { kind: 'shift' } }) {
  const t = useWords(receiptsWords)
  const format = useFormat()
  const now = useNow(60_000)
  return <h3 className={classes.heading}>{t('shiftHeading', { number: row.number, day: format.day(row.at, now) })}</h3>
}

function Row({ row: { shown }, isOpen }: { row: ReceiptRow & { kind: 'receipt' }; isOpen: boolean }) {
  const t = useWords(receiptsWords)
  const format = useFormat()
  const { body, pending } = shown
  const [first, ...more] = body.lines
  return (
    <a href={placeHref('receipts', shown.id)} className={classes.row} aria-current={isOpen ? 'true' : undefined}>
      <span className={classes.what}>
        <span className={classes.name}>
          <strong className="r-figures">{writeReceiptNumber({ shift: body.shiftNumber, number: body.number })}</strong>
          {body.kind !== 'sale' && <Chip tone={kindTones[body.kind]}>{t(kindKeys[body.kind])}</Chip>}
        </span>
        <span className={classes.soft}>
          {format.time(body.at)} · {body.customerName ?? first?.name}
          {body.customerName === null && more.length > 0 && ` +${more.length}`}
        </span>
      </span>
      {pending > 0 && <NotSent />}
      <strong className="r-figures">{format.money(body.totalMinor, 'RUB', 'always')}</strong>
    </a>
  )
}
