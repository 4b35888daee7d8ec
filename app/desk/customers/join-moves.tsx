/** What a join, a re-mapping or a separation carries along, said before it is done. */
'use client'
import { useMemo } from 'react'
import type { Amounts } from '../../../lib/domain/catalogue/catalogue.ts'
import type { Customer, Settings } from '../../../lib/domain/customer/customer.ts'
import type { Order } from '../../../lib/domain/order/order.ts'
import { isOpen } from '../../../lib/domain/order/states.ts'
import { useFormat } from '../../_ui/format.ts'
import { useOne } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { useDeskOrders } from '../desk-orders.ts'
import { useOrderName } from '../order-name.ts'
import classes from './join-dialog.module.css'
import { customerWords } from './words.ts'

const mostNamed = 4

/** `to`: the customer it goes to; the record itself when it is separated. */
export function Moves({ customer, to }: { customer: Customer; to: Customer }) {
  const t = useWords(customerWords)
  const format = useFormat()
  const nameOf = useOrderName()
  const open = useOpenOrders(customer)
  const from = customer.joined?.customerId ?? customer.id
  const own = useOne<Amounts>('balance', customer.id)?.body.amounts
  const theirs = useOne<Amounts>('balance', from)?.body.amounts
  const credit = (name: 'deposit' | 'points') =>
    Math.max(0, from === customer.id || to.id !== customer.id ? (own?.[name] ?? 0) : 0) +
    Math.min(customer.joined?.brought[name] ?? 0, Math.max(0, theirs?.[name] ?? 0))
  const deposit = credit('deposit')
  const points = credit('points')
  const debt = own?.['debt'] ?? 0
  const retail = useOne<Settings>('settings', 'organisation')?.body.retailPriceTypeId ?? null
  const priceTypeId = to.priceTypeId ?? retail
  const isPriced = open.some((order) => order.state === 'draft' && order.priceTypeId !== priceTypeId)
  const names = open.slice(0, mostNamed).map((order) => nameOf(order))
  return (
    <section className={classes.moves} aria-live="polite">
      <h3>{t('movesTitle', { name: to.name })}</h3>
      <ul>
        <li>
          {open.length === 0
            ? t('movesNoOrders')
            : `${t('movesOrders', { count: open.length })}: ${names.join(', ')}${open.length > mostNamed ? '…' : ''}`}
        </li>
        {isPriced && <li>{t('movesPrices')}</li>}
        {(deposit > 0 || points > 0) && (
          <li>
            {t('movesCredit')}:{' '}
            {[deposit > 0 && format.money(deposit), points > 0 && format.points(points)].filter(Boolean).join(' · ')}
          </li>
        )}
        <li>{to.id === customer.id ? t('movesSignInBack') : t('movesSignIn', { name: to.name })}</li>
        <li>{t('movesFinished')}</li>
        {debt > 0 && <li className={classes.warning}>{t('movesDebt', { amount: format.money(debt) })}</li>}
      </ul>
    </section>
  )
}

/** As the rules choose them: all of the record's own, or those that came by it to the customer it stands for. */
function useOpenOrders(customer: Customer): Order[] {
  const { all } = useDeskOrders()
  return useMemo(() => {
    const from = customer.joined?.customerId ?? customer.id
    return (all ?? []).flatMap(({ body }) =>
      isOpen(body) && body.customerId === from && (from === customer.id || body.client?.id === customer.id)
        ? [body]
        : [],
    )
  }, [all, customer])
}
