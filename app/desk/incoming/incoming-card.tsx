/** One order that waits: enough to say yes at once, and a way to look closer. */
'use client'
import { Button } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { memo } from 'react'
import type { Order } from '../../../lib/domain/order/order.ts'
import { canDo } from '../../../lib/domain/order/view.ts'
import type { Customer } from '../../../lib/domain/customer/customer.ts'
import type { Shown } from '../../../lib/workplace-types.ts'
import { orderStateKeys } from '../../_ui/order-words.ts'
import { placeHref } from '../../_ui/place.ts'
import { useReasons } from '../../_ui/reasons.ts'
import { StateChip } from '../../_ui/state-chip.tsx'
import { useAct, useMe, useOne } from '../../_ui/use-workplace.ts'
import { Since } from '../../_ui/when.tsx'
import { baseWords } from '../../_ui/words.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { useOrderName } from '../order-name.ts'
import { OrderTotal } from '../order-total.tsx'
import { deskWords } from '../words.ts'
import classes from './incoming-card.module.css'
import { isIncoming } from './is-incoming.ts'

export const IncomingCard = memo(function IncomingCard({
  shown,
  decline,
  onPressed,
}: {
  shown: Shown<Order>
  decline: (order: Order) => void
  onPressed: () => void
}) {
  const t = useWords(deskWords)
  const nameOf = useOrderName()
  const order = shown.body
  const why = useWhyNot(order)
  return (
    <li className={classes.card} data-over={!isIncoming(order) || undefined}>
      <a
        href={placeHref('orders', order.id)}
        className={classes.what}
        aria-label={`${t('openOrder', { name: nameOf(order) })}: ${order.customerName}`}
      >
        <span className={classes.line}>
          <strong>{order.number === null ? t('noNumber') : nameOf(order)}</strong>
          <span className={classes.age}>
            <Since at={order.createdAt} />
          </span>
          <span className={classes.total}>
            <OrderTotal order={order} />
          </span>
        </span>
        <span className={classes.cut}>{order.customerName}</span>
        <span className={why === null ? classes.soft : classes.why}>
          {why ?? order.address?.verified ?? order.address?.raw ?? t('pickup')}
        </span>
      </a>
      {order.state === 'draft' ? (
        <Answers order={order} why={why} decline={decline} onPressed={onPressed} />
      ) : (
        <WhatBecame shown={shown} />
      )}
    </li>
  )
})

/** Why it cannot be accepted, as a sentence; null when it can. */
function useWhyNot(order: Order): string | null {
  const reasons = useReasons()
  const me = useMe()
  const customer = useOne<Customer>('customer', order.customerId)
  if (!me || order.state !== 'draft') return null
  const may = canDo(order, 'order.accept', me, (ref) => (ref.kind === 'customer' ? customer?.body : undefined))
  return may === true ? null : reasons.refusal(may.reason, may.params)
}

function Answers({
  order,
  why,
  decline,
  onPressed,
}: {
  order: Order
  why: string | null
  decline: (order: Order) => void
  onPressed: () => void
}) {
  const t = useWords(deskWords)
  const nameOf = useOrderName()
  const act = useAct()
  const name = nameOf(order)
  return (
    <div className={classes.answers}>
      <Button
        size="md"
        leftSection={<IconCheck size={20} aria-hidden />}
        aria-label={t('acceptNamed', { name })}
        disabled={why !== null}
        title={why ?? undefined}
        aria-description={why ?? undefined}
        onClick={() => {
          onPressed()
          void act('order.accept', { kind: 'order', id: order.id }, {})
        }}
      >
        {t('accept')}
      </Button>
      <Button
        size="md"
        variant="default"
        leftSection={<IconX size={20} aria-hidden />}
        aria-label={t('declineNamed', { name })}
        onClick={() => {
          onPressed()
          decline(order)
        }}
      >
        {t('decline')}
      </Button>
    </div>
  )
}

/** GB5: the card stays under the pointer and tells who was first. */
function WhatBecame({ shown }: { shown: Shown<Order> }) {
  const t = useWords(deskWords)
  const base = useWords(baseWords)
  const { state, changed } = shown.body
  return (
    <div className={classes.became}>
      <StateChip order={shown.body} pending={shown.pending} />
      <span className={classes.soft}>
        {changed.byName === '' ? t('becameAutomatic', { state: base(orderStateKeys[state]) }) : changed.byName}
      </span>
    </div>
  )
}
