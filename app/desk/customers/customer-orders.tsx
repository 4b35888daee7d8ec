'use client'
import { useMemo, useState } from 'react'
import { useFormat } from '../../_ui/format.ts'
import { placeHref } from '../../_ui/place.ts'
import { PaidChip, StateChip } from '../../_ui/state-chip.tsx'
import { When } from '../../_ui/when.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import { useDeskOrders } from '../desk-orders.ts'
import { useOrderName } from '../order-name.ts'
import { Part } from '../order/part.tsx'
import classes from './customer-card.module.css'
import { customerWords } from './words.ts'

const shownAtFirst = 10

export function CustomerOrders({ customerId }: { customerId: string }) {
  const t = useWords(customerWords)
  const format = useFormat()
  const nameOf = useOrderName()
  const { all } = useDeskOrders()
  const [isWhole, setWhole] = useState(false)
  const orders = useMemo(() => all?.filter((shown) => shown.body.customerId === customerId) ?? [], [all, customerId])
  const shown = isWhole ? orders : orders.slice(0, shownAtFirst)
  return (
    <Part title={t('orders')}>
      {orders.length === 0 && <p className={classes.soft}>{t('noOrders')}</p>}
      <ul className={classes.orders}>
        {shown.map(({ id, body, pending }) => (
          <li key={id}>
            <a href={placeHref('orders', id)}>
              <span className={classes.orderMain}>
                <strong>{nameOf(body)}</strong>
                <StateChip order={body} pending={pending} />
                <PaidChip order={body} />
              </span>
              <span className={classes.figure}>{format.money(body.totalMinor)}</span>
              <span className={classes.soft}>
                <When at={body.createdAt} />
              </span>
            </a>
          </li>
        ))}
      </ul>
      {orders.length > shown.length && (
        <button type="button" className={classes.more} onClick={() => setWhole(true)}>
          {t('ordersMore', { count: orders.length })}
        </button>
      )}
    </Part>
  )
}
