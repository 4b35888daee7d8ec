/** The receipts of this till, as they stand on this device. */
'use client'
import { useMemo } from 'react'
import type { Receipt } from '../../lib/domain/till/receipt.ts'
import type { Shown } from '../../lib/workplace-types.ts'
import { useList } from '../_ui/use-workplace.ts'

/** Newest first. null while they are being read. */
export function useReceipts(tillId: string): readonly Shown<Receipt>[] | null {
  const receipts = useList<Receipt>('receipt')
  return useMemo(() => receipts?.filter(({ body }) => body.tillId === tillId) ?? null, [receipts, tillId])
}

/** Those of one shift by their number, the last first. null while they are being read. */
export function useShiftReceipts(shiftId: string | null): readonly Shown<Receipt>[] | null {
  const receipts = useList<Receipt>('receipt')
  return useMemo(
    () =>
      receipts?.filter(({ body }) => body.shiftId === shiftId).sort((a, b) => b.body.number - a.body.number) ?? null,
    [receipts, shiftId],
  )
}
