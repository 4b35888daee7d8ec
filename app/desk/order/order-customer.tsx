/** Who ordered, how to call them, how they stand with us. */
'use client'
import { IconAlertTriangle, IconPhone } from '@tabler/icons-react'
import type { Customer } from '../../../lib/domain/customer/customer.ts'
import type { Order } from '../../../lib/domain/order/order.ts'
import { useFormat } from '../../_ui/format.ts'
import { placeHref } from '../../_ui/place.ts'
import { useWords } from '../../_ui/words-engine.ts'
import classes from './order-facts.module.css'
import { Part } from './part.tsx'
import { orderWords } from './words.ts'

export function OrderCustomer({
  order,
  customer,
  balance,
}: {
  order: Order
  customer: Customer | undefined
  balance: Record<string, number> | null
}) {
  const t = useWords(orderWords)
  const format = useFormat()
  const phones = [...new Set([...(order.phone ? [order.phone] : []), ...(customer?.phones ?? [])])]
  const debt = balance?.debt ?? 0
  const deposit = balance?.deposit ?? 0
  return (
    <Part
      title={t('customer')}
      aside={
        <a href={placeHref('customers', order.customerId)} className={classes.link}>
          {t('customerCard')}
        </a>
      }
    >
      <p className={classes.strong}>{customer?.name ?? order.customerName}</p>
      {order.client && (
        <p className={classes.soft}>
          <a href={placeHref('customers', order.client.id)} className={classes.inline}>
            {t('orderedBy', { name: order.client.name })}
          </a>
        </p>
      )}
      {phones.map((phone) => (
        <a
          key={phone}
          href={`tel:${phone}`}
          className={classes.phone}
          aria-label={t('callNumber', { phone: format.phone(phone) })}
        >
          <IconPhone size={20} aria-hidden /> {format.phone(phone)}
        </a>
      ))}
      {(debt > 0 || deposit > 0) && (
        <p className={classes.soft}>
          {debt > 0 && <span className={classes.bad}>{t('customerDebt', { amount: format.money(debt) })}</span>}
          {debt > 0 && deposit > 0 && ' · '}
          {deposit > 0 && t('customerDeposit', { amount: format.money(deposit) })}
        </p>
      )}
      {customer && !customer.matched && (
        <p className={classes.warning}>
          <IconAlertTriangle size={20} aria-hidden />
          <span>
            {t('unmatched')}{' '}
            <a href={placeHref('customers', order.customerId)} className={classes.inline}>
              {t('openCardToMatch')}
            </a>
          </span>
        </p>
      )}
    </Part>
  )
}
