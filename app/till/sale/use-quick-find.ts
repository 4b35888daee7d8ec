/** Finds what the first scans after a start sell, before all goods are read, and keeps the index that it finds them by. */
'use client'
import { useCallback, useEffect } from 'react'
import type { WeighedRule } from '../../../lib/domain/barcode/weighed.ts'
import { priceId, type Price, type Product } from '../../../lib/domain/catalogue/catalogue.ts'
import { useWorkplace } from '../../_ui/use-workplace.ts'
import { readOne } from '../read-once.ts'
import { quickFind, type QuickFound } from './quick-find.ts'
import type { TillGoods } from './till-goods.ts'

/** The till has other things to do first. */
const keepAfterMs = 1_000

export type QuickFind = (raw: string) => Promise<QuickFound | null>

export function useQuickFind(
  priceTypeId: string | null,
  { rules, currency }: { rules: readonly WeighedRule[]; currency: string },
): QuickFind {
  const workplace = useWorkplace()
  return useCallback(
    async (raw) => {
      if (priceTypeId === null) return null
      const codes = await workplace.codes()
      return quickFind(raw, {
        find: (code) => codes.find(code),
        product: (id) => readOne<Product>(workplace, { kind: 'product', id }),
        price: (id) => readOne<Price>(workplace, { kind: 'price', id: priceId(priceTypeId, id) }),
        rules,
        currency,
      })
    },
    [workplace, priceTypeId, rules, currency],
  )
}

/** Once the goods are read and nothing presses. */
export function useKeptCodes(goods: TillGoods | null): void {
  const workplace = useWorkplace()
  useEffect(() => {
    if (!goods) return
    const keep = async () => (await workplace.codes()).keep(goods.codes())
    const timer = setTimeout(() => {
      // The next start finds its first goods a second later; nothing else is lost.
      keep().catch((cause: unknown) => console.warn('The codes of the goods were not kept', cause))
    }, keepAfterMs)
    return () => clearTimeout(timer)
  }, [workplace, goods])
}
