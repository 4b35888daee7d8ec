/** Customers by name. Only the rows in sight exist; arrows, J and K walk through it, as through the orders. */
'use client'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useId, useRef } from 'react'
import type { Customer } from '../../../lib/domain/customer/customer.ts'
import type { Shown } from '../../../lib/workplace-types.ts'
import { useFormat } from '../../_ui/format.ts'
import { usePlace } from '../../_ui/place.ts'
import { Chip, NotSent } from '../../_ui/state-chip.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import { useListKeys, useRememberPlace } from '../list-walk.ts'
import classes from './customer-list.module.css'
import { customerWords } from './words.ts'

const rowHeight = 72
const places = new Map<string, number>()

export function CustomerList({
  customers,
  openId,
  placeKey,
}: {
  customers: readonly Shown<Customer>[]
  openId: string | null
  placeKey: string
}) {
  const t = useWords(customerWords)
  const { go } = usePlace()
  const scroller = useRef<HTMLDivElement>(null)
  const listId = useId()
  const virtual = useVirtualizer({
    count: customers.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (i) => customers[i]?.id ?? i,
    overscan: 6,
    initialOffset: () => places.get(placeKey) ?? 0,
  })
  useRememberPlace(scroller, places, placeKey)

  const openIndex = openId === null ? -1 : customers.findIndex((shown) => shown.id === openId)
  const move = (by: number) => {
    const index = Math.max(0, Math.min(customers.length - 1, openIndex + by))
    const next = customers[index]
    if (!next) return
    go(`customers/${next.id}`, { replace: openId !== null })
    virtual.scrollToIndex(index, { align: 'auto' })
  }
  const onKeyDown = useListKeys({
    count: customers.length,
    move,
    goInto: () => document.getElementById('desk-customer')?.focus(),
  })
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="listbox"
      tabIndex={0}
      aria-label={t('list')}
      aria-activedescendant={openIndex >= 0 ? `${listId}-${openId}` : undefined}
      onKeyDown={onKeyDown}
    >
      <div style={{ height: virtual.getTotalSize(), position: 'relative' }} role="presentation">
        {virtual.getVirtualItems().map(({ index, start, key }) => {
          const shown = customers[index]
          return (
            shown && (
              <div
                key={key}
                id={`${listId}-${shown.id}`}
                role="option"
                aria-selected={shown.id === openId}
                aria-posinset={index + 1}
                aria-setsize={customers.length}
                className={classes.row}
                style={{ height: rowHeight, transform: `translateY(${start}px)` }}
                onClick={() => go(`customers/${shown.id}`, { replace: openId !== null })}
              >
                <CustomerRow shown={shown} />
              </div>
            )
          )
        })}
      </div>
    </div>
  )
}

export function CustomerRow({ shown }: { shown: Shown<Customer> }) {
  const t = useWords(customerWords)
  const format = useFormat()
  const { name, phones, addresses, matched, joined } = shown.body
  const address = addresses[0]
  return (
    <>
      <span className={classes.line}>
        <span className={classes.name}>{name}</span>
        {shown.pending > 0 && <NotSent />}
        {!matched && <Chip tone="amber">{t('unmatched')}</Chip>}
        {joined && <Chip tone="grey">{t('joinedChip')}</Chip>}
      </span>
      <span className={classes.soft}>
        {phones[0] && <span className="r-figures">{format.phone(phones[0])}</span>}
        {phones[0] && address && ' · '}
        {address && (address.verified ?? address.raw)}
      </span>
    </>
  )
}
