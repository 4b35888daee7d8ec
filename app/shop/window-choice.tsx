/** The wanted day and hours. "As soon as possible" unless said otherwise. */
'use client'
import { useId } from 'react'
import { clock24, localDate, useFormat } from '../_ui/format.ts'
import { useNow } from '../_ui/use-workplace.ts'
import { useWords } from '../_ui/words-engine.ts'
import type { Cart } from './cart.ts'
import classes from './cart-screen.module.css'
import { Choice } from './choice.tsx'
import { deliveryDays, hoursOn, isPast } from './delivery-days.ts'
import { shopWords } from './words.ts'

export function WindowChoice({ cart, onChange }: { cart: Cart; onChange: (cart: Cart) => void }) {
  const t = useWords(shopWords)
  const format = useFormat()
  const now = useNow(60_000)
  const titleId = useId()
  const today = localDate(now)
  const time = clock24(now)
  const wish = isPast(cart.window, today, time) ? null : cart.window
  return (
    <section className={classes.part} aria-labelledby={titleId}>
      <h2 id={titleId}>{t('time')}</h2>
      <div role="radiogroup" aria-labelledby={titleId} className={classes.chips}>
        <Choice
          chip
          name="day"
          checked={wish === null}
          onChoose={() => onChange({ ...cart, window: null })}
          label={t('soonest')}
        />
        {deliveryDays(today, time).map((date) => (
          <Choice
            key={date}
            chip
            name="day"
            checked={wish?.date === date}
            onChoose={() => onChange({ ...cart, window: { date, from: null, to: null } })}
            label={format.date(date, now)}
          />
        ))}
      </div>
      {wish && (
        <div role="radiogroup" aria-label={format.date(wish.date, now)} className={classes.chips}>
          <Choice
            chip
            name="hours"
            checked={wish.from === null}
            onChoose={() => onChange({ ...cart, window: { date: wish.date, from: null, to: null } })}
            label={t('anyHour')}
          />
          {hoursOn(wish.date, today, time).map(({ from, to }) => (
            <Choice
              key={from}
              chip
              name="hours"
              checked={wish.from === from}
              onChoose={() => onChange({ ...cart, window: { date: wish.date, from, to } })}
              label={t('hours', { from, to })}
            />
          ))}
        </div>
      )}
    </section>
  )
}
