/** Five figures, each of which opens its rows, and what needs somebody's attention. */
'use client'
import { useMemo } from 'react'
import { mayAdminister } from '../../../lib/domain/access.ts'
import type { Customer } from '../../../lib/domain/customer/customer.ts'
import type { Order } from '../../../lib/domain/order/order.ts'
import { useFormat } from '../../_ui/format.ts'
import { LoadingRows } from '../../_ui/loading.tsx'
import { placeHref } from '../../_ui/place.ts'
import { useIsComing } from '../../_ui/use-is-coming.ts'
import { useList, useMe, useNow } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { WaitingCodes } from '../codes/waiting-codes.tsx'
import screen from '../screen.module.css'
import { Attention } from './attention.tsx'
import { FigureRows } from './figure-rows.tsx'
import { figureNames, todayFigures, type FigureName, type Figures } from './figures.ts'
import classes from './today-screen.module.css'
import { todayWords } from './words.ts'

export function TodayScreen({ figure }: { figure: string | null }) {
  const t = useWords(todayWords)
  const me = useMe()
  const orders = useList<Order>('order')
  const customers = useList<Customer>('customer', { order: 'asc' })
  const todayStart = new Date(useNow()).setHours(0, 0, 0, 0)
  const figures = useMemo(
    () => (orders && customers ? todayFigures(orders, customers, todayStart) : null),
    [orders, customers, todayStart],
  )
  const opened = figureNames.find((name) => name === figure) ?? 'placed'
  const unmatched = useMemo(() => customers?.filter((shown) => !shown.body.matched).length ?? 0, [customers])

  const isComing = useIsComing()

  // Noughts and "all is well" would be said of orders that are still on their way.
  if (!figures || !me || (isComing && orders?.length === 0)) return <LoadingRows />
  return (
    <div className={screen.screen}>
      <h2 className="r-only-heard">{t('title')}</h2>
      <ul className={classes.figures} aria-label={t('figures')}>
        {figureNames.map((name) => (
          <li key={name}>
            <Figure name={name} figures={figures} isOpen={name === opened} />
          </li>
        ))}
      </ul>
      <div className={classes.parts}>
        <Attention unmatched={unmatched} />
        {mayAdminister(me.roles, 'codes') && (
          <section className={classes.part}>
            <h3>{t('codes')}</h3>
            <WaitingCodes />
          </section>
        )}
      </div>
      <FigureRows key={opened} name={opened} figures={figures} />
    </div>
  )
}

function Figure({ name, figures, isOpen }: { name: FigureName; figures: Figures; isOpen: boolean }) {
  const t = useWords(todayWords)
  const format = useFormat()
  const sum = format.money(figures.sums[name])
  const count = figures[name].length
  const isMoney = name === 'money' || name === 'debts'
  return (
    <a
      href={placeHref('today', name)}
      className={classes.figure}
      aria-current={isOpen}
      data-tone={name === 'debts' && count > 0 ? 'red' : undefined}
    >
      <span className={classes.name}>{t(name)}</span>
      <strong className={classes.value}>{isMoney ? sum : format.number(count)}</strong>
      <span className={classes.hint}>
        {name === 'money'
          ? t('cashCard', { cash: format.money(figures.cashMinor), card: format.money(figures.cardMinor) })
          : name === 'debts'
            ? t('debtors', { count })
            : t('onAmount', { amount: sum })}
      </span>
    </a>
  )
}
