/** "740 ₽ · 40 P": money and points apart (GB7). */
import { Money, Points } from '../_ui/money.tsx'
import type { PricedCart } from './cart.ts'

export function CartTotal({ priced }: { priced: Pick<PricedCart, 'totalMinor' | 'totalPoints' | 'lines'> }) {
  const currency = priced.lines.find((line) => line.offer)?.offer?.currency ?? 'RUB'
  const isMoneyShown = priced.totalMinor > 0 || priced.totalPoints === 0
  return (
    <strong>
      {isMoneyShown && <Money minor={priced.totalMinor} currency={currency} />}
      {isMoneyShown && priced.totalPoints > 0 && ' · '}
      {priced.totalPoints > 0 && <Points points={priced.totalPoints} />}
    </strong>
  )
}
