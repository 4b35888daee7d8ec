/** The catalogue by name or barcode, for goods that come back without their receipt. */
'use client'
import { useCallback, useState } from 'react'
import type { Product } from '../../../lib/domain/catalogue/catalogue.ts'
import { SearchPick } from '../../_ui/search-pick.tsx'
import { useWords } from '../../_ui/words-engine.ts'
import { useTillGoods } from '../sale/use-till-goods.ts'
import { receiptsWords } from './words.ts'

const mostFinds = 8

export function FindGoods({ onPick }: { onPick: (product: Product) => void }) {
  const t = useWords(receiptsWords)
  const goods = useTillGoods()
  const [typed, setTyped] = useState('')
  const search = useCallback((text: string) => goods?.search(text, mostFinds) ?? null, [goods])
  return (
    <SearchPick
      label={t('findGoods')}
      placeholder={t('findGoodsPlaceholder')}
      typed={typed}
      setTyped={setTyped}
      search={search}
      findOf={({ id, name }) => ({ key: id, row: name })}
      nothing={t('noGoods')}
      onPick={(product) => {
        onPick(product)
        setTyped('')
      }}
    />
  )
}
