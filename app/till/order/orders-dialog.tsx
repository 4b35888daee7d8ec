/** Orders that wait for their money: found by number, phone or name, taken up into a receipt. */
'use client'
import { TextInput } from '@mantine/core'
import { useDeferredValue, useMemo, useState } from 'react'
import type { Customer } from '../../../lib/domain/customer/customer.ts'
import { orderAtTill } from '../../../lib/domain/till/order-at-till.ts'
import { Dialog } from '../../_ui/dialog.tsx'
import { useFormat } from '../../_ui/format.ts'
import { LoadingRows } from '../../_ui/loading.tsx'
import { useNotice } from '../../_ui/notice.tsx'
import { StateChip } from '../../_ui/state-chip.tsx'
import { useList, useWorkplace } from '../../_ui/use-workplace.ts'
import { When } from '../../_ui/when.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import dialogs from '../sale/dialogs.module.css'
import { useSale } from '../sale/use-sale.ts'
import { findOrders } from './find-orders.ts'
import classes from './order.module.css'
import { takenUpOrder } from './taken-order.ts'
import { useOrderAtTillName } from './use-order-name.ts'
import { useWaitingOrders, type WaitingOrder } from './use-waiting-orders.ts'
import { counterWords } from './words.ts'

/** More than fit on a screen: whoever looks further types. */
const mostShown = 40

export function OrdersDialog({ onClose }: { onClose: () => void }) {
  const t = useWords(counterWords)
  const format = useFormat()
  const workplace = useWorkplace()
  const notice = useNotice()
  const nameOf = useOrderAtTillName()
  const { till, sale, change, currency, forgetClosed } = useSale()
  const customers = useList<Customer>('customer', { order: 'asc' })
  const [typed, setTyped] = useState('')
  const waiting = useWaitingOrders(till.id, sale.customerId)
  const searched = useDeferredValue(typed)
  const found = useMemo(() => (waiting ? findOrders(waiting, searched) : null), [waiting, searched])
  const isBusy = sale.lines.length > 0

  const take = ({ order, at }: WaitingOrder) => {
    const customer = customers?.find(({ id }) => id === order.customerId)?.body
    if (orderAtTill(order, [], customer).whyNot === 'unmatched')
      return notice({ tone: 'bad', text: t('whyUnmatched', { name: nameOf(order) }) })
    const next = takenUpOrder(order, at, nameOf(order), () => workplace.newId())
    // A scan may have begun a sale while the list stood open: it is not thrown away.
    void change((before) => (before.lines.length === 0 ? next : before))
    forgetClosed()
    onClose()
  }
  const first = found?.[0]
  return (
    <Dialog opened onClose={onClose} title={t('ordersTitle')} width={640}>
      <form
        className={dialogs.column}
        onSubmit={(event) => {
          event.preventDefault()
          // What stands there while the search lags behind the typing is not what was asked for.
          if (first && !isBusy && typed.trim() !== '' && searched === typed) take(first)
        }}
      >
        <TextInput
          label={t('find')}
          placeholder={t('findPlaceholder')}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          className={classes.find ?? ''}
          disabled={isBusy}
          data-autofocus
        />
        {isBusy && <p className={dialogs.soft}>{t('busy')}</p>}
        {found === null && <LoadingRows />}
        {found?.length === 0 && <p className={dialogs.soft}>{t(waiting?.length === 0 ? 'none' : 'notFound')}</p>}
        <ul className={dialogs.rows} aria-label={t('ordersTitle')}>
          {found?.slice(0, mostShown).map((row) => (
            <li key={row.order.id}>
              <button
                type="button"
                className={dialogs.row}
                disabled={isBusy}
                aria-label={t('takeUp', { name: nameOf(row.order), due: format.money(row.at.dueMinor, currency) })}
                onClick={() => take(row)}
              >
                <span>
                  <span className={classes.name}>
                    {nameOf(row.order)} <StateChip order={row.order} />
                  </span>
                  <span>{row.order.customerName}</span>
                  <span className={dialogs.soft}>
                    {[row.order.phone && format.phone(row.order.phone), row.order.driverName]
                      .filter(Boolean)
                      .map((part) => `${String(part)} · `)}
                    <When at={row.order.createdAt} />
                  </span>
                </span>
                <strong>{format.money(row.at.dueMinor, currency, 'always')}</strong>
              </button>
            </li>
          ))}
        </ul>
        {found && found.length > mostShown && <p className={dialogs.soft}>{t('more', { count: found.length })}</p>}
      </form>
    </Dialog>
  )
}
