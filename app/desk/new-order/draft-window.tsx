'use client'
import { TextInput } from '@mantine/core'
import { addDays, localDate } from '../../_ui/format.ts'
import { useNow } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import type { DeliveryWindow } from '../../shop/cart.ts'
import { ChoiceChips } from '../../_ui/choice-chips.tsx'
import { isWindowWrong } from './draft.ts'
import classes from './draft-parts.module.css'
import screen from './new-order-screen.module.css'
import type { DraftState } from './use-draft.ts'
import { newOrderWords } from './words.ts'

export function DraftWindow({ state: { draft, changeCart } }: { state: DraftState }) {
  const t = useWords(newOrderWords)
  const today = localDate(useNow())
  const { window } = draft.cart
  const setDate = (date: string) => {
    if (date === '') changeCart({ window: null })
    else changeCart({ window: { date, from: window?.from ?? null, to: window?.to ?? null } })
  }
  const setHour = (part: Partial<Pick<DeliveryWindow, 'from' | 'to'>>) => {
    if (window) changeCart({ window: { ...window, ...part } })
  }
  return (
    <section className={screen.part}>
      <h3>{t('when')}</h3>
      <div className={classes.days}>
        <ChoiceChips
          label={t('when')}
          isLabelHidden
          value={window?.date ?? ''}
          onChange={setDate}
          choices={[
            { value: '', label: t('anyTime') },
            { value: today, label: t('today') },
            { value: addDays(today, 1), label: t('tomorrow') },
          ]}
        />
        <TextInput
          type="date"
          aria-label={t('date')}
          value={window?.date ?? ''}
          min={today}
          onChange={(event) => setDate(event.currentTarget.value)}
        />
      </div>
      {window && (
        <div className={classes.hours}>
          <TextInput
            type="time"
            label={t('from')}
            value={window.from ?? ''}
            step={900}
            onChange={(event) => setHour({ from: event.currentTarget.value || null })}
          />
          <TextInput
            type="time"
            label={t('to')}
            value={window.to ?? ''}
            step={900}
            onChange={(event) => setHour({ to: event.currentTarget.value || null })}
            error={isWindowWrong(window) ? t('timeWrong') : null}
          />
        </div>
      )}
    </section>
  )
}
