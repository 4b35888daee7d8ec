/** What the books have of one product, looked up for the rows that are shown and never for all fifty thousand. */
'use client'
import type { Amounts } from '../../../lib/domain/catalogue/catalogue.ts'
import { freeMilli } from '../../../lib/domain/catalogue/stock.ts'
import { useOne } from '../../_ui/use-workplace.ts'

/** undefined: no stock of it is known. */
export function useFreeStock(productId: string | null): number | undefined {
  const amounts = useOne<Amounts>('stock', productId)?.body.amounts
  return amounts && freeMilli(amounts)
}
