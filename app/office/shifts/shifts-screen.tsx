/**
 * The shifts of all tills: what each counted, beside what the books say, and what waits for the office.
 *
 *     #shifts            the list
 *     #shifts/<id>       one of them
 */
'use client'
import { useMemo } from 'react'
import type { Amounts } from '../../../lib/domain/catalogue/catalogue.ts'
import { parseShift } from '../../../lib/domain/till/decide-shift.ts'
import { LoadingRows } from '../../_ui/loading.tsx'
import { useList } from '../../_ui/use-workplace.ts'
import screen from '../screen.module.css'
import { ShiftDetail } from './shift-detail.tsx'
import { ShiftList } from './shift-list.tsx'

export default function ShiftsScreen({ shiftId }: { shiftId: string | null }) {
  const shown = useList<unknown>('shift')
  const registers = useList<Amounts>('register')
  const shifts = useMemo(
    () =>
      shown
        ?.flatMap(({ body }) => parseShift(body) ?? [])
        .sort((a, b) => b.opened.at - a.opened.at || (a.id < b.id ? 1 : -1)) ?? null,
    [shown],
  )
  const registerOf = useMemo(() => {
    const byShift = new Map((registers ?? []).map(({ id, body }) => [id, body.amounts]))
    return (id: string) => byShift.get(id) ?? {}
  }, [registers])
  if (!shifts || !registers) return <LoadingRows />
  return (
    <div className={screen.screen}>
      {shiftId === null ? (
        <ShiftList shifts={shifts} registerOf={registerOf} />
      ) : (
        <ShiftDetail
          key={shiftId}
          shiftId={shiftId}
          shift={shifts.find(({ id }) => id === shiftId) ?? null}
          register={registerOf(shiftId)}
        />
      )}
    </div>
  )
}
