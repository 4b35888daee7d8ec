/** Parked sales that another till had taken up before, as the office's word about them arrives. */
'use client'
import { useCallback, useEffect, useMemo } from 'react'
import { useKeep, useTrayOf, useWorkplace } from '../../_ui/use-workplace.ts'
import { useReceipts } from '../use-receipts.ts'
import { isTake, lostTakes, mostTakenUp, soldTakes, takenUpKey, type SoldTake, type TakenUp } from './lost-take.ts'
import { lose } from './sale.ts'
import { useKeptSale } from './use-sale.ts'

/** Not the whole tray: the till would be drawn anew with every receipt, while its paper is waited for. */
const useTakes = () => useTrayOf(isTake)

const nothingTaken: readonly TakenUp[] = []
const useTakenUpHere = () => useKeep<readonly TakenUp[]>(takenUpKey, nothingTaken)

/** Remembered, so that the receipt can be named if the office's word comes after it. */
export function useNoteTakenUp(): (taken: TakenUp) => void {
  const [, set] = useTakenUpHere()
  return useCallback(
    (taken) =>
      void set((before) => [...before, taken].slice(-mostTakenUp)).catch((cause: unknown) =>
        console.error('A parked sale that was taken up could not be noted', cause),
      ),
    [set],
  )
}

/**
 * Marks the sale on the screen, whatever page of the till stands open: the word may be read in the tray and be gone from
 * there before anybody looks at the sale again.
 */
export function useMarkLostSale(): void {
  const [{ saleId, parked, takenBefore }, change] = useKeptSale()
  const takes = useTakes()
  const id = takenBefore === null ? (parked?.id ?? null) : null
  const lost = useMemo(() => lostTakes(takes).find(({ parkedId }) => parkedId === id), [takes, id])
  useEffect(() => {
    if (id === null || lost === undefined) return
    void change((before) => lose(before, { id, saleId }, { by: lost.by, at: lost.at }))
  }, [id, saleId, lost, change])
}

/** Sold here although another till had it: perhaps sold twice. */
export function useSoldTakes(tillId: string): readonly SoldTake[] {
  const takes = useTakes()
  const [takenUp] = useTakenUpHere()
  const receipts = useReceipts(tillId)
  return useMemo(() => {
    const lost = lostTakes(takes)
    if (lost.length === 0 || receipts === null) return []
    return soldTakes(
      lost,
      takenUp,
      receipts.map(({ body }) => body),
    )
  }, [takes, takenUp, receipts])
}

/** S6: a person has read why and decided; the tray need not say it again. */
export function useReadLostTakes(): (parkedId: string) => void {
  const workplace = useWorkplace()
  return useCallback(
    (parkedId) => {
      const seqs = lostTakes(workplace.tray.get()).flatMap((lost) => (lost.parkedId === parkedId ? [lost.seq] : []))
      if (seqs.length === 0) return
      workplace
        .markSeen(seqs)
        .catch((cause: unknown) => console.error('The refusals could not be marked as read', cause))
    },
    [workplace],
  )
}
