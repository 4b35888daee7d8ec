/**
 * What is asked for the returnable containers of one line, beside its price. The order's sum does not hold it: whether a
 * deposit is taken is settled at the door, by the empties that come back.
 */
'use client'
import type { Product } from '../../lib/domain/catalogue/catalogue.ts'
import { lineAmount } from '../../lib/domain/money.ts'
import { useFormat } from './format.ts'
import { useOne } from './use-workplace.ts'
import { baseWords } from './words.ts'
import { useWords } from './words-engine.ts'

export function ContainerDeposit({
  depositMinor,
  quantityMilli,
  before = '',
}: {
  /** For one container; null: none is returnable. */
  depositMinor: number | null
  quantityMilli: number
  /** Parts it from what stands before it. */
  before?: string
}) {
  const t = useWords(baseWords)
  const format = useFormat()
  const amountMinor = depositMinor === null ? null : lineAmount(depositMinor, quantityMilli)
  if (!amountMinor) return null
  return (
    <>
      {before}
      {t('containerDeposit', { amount: format.money(amountMinor) })}
    </>
  )
}

/** Where only the product's id is at hand. */
export function ProductDeposit({ productId, ...line }: { productId: string; quantityMilli: number; before?: string }) {
  const product = useOne<Product>('product', productId)?.body
  return <ContainerDeposit depositMinor={product?.containerDepositMinor ?? null} {...line} />
}
