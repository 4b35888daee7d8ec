/** B06: how the customer wants to pay. It only tells the operator; the ways the shop takes come from its settings (B05). */
'use client'
import { useId } from 'react'
import { useFormat } from '../_ui/format.ts'
import { tenderKeys } from '../_ui/order-words.ts'
import { useWords } from '../_ui/words-engine.ts'
import { baseWords } from '../_ui/words.ts'
import type { Cart } from './cart.ts'
import classes from './cart-screen.module.css'
import { Choice } from './choice.tsx'
import { useBalance, useSettings } from './use-catalogue.ts'
import { useShop } from './use-cart.ts'
import { shopWords } from './words.ts'

export function IntentChoice({ cart, onChange }: { cart: Cart; onChange: (cart: Cart) => void }) {
  const t = useWords(shopWords)
  const base = useWords(baseWords)
  const format = useFormat()
  const titleId = useId()
  const settings = useSettings()
  const depositMinor = useBalance()?.deposit ?? 0
  const { priced } = useShop()
  const ways = (settings?.paymentIntents ?? []).filter((way) => way !== 'deposit' || depositMinor > 0)
  if (ways.length === 0 || priced.totalMinor === 0) return null
  return (
    <section className={classes.part} aria-labelledby={titleId}>
      <h2 id={titleId}>{t('payment')}</h2>
      <div role="radiogroup" aria-labelledby={titleId} className={classes.choices}>
        {ways.map((way) => (
          <Choice
            key={way}
            name="intent"
            checked={cart.intent === way}
            onChoose={() => onChange({ ...cart, intent: way })}
            label={base(tenderKeys[way])}
            hint={
              way === 'deposit' ? t('depositHas', { amount: format.money(depositMinor, settings?.currency) }) : null
            }
          />
        ))}
        <Choice
          name="intent"
          checked={cart.intent === null || !ways.includes(cart.intent)}
          onChoose={() => onChange({ ...cart, intent: null })}
          label={t('paymentLater')}
        />
      </div>
    </section>
  )
}
