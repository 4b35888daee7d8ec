/** The customer's orders with what happens to them, and how the account stands. */
'use client'
import { Button } from '@mantine/core'
import { IconClipboardList, IconUserCircle } from '@tabler/icons-react'
import type { Order } from '../../lib/domain/order/order.ts'
import { isOpen } from '../../lib/domain/order/states.ts'
import type { Shown } from '../../lib/workplace-types.ts'
import { Empty } from '../_ui/empty.tsx'
import { LoadingRows } from '../_ui/loading.tsx'
import { Money, Points } from '../_ui/money.tsx'
import { placeHref } from '../_ui/place.ts'
import { PaidChip, StateChip } from '../_ui/state-chip.tsx'
import { When } from '../_ui/when.tsx'
import { useSession } from '../_ui/use-workplace.ts'
import { useWords } from '../_ui/words-engine.ts'
import { baseWords } from '../_ui/words.ts'
import { AccountFigures } from './account-figures.tsx'
import { SignInButton } from './checkout.tsx'
import { OrderDetail } from './order-detail.tsx'
import classes from './orders-screen.module.css'
import { useCustomerId } from './use-catalogue.ts'
import { shopWords } from './words.ts'

export default function OrdersScreen({
  orderId,
  orders,
}: {
  orderId: string | null
  orders: readonly Shown<Order>[] | null
}) {
  const t = useWords(shopWords)
  const base = useWords(baseWords)
  const session = useSession()
  const customerId = useCustomerId()
  if (customerId === null)
    return (
      <Empty
        icon={<IconUserCircle size={36} />}
        title={t(session.kind === 'signedIn' ? 'staffHere' : 'signInForOrders')}
        text={session.kind === 'signedIn' ? t('staffHereText') : t('ordersEmptyText')}
        action={session.kind !== 'signedIn' && <SignInButton label={base('signIn')} />}
      />
    )
  if (orders === null) return <LoadingRows />
  if (orderId !== null) return <OrderDetail key={orderId} orderId={orderId} />
  return <OrderList orders={orders} />
}

function OrderList({ orders }: { orders: readonly Shown<Order>[] }) {
  const t = useWords(shopWords)
  const open = orders.filter((shown) => isOpen(shown.body))
  const past = orders.filter((shown) => !isOpen(shown.body))
  return (
    <div className={classes.screen}>
      <AccountFigures />
      {orders.length === 0 && (
        <Empty
          icon={<IconClipboardList size={36} />}
          title={t('ordersEmpty')}
          text={t('ordersEmptyText')}
          action={
            <Button component="a" href="#">
              {t('toCatalogue')}
            </Button>
          }
        />
      )}
      <OrderGroup title={t('openOrders')} orders={open} />
      <OrderGroup title={t('pastOrders')} orders={past} />
    </div>
  )
}

function OrderGroup({ title, orders }: { title: string; orders: Shown<Order>[] }) {
  if (orders.length === 0) return null
  return (
    <section>
      <h2 className={classes.title}>{title}</h2>
      <ul className={classes.list}>
        {orders.map((shown) => (
          <li key={shown.id}>
            <OrderRow shown={shown} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function OrderRow({ shown: { id, body, pending } }: { shown: Shown<Order> }) {
  const t = useWords(shopWords)
  return (
    <a href={placeHref('orders', id)} className={classes.row}>
      <span className={classes.rowHead}>
        <strong>{body.number === null ? t('orderNew') : t('orderNumber', { number: body.number })}</strong>
        <span className={classes.soft}>
          <When at={body.createdAt} />
        </span>
      </span>
      <span className={classes.rowText}>{body.lines.map((line) => line.name).join(', ')}</span>
      <span className={classes.rowFoot}>
        <StateChip order={body} pending={pending} />
        {body.state !== 'draft' && <PaidChip order={body} />}
        <strong className={classes.rowTotal}>
          {(body.totalMinor > 0 || body.totalPoints === 0) && <Money minor={body.totalMinor} />}
          {body.totalMinor > 0 && body.totalPoints > 0 && ' · '}
          {body.totalPoints > 0 && <Points points={body.totalPoints} />}
        </strong>
      </span>
    </a>
  )
}
