/**
 * A parked sale is put on the screen first and then taken: killed between the two, it is taken at the next start, and
 * killed after the second, it is found taken by the same person. Where another till was faster the sale stays, marked as
 * that other's, until a person decides (`lost-take-strip.tsx`); an office that says so only later is heard by
 * `use-lost-takes.ts`.
 */
'use client'
import { useEffect } from 'react'
import type { Parked } from '../../../lib/domain/till/parked.ts'
import { useAct, useMe, useOne } from '../../_ui/use-workplace.ts'
import { isTakenBy, takenBefore } from './lost-take.ts'
import { lose } from './sale.ts'
import type { SaleState } from './use-sale.ts'

export function useTakenUp({ sale, change }: SaleState): void {
  const act = useAct()
  const me = useMe()?.id
  const { parked, saleId } = sale
  const id = parked !== null && !parked.isTaken && sale.takenBefore === null ? parked.id : null
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
      // Another tab of this till may have said it in this very moment.
      if (result === 'ours' || result.kind === 'done' || isTakenBy(result.params, me))
        void change((now) => (now.saleId === saleId ? { ...now, parked: { id, isTaken: true } } : now))
      else void change((now) => lose(now, { id, saleId }, takenBefore(result.params)))
    })
    return () => {
      isCurrent = false
    }
  }, [id, isRead, takenBy, me, saleId, act, change])
}
