/** What came back of one receipt, live. undefined while it is being read. */
'use client'
import { useMemo } from 'react'
import type { Amounts } from '../../../lib/domain/catalogue/catalogue.ts'
import { useOne } from '../../_ui/use-workplace.ts'
import { useReceipts } from '../use-receipts.ts'
import { returnedOf, type Returned } from './returned.ts'

export function useReturned(tillId: string, receiptId: string): Returned | undefined {
  const counted = useOne<Amounts>('returned', receiptId)
  const own = useReceipts(tillId)
  return useMemo(
    () =>
      counted === undefined || own === null ? undefined : returnedOf(receiptId, counted?.body.amounts ?? null, own),
    [counted, own, receiptId],
  )
}
