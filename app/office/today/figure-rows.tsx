/** The rows behind a figure: every one leads to its order. */
'use client'
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { Order } from '../../../lib/domain/order/order.ts'
import type { Shown } from '../../../lib/workplace-types.ts'
import { useFormat } from '../../_ui/format.ts'
import { tenderWord } from '../../_ui/order-words.ts'
import { PaidChip, StateChip } from '../../_ui/state-chip.tsx'
import { Since, When } from '../../_ui/when.tsx'
import { useLanguage, useWords } from '../../_ui/words-engine.ts'
import screen from '../screen.module.css'
import table from '../table.module.css'
import type { FigureName, Figures, MoneyRow } from './figures.ts'
import classes from './today-screen.module.css'
import { todayWords } from './words.ts'

const step = 50

export function FigureRows({ name, figures }: { name: FigureName; figures: Figures }) {
  const t = useWords(todayWords)
  const [shown, setShown] = useState(step)
  const rows = figures[name]
  return (
    <section className={classes.rows}>
      <h3>{t(name)}</h3>
      {rows.length === 0 ? (
        <p className={screen.soft}>{t('nothing')}</p>
      ) : name === 'money' ? (
        <MoneyTable rows={figures.money.slice(0, shown)} />
      ) : (
        <OrderTable name={name} rows={figures[name].slice(0, shown)} />
      )}
      {rows.length > shown && (
        <p className={screen.more}>
          <Button variant="default" onClick={() => setShown(shown + step * 4)}>
            {t('showMore')}
          </Button>
        </p>
      )}
    </section>
  )
}

const timeKeys = { waiting: 'waits', placed: 'placedAt', completed: 'completedAt', debts: 'completedAt' } as const

function OrderTable({ name, rows }: { name: Exclude<FigureName, 'money'>; rows: readonly Shown<Order>[] }) {
  const t = useWords(todayWords)
  const format = useFormat()
  const amountLabel = t(name === 'debts' ? 'debt' : 'total')
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">{t('order')}</th>
          <th scope="col">{t('customer')}</th>
          <th scope="col">{t('state')}</th>
          <th scope="col">{t(timeKeys[name])}</th>
          <th scope="col" className={table.figure}>
            {amountLabel}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, body, pending }) => (
          <tr key={id}>
            <td data-label={t('order')}>
              <OrderLink order={body} />
            </td>
            <td data-label={t('customer')}>{body.customerName}</td>
            <td data-label={t('state')}>
              <span className={classes.chips}>
                <StateChip order={body} pending={pending} /> <PaidChip order={body} />
              </span>
            </td>
            <td data-label={t(timeKeys[name])}>
              {name === 'waiting' ? (
                <Since at={body.createdAt} />
              ) : (
                <When at={name === 'placed' ? body.createdAt : body.changed.at} />
              )}
            </td>
            <td data-label={amountLabel} className={table.figure}>
              {format.amount(name === 'debts' ? (body.invoice?.debtMinor ?? 0) : body.totalMinor, 'always')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function MoneyTable({ rows }: { rows: readonly MoneyRow[] }) {
  const t = useWords(todayWords)
  const language = useLanguage()
  const format = useFormat()
  return (
    <table className={table.table}>
      <thead>
        <tr>
          <th scope="col">{t('at')}</th>
          <th scope="col">{t('forWhat')}</th>
          <th scope="col">{t('customer')}</th>
          <th scope="col">{t('tender')}</th>
          <th scope="col">{t('by')}</th>
          <th scope="col" className={table.figure}>
            {t('amount')}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            <td data-label={t('at')}>
              <When at={row.at} />
            </td>
            <td data-label={t('forWhat')}>{row.order ? <OrderLink order={row.order} /> : t('depositOf')}</td>
            <td data-label={t('customer')}>
              <a href={`/desk#customers/${encodeURIComponent(row.customer.id)}`}>{row.customer.name}</a>
            </td>
            <td data-label={t('tender')}>{tenderWord(row.tender, language)}</td>
            <td data-label={t('by')}>{row.byName}</td>
            <td data-label={t('amount')} className={table.figure}>
              {format.amount(row.amountMinor, 'always')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function OrderLink({ order }: { order: Order }) {
  const t = useWords(todayWords)
  return (
    <a href={`/desk#orders/${encodeURIComponent(order.id)}`}>
      {order.number === null ? t('noNumber') : t('number', { number: order.number })}
    </a>
  )
}
