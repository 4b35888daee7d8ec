/** The buttons that put a product into the cart: for money, and for points where both product and balance allow it. */
'use client'
import { Button } from '@mantine/core'
import { useFormat } from '../_ui/format.ts'
import { Stepper } from '../_ui/stepper.tsx'
import { useWords } from '../_ui/words-engine.ts'
import classes from './add-buttons.module.css'
import { quantityOf, type PayWith } from './cart.ts'
import type { Offer } from './offers.ts'
import { useShop } from './use-cart.ts'
import { shopWords } from './words.ts'

/** B08, B09. */
export function AddButtons({ offer }: { offer: Offer }) {
  const { cart, pointsLeft } = useShop()
  const { product } = offer
  const forPoints = quantityOf(cart, product.id, 'points')
  const isForPoints =
    product.pricePoints !== null && pointsLeft !== null && (forPoints > 0 || pointsLeft >= product.pricePoints)
  return (
    <div className={classes.buttons}>
      {offer.priceMinor !== null && <Add offer={offer} payWith="money" />}
      {isForPoints && <Add offer={offer} payWith="points" />}
    </div>
  )
}

function Add({ offer, payWith }: { offer: Offer; payWith: PayWith }) {
  const t = useWords(shopWords)
  const format = useFormat()
  const { cart, setQuantity, pointsLeft } = useShop()
  const { product } = offer
  const milli = quantityOf(cart, product.id, payWith)
  const points = format.points(product.pricePoints ?? 0)
  const { name } = product
  if (milli === 0)
    return (
      <Button
        fullWidth
        variant={payWith === 'money' ? 'light' : 'default'}
        onClick={() => setQuantity(product.id, payWith, 1000)}
        aria-label={payWith === 'money' ? t('addNamed', { name }) : t('addForPointsNamed', { points, name })}
      >
        {payWith === 'money' ? t('add') : t('addForPoints', { points })}
      </Button>
    )
  // B09: no more for points than the balance still pays for.
  const maxMilli =
    payWith === 'points' && product.pricePoints
      ? milli + Math.floor((pointsLeft ?? 0) / product.pricePoints) * 1000
      : undefined
  return (
    <Stepper
      milli={milli}
      onChange={(next) => setQuantity(product.id, payWith, next)}
      {...(maxMilli !== undefined && { maxMilli })}
      labels={{
        less: t('less', { name }),
        more: t('more', { name }),
        value: t('inCart', { quantity: format.quantity(milli, product.unit), name }),
      }}
    />
  )
}
