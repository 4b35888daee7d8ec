/** One product: picture, name, price, and − 1 + in the same place as "Add", so that nothing moves under the finger. */
'use client'
import { memo, useState } from 'react'
import { Money } from '../_ui/money.tsx'
import { useWords } from '../_ui/words-engine.ts'
import { AddButtons } from './add-buttons.tsx'
import classes from './goods-card.module.css'
import { GoodsDialog } from './goods-dialog.tsx'
import type { Offer } from './offers.ts'
import { Picture } from './picture.tsx'
import { shopWords } from './words.ts'

export const GoodsCard = memo(function GoodsCard({ offer }: { offer: Offer }) {
  const t = useWords(shopWords)
  const [isOpen, setOpen] = useState(false)
  const { product, priceMinor, currency } = offer
  return (
    <li className={classes.card}>
      <button type="button" className={classes.look} onClick={() => setOpen(true)}>
        <Picture of={product.name} seed={product.groupId ?? product.id} />
        <span className={classes.name}>{product.name}</span>
      </button>
      <p className={classes.price}>
        {priceMinor === null ? (
          <span className={classes.soft}>{t('noPrice')}</span>
        ) : (
          <>
            <strong>
              <Money minor={priceMinor} currency={currency} />
            </strong>
            <span className={classes.soft}>{t('perUnit', { unit: product.unit })}</span>
          </>
        )}
      </p>
      <AddButtons offer={offer} />
      {isOpen && <GoodsDialog offer={offer} onClose={() => setOpen(false)} />}
    </li>
  )
})
