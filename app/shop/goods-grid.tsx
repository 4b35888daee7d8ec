/** Cards of goods in as many columns as fit. Only the rows in sight exist, so ten thousand goods scroll like ten. */
'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState } from 'react'
import { useScroller } from '../_ui/frame.tsx'
import classes from './goods-grid.module.css'
import { GoodsCard } from './goods-card.tsx'
import type { Offer } from './offers.ts'

const narrowestCard = 160
const gap = 12
const likelyRowHeight = 320

export function GoodsGrid({ offers }: { offers: readonly Offer[] }) {
  const scroller = useScroller()
  const list = useRef<HTMLDivElement>(null)
  const [layout, setLayout] = useState({ columns: 2, top: 0 })

  useLayoutEffect(() => {
    const element = list.current
    if (!element) return
    const measure = () => {
      const columns = Math.max(2, Math.floor((element.clientWidth + gap) / (narrowestCard + gap)))
      const top = element.offsetTop
      setLayout((before) => (before.columns === columns && before.top === top ? before : { columns, top }))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    // What stands above (tiles, usual goods) may grow and push the list down.
    if (element.parentElement?.parentElement) observer.observe(element.parentElement.parentElement)
    return () => observer.disconnect()
  }, [])

  const rows = Math.ceil(offers.length / layout.columns)
  const virtual = useVirtualizer({
    count: rows,
    getScrollElement: () => scroller.current,
    estimateSize: () => likelyRowHeight,
    gap,
    overscan: 3,
    scrollMargin: layout.top,
    getItemKey: (row) => `${layout.columns} ${offers[row * layout.columns]?.product.id ?? row}`,
  })

  return (
    <div ref={list} className={classes.grid} style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map((row) => (
        <ul
          key={row.key}
          ref={virtual.measureElement}
          data-index={row.index}
          className={classes.row}
          style={{
            transform: `translateY(${row.start - layout.top}px)`,
            gridTemplateColumns: `repeat(${layout.columns}, minmax(0, 1fr))`,
          }}
        >
          {offers.slice(row.index * layout.columns, (row.index + 1) * layout.columns).map((offer) => (
            <GoodsCard key={offer.product.id} offer={offer} />
          ))}
        </ul>
      ))}
    </div>
  )
}
