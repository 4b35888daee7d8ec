/** All there is to know of one product. */
'use client'
import { useFormat } from '../_ui/format.ts'
import { Dialog } from '../_ui/dialog.tsx'
import { useWords } from '../_ui/words-engine.ts'
import { AddButtons } from './add-buttons.tsx'
import classes from './goods-dialog.module.css'
import type { Offer } from './offers.ts'
import { Picture } from './picture.tsx'
import { shopWords } from './words.ts'

export function GoodsDialog({ offer, onClose }: { offer: Offer; onClose: () => void }) {
  const t = useWords(shopWords)
  const format = useFormat()
  const { product, priceMinor, currency } = offer
  return (
    <Dialog opened onClose={onClose} title={product.name} foot={<AddButtons offer={offer} />}>
      <div className={classes.body}>
        <Picture of={product.name} seed={product.groupId ?? product.id} />
        <p className={classes.price}>
          {priceMinor === null ? t('noPrice') : format.money(priceMinor, currency)}{' '}
          <span className={classes.soft}>{priceMinor !== null && t('perUnit', { unit: product.unit })}</span>
        </p>
        {product.containerDepositMinor !== null && (
          <p className={classes.soft}>
            {t('returnable', { amount: format.money(product.containerDepositMinor, currency) })}
          </p>
        )}
        {product.description && <p className={classes.description}>{product.description}</p>}
        {product.article && <p className={classes.soft}>{t('article', { article: product.article })}</p>}
      </div>
    </Dialog>
  )
}
