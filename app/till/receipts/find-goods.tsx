/** The catalogue by name or barcode, for goods that come back without their receipt. */
'use client'
import { useDeferredValue, useMemo, useState } from 'react'
import type { Price, Product } from '../../../lib/domain/catalogue/catalogue.ts'
import { SearchPick } from '../../_ui/search-pick.tsx'
import { useList } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { createTillGoods } from '../sale/till-goods.ts'
import { receiptsWords } from './words.ts'

const mostFinds = 8

export function FindGoods({ onPick }: { onPick: (product: Product) => void }) {
  const t = useWords(receiptsWords)
  const products = useList<Product>('product', { order: 'asc' })
  const prices = useList<Price>('price', { order: 'asc' })
  const goods = useMemo(
    () =>
      products && prices
        ? createTillGoods(
            products.map(({ body }) => body),
            prices.map(({ body }) => body),
          )
        : null,
    [products, prices],
  )
  const [typed, setTyped] = useState('')
  const searched = useDeferredValue(typed)
  const found = useMemo(() => goods?.search(searched, mostFinds) ?? [], [goods, searched])
  return (
    <SearchPick
      label={t('findGoods')}
      placeholder={t('findGoodsPlaceholder')}
      typed={typed}
      setTyped={setTyped}
      finds={found.map(({ id, name }) => ({ key: id, row: name }))}
      findsFor={goods ? searched : null}
      nothing={t('noGoods')}
      onPick={(id) => {
        const product = goods?.product(id)
        if (product) onPick(product)
        setTyped('')
      }}
    />
  )
}
