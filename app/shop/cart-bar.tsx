/** At the foot of the catalogue while something is in the cart: how much it is, and the way there. */
import { IconArrowRight } from '@tabler/icons-react'
import { placeHref } from '../_ui/place.ts'
import { useWords } from '../_ui/words-engine.ts'
import type { PricedCart } from './cart.ts'
import classes from './cart-bar.module.css'
import { CartTotal } from './cart-total.tsx'
import { shopWords } from './words.ts'

export function CartBar({ priced }: { priced: PricedCart }) {
  const t = useWords(shopWords)
  return (
    <a href={placeHref('cart')} className={classes.bar}>
      <span>{t('items', { count: priced.lines.length })}</span>
      <CartTotal priced={priced} />
      <span className={classes.go}>
        {t('cart')} <IconArrowRight size={22} aria-hidden />
      </span>
    </a>
  )
}
