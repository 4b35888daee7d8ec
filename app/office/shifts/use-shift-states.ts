/** What the server knows of the numbers of these shifts, asked anew every minute and when others are looked at. */
'use client'
import { useEffect } from 'react'
import { maxShiftsAsked } from '../../../lib/protocol/office.ts'
import type { ShiftState } from '../../../lib/workplace-types.ts'
import { useWorkplace } from '../../_ui/use-workplace.ts'
import { useAsk, type Asked } from '../use-ask.ts'

const everyMs = 60_000

export function useShiftStates(key: string, ids: readonly string[]): Asked<ReadonlyMap<string, ShiftState>> {
  const workplace = useWorkplace()
  const asked = useAsk(
    key,
    async () => (ids.length === 0 ? [] : workplace.office.shiftStates({ shiftIds: ids.slice(0, maxShiftsAsked) })),
    { everyMs, remembers: true },
  )
  const { again } = asked
  const named = ids.join(' ')
  useEffect(() => {
    if (named !== '') again()
  }, [again, named])
  return { ...asked, value: asked.value && new Map(asked.value.map((state) => [state.shiftId, state])) }
}
