/**
 * A parked sale is put on the screen first and then taken: killed between the two, it is taken at the next start, and
 * killed after the second, it is found taken by the same person. Another till that was faster has it.
 */
'use client'
import { useEffect } from 'react'
import type { Parked } from '../../../lib/domain/till/parked.ts'
import { useNotice } from '../../_ui/notice.tsx'
import { useAct, useMe, useOne } from '../../_ui/use-workplace.ts'
import { useWords } from '../../_ui/words-engine.ts'
import { emptySale } from './sale.ts'
import type { SaleState } from './use-sale.ts'
import { saleWords } from './words.ts'

export function useTakenUp({ sale, change }: SaleState): void {
  const t = useWords(saleWords)
  const act = useAct()
  const notice = useNotice()
  const me = useMe()?.id
  const { parked, saleId } = sale
  const id = parked !== null && !parked.isTaken ? parked.id : null
  const shown = useOne<Parked>('parked', id)
  const isRead = shown !== undefined
  const takenBy = shown?.body.taken?.by ?? null
  useEffect(() => {
    if (id === null || !isRead) return
    let isCurrent = true
    const isOurs = takenBy !== null && takenBy === me
    const taking = isOurs
      ? Promise.resolve('ours' as const)
      : act('parked.take', { kind: 'parked', id }, {}, { quiet: true })
    void taking.then((result) => {
      if (!isCurrent || (result !== 'ours' && result.kind === 'failed')) return
      if (result === 'ours' || result.kind === 'done') {
        void change((before) => (before.saleId === saleId ? { ...before, parked: { id, isTaken: true } } : before))
        return
      }
      void change((before) => (before.saleId === saleId ? emptySale : before))
      notice({ tone: 'bad', text: t('parkedGone') })
    })
    return () => {
      isCurrent = false
    }
  }, [id, isRead, takenBy, me, saleId, act, change, notice, t])
}
