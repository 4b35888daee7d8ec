/** The opened order: how it stands, what can be done, who and where, lines, money, history. */
'use client'
import { Button, CloseButton } from '@mantine/core'
import { IconArrowLeft, IconFileUnknown } from '@tabler/icons-react'
import { useState } from 'react'
import type { Customer } from '../../../lib/domain/customer/customer.ts'
import type { Order } from '../../../lib/domain/order/order.ts'
import { dueMinor } from '../../../lib/domain/order/due.ts'
import { undeliveredLines } from '../../../lib/domain/order/view.ts'
import type { Shown } from '../../../lib/workplace-types.ts'
import { useConfirm } from '../../_ui/confirm.tsx'
import { Empty } from '../../_ui/empty.tsx'
import { useFormat } from '../../_ui/format.ts'
import { lazyWindow } from '../../_ui/lazy-part.tsx'
import { LoadingRows } from '../../_ui/loading.tsx'
import { PaidChip, StateChip } from '../../_ui/state-chip.tsx'
import { useBalance } from '../../_ui/use-balance.ts'
import { useAct, useOne } from '../../_ui/use-workplace.ts'
import { When } from '../../_ui/when.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import { useOrderName } from '../order-name.ts'
import { ActBar } from './act-bar.tsx'
import { useOfferedActs, type OrderAct } from './order-acts.ts'
import { OrderCustomer } from './order-customer.tsx'
import { OrderDelivery } from './order-delivery.tsx'
import { OrderHistory } from './order-history.tsx'
import { OrderLines } from './order-lines.tsx'
import { OrderMoney } from './order-money.tsx'
import { OrderNote } from './order-note.tsx'
import { OrderNews } from './order-news.tsx'
import classes from './order-view.module.css'
import { orderWords } from './words.ts'

export const OrderDialog = lazyWindow(() => import('./order-dialogs.tsx'))
export type OrderDialogKind = Exclude<OrderAct, 'accept' | 'complete'> | 'note' | 'verifyAddress' | 'correctPayment'

export function OrderView({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useWords(orderWords)
  const shown = useOne<Order>('order', id)
  if (shown === undefined) return <LoadingRows height={120} rows={4} />
  if (shown === null)
    return (
      <Empty
        icon={<IconFileUnknown size={36} />}
        title={t('notFound')}
        text={t('notFoundText')}
        action={
          <Button variant="default" onClick={onClose}>
            {t('toList')}
          </Button>
        }
      />
    )
  return <OpenedOrder shown={shown} onClose={onClose} />
}

function OpenedOrder({ shown, onClose }: { shown: Shown<Order>; onClose: () => void }) {
  const t = useWords(orderWords)
  const nameOf = useOrderName()
  const order = shown.body
  const customer = useOne<Customer>('customer', order.customerId)
  const balance = useBalance(order.customerId)
  const acts = useOfferedActs(order, customer?.body)
  const [dialog, setDialog] = useState<OrderDialogKind | null>(null)
  const [paymentId, setPaymentId] = useState<string | null>(null)
  const start = useStart(order, setDialog)
  const correct = (id: string) => {
    setPaymentId(id)
    setDialog('correctPayment')
  }

  return (
    <article id="desk-order" tabIndex={-1} className={classes.view} aria-label={nameOf(order)}>
      <header className={classes.head}>
        <button type="button" className={classes.back} onClick={onClose} aria-label={t('toList')}>
          <IconArrowLeft size={24} aria-hidden />
        </button>
        <div className={classes.title}>
          <h2>{nameOf(order)}</h2>
          <StateChip order={order} pending={shown.pending} />
          <PaidChip order={order} />
        </div>
        <CloseButton className={classes.close} aria-label={t('closeOrder')} onClick={onClose} />
        <p className={classes.origin}>
          <When at={order.createdAt} /> {t(sourceKeys[order.source])}
        </p>
      </header>
      <ActBar order={order} acts={acts} start={start} />
      <div className={classes.body}>
        <OrderNews order={order} />
        <div className={classes.columns}>
          <div className={classes.column}>
            <OrderLines order={order} />
            <OrderMoney order={order} correct={correct} />
          </div>
          <div className={classes.column}>
            <OrderCustomer order={order} customer={customer?.body} balance={balance} />
            <OrderDelivery order={order} verify={() => setDialog('verifyAddress')} />
            <OrderNote order={order} edit={() => setDialog('note')} />
          </div>
          <div className={classes.history}>
            <OrderHistory order={order} />
          </div>
        </div>
      </div>
      {dialog && (
        <OrderDialog
          kind={dialog}
          order={order}
          customer={customer?.body ?? null}
          balance={balance}
          paymentId={paymentId}
          onClose={() => setDialog(null)}
        />
      )}
    </article>
  )
}

/** Accepting needs no question; completing asks only when something follows from it; the rest has a window of its own. */
function useStart(order: Order, openDialog: (dialog: OrderDialogKind) => void): (act: OrderAct) => void {
  const t = useWords(orderWords)
  const format = useFormat()
  const nameOf = useOrderName()
  const confirm = useConfirm()
  const act = useAct()
  const target = { kind: 'order', id: order.id }

  const complete = async () => {
    const undelivered = undeliveredLines(order).length
    const debt = order.state === 'draft' ? order.totalMinor : dueMinor(order)
    const follows = [
      order.state === 'draft' ? t('completeAccepts') : '',
      undelivered > 0 ? t('completeUndelivered', { count: undelivered }) : '',
      debt > 0 ? t('completeDebt', { amount: format.money(debt) }) : '',
    ].filter((sentence) => sentence !== '')
    const yes =
      follows.length === 0 ||
      (await confirm({
        title: t('completeTitle', { name: nameOf(order) }),
        text: follows.join(' '),
        act: t('completeAct'),
        stay: t('notYet'),
      }))
    if (yes) await act('order.complete', target, {})
  }
  return (chosen) => {
    if (chosen === 'accept') void act('order.accept', target, {})
    else if (chosen === 'complete') void complete()
    else openDialog(chosen)
  }
}

const sourceKeys = {
  shop: 'sourceShop',
  desk: 'sourceDesk',
  route: 'sourceRoute',
  till: 'sourceTill',
  '1c': 'source1c',
} as const satisfies Record<Order['source'], string>
